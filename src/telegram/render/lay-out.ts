import {
  BETWEEN_BLOCKS,
  type Block,
  fits,
  type QuoteBlock,
  quoted,
  roomBeside,
  textBlock,
} from "./block.ts";
import { cutText } from "./cut-text.ts";
import { join, plain, slice, type TelegramText } from "./telegram-text.ts";

/** What is part of a message or of several: as it reads behind others, and at the beginning of a message. */
interface Piece {
  readonly following: TelegramText;
  readonly leading: TelegramText;
  /** Goes on where the piece before it ended. */
  readonly isClose: boolean;
}

/**
 * As few messages as hold all blocks, each within Telegram's limits. A block is cut only when it alone is too
 * long for a message. The footer stands at the end, and not alone if that can be helped.
 */
export function layOut(blocks: readonly Block[], footer: TelegramText): TelegramText[] {
  const footers = piecesOf(textBlock(footer));
  const messages: Piece[][] = [];
  for (const piece of [...blocks.flatMap(piecesOf), ...footers]) {
    const last = messages.at(-1);
    if (last && fits(assemble([...last, piece]))) last.push(piece);
    else messages.push([piece]);
  }
  keepFooterCompany(messages, footers);
  return messages.map(assemble);
}

function keepFooterCompany(messages: Piece[][], footers: readonly Piece[]): void {
  const [before, last] = messages.slice(-2);
  if (!before || last?.[0] !== footers[0] || before.length < 2) return;
  const moved = before.at(-1)!;
  if (fits(assemble([moved, ...last!]))) last!.unshift(before.pop()!);
}

const assemble = (pieces: readonly Piece[]): TelegramText =>
  pieces
    .slice(1)
    .reduce(
      (text, { following, isClose }) => join([text, following], isClose ? "\n" : BETWEEN_BLOCKS),
      pieces[0]!.leading,
    );

function piecesOf(block: Block): Piece[] {
  if (block.kind === "text") return textPieces(block.text);
  const { above, alone, below } = block;
  const whole = {
    following: quoted(above, block, below),
    leading: quoted(alone, block, below),
    isClose: above.text === "",
  };
  if (fits(whole.leading) && fits(whole.following)) return [whole];
  return [...slicePieces(block), ...textPieces(below)];
}

function slicePieces(block: QuoteBlock): Piece[] {
  const { quote, above, alone, continued } = block;
  const room = Math.min(...[above, alone, continued].map((over) => roomBeside([over])));
  return cutText(quote, room).map(({ start, end }, i) => {
    const part = { ...block, quote: quote.slice(start, end) };
    const over = i === 0 ? { following: above, leading: alone } : all(continued);
    return {
      following: quoted(over.following, part, plain("")),
      leading: quoted(over.leading, part, plain("")),
      isClose: over.following.text === "",
    };
  });
}

const all = (text: TelegramText) => ({ following: text, leading: text });

/** Half of the room is for the addresses that links become in plain text. */
const LONGEST_PART = 2_000;

function textPieces(text: TelegramText): Piece[] {
  if (text.text === "") return [];
  const parts = fits(text)
    ? [text]
    : cutText(text.text, LONGEST_PART).map(({ start, end }) => slice(text, start, end));
  return parts.map((part) => ({ ...all(part), isClose: false }));
}
