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
  const messages: Message[] = [];
  for (const piece of [...blocks.flatMap(piecesOf), ...footers]) {
    const last = messages.at(-1);
    const longer = last && behind(last, piece);
    if (longer && fits(longer.text)) messages[messages.length - 1] = longer;
    else messages.push(beginning(piece));
  }
  return withCompany(messages, footers).map(({ text }) => text);
}

interface Message {
  readonly pieces: readonly Piece[];
  readonly text: TelegramText;
}

const beginning = (piece: Piece): Message => ({ pieces: [piece], text: piece.leading });

const behind = ({ pieces, text }: Message, piece: Piece): Message => ({
  pieces: [...pieces, piece],
  text: join([text, piece.following], piece.isClose ? "\n" : BETWEEN_BLOCKS),
});

/** Moves what stands before the footer to it where the footer would be a message of its own. */
function withCompany(messages: readonly Message[], footers: readonly Piece[]): readonly Message[] {
  const [before, last] = messages.slice(-2);
  const isAlone = last !== undefined && last.pieces[0] === footers[0];
  if (!isAlone || !before || before.pieces.length < 2) return messages;
  const [first, ...rest] = before.pieces.slice(0, -1);
  const together = last.pieces.reduce(behind, beginning(before.pieces.at(-1)!));
  if (!fits(together.text)) return messages;
  return [...messages.slice(0, -2), rest.reduce(behind, beginning(first!)), together];
}

function piecesOf(block: Block): Piece[] {
  if (block.kind === "text") return textPieces(block.text);
  const { above, alone, below } = block;
  const whole = {
    following: quoted(above, block, below),
    leading: quoted(alone, block, below),
    isClose: above.text === "",
  };
  if (fits(whole.leading) && fits(whole.following)) return [whole];
  return [...slicePieces(block), ...textPieces(below, block.continued)];
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

function textPieces(text: TelegramText, over = plain("")): Piece[] {
  if (text.text === "") return [];
  const parts = fits(join([over, text], "\n"))
    ? [text]
    : cutText(text.text, LONGEST_PART).map(({ start, end }) => slice(text, start, end));
  return parts.map((part) => ({
    following: part,
    leading: join([over, part], "\n"),
    isClose: false,
  }));
}
