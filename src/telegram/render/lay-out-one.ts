import type { Language } from "../../interview/interview.ts";
import type { Messages } from "../../locales/messages.ts";
import { BETWEEN_BLOCKS, type Block, fits, type QuoteBlock, quoted } from "./block.ts";
import { cutText } from "./cut-text.ts";
import { blockquote, italic, join, plain, type TelegramText } from "./telegram-text.ts";

/** In UTF-16 units. What is not a quote is kept so short by its renderers that one slice always finds room. */
const LONGEST_SLICE = 800;

/**
 * One message with as many of the blocks as it holds, each whole, the footer, and a line that says how many
 * quotes were left out. Only a first quote that is too long by itself is cut, at the ends of sentences.
 */
export function layOutOne(
  blocks: readonly Block[],
  footer: TelegramText,
  language: Language,
  messages: Messages,
): TelegramText {
  const closed = (body: TelegramText, leftOut: number, isCut = false): TelegramText => {
    const remarks = [
      isCut ? italic(messages(language, "render-rest-left-out")) : plain(""),
      leftOut > 0 ? italic(messages(language, "render-left-out", { count: leftOut })) : plain(""),
    ];
    return join([body, join(remarks, "\n"), footer], BETWEEN_BLOCKS);
  };
  let body = plain("");
  for (const [i, block] of blocks.entries()) {
    const leftOut = (from: number) => quotesIn(blocks.slice(from));
    const longer = [behind(body, block), behind(body, withoutTranslation(block))].find((text) =>
      fits(closed(text, leftOut(i + 1))),
    );
    if (longer) {
      body = longer;
      continue;
    }
    const hasQuote = quotesIn(blocks.slice(0, i)) > 0;
    if (hasQuote || block.kind === "text") return closed(body, leftOut(i));
    const begun = beginningOf(block, body, (text) => fits(closed(text, leftOut(i + 1), true)));
    return begun ? closed(begun, leftOut(i + 1), true) : closed(body, leftOut(i));
  }
  return closed(body, 0);
}

const quotesIn = (blocks: readonly Block[]): number =>
  blocks.filter(({ kind }) => kind === "quote").length;

const withoutTranslation = (block: Block): Block =>
  block.kind === "quote" ? { ...block, below: plain("") } : block;

function behind(body: TelegramText, block: Block): TelegramText {
  if (block.kind === "text") return join([body, block.text], BETWEEN_BLOCKS);
  const above = body.text === "" ? block.alone : block.above;
  const isClose = body.text !== "" && above.text === "";
  return join([body, quoted(above, block, block.below)], isClose ? "\n" : BETWEEN_BLOCKS);
}

/** As many slices of the quote as fit, each a block quote; `null` when there is no room for one. */
function beginningOf(
  block: QuoteBlock,
  body: TelegramText,
  hasRoom: (text: TelegramText) => boolean,
): TelegramText | null {
  const { quote, isFolded, above, alone } = block;
  let text = join([body, body.text === "" ? alone : above], BETWEEN_BLOCKS);
  let begun: TelegramText | null = null;
  for (const { start, end } of cutText(quote, LONGEST_SLICE)) {
    text = join([text, blockquote(quote.slice(start, end), isFolded)], "\n");
    if (!hasRoom(text)) break;
    begun = text;
  }
  return begun;
}
