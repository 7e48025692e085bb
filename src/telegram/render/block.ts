import { plainText } from "./plain-text.ts";
import { blockquote, join, type TelegramText } from "./telegram-text.ts";

/** Units of meaning, from which messages are laid out. */
export type Block = TextBlock | QuoteBlock;

interface TextBlock {
  readonly kind: "text";
  readonly text: TelegramText;
}

export interface QuoteBlock {
  readonly kind: "quote";
  readonly quote: string;
  readonly isFolded: boolean;
  /** What stands over the quote. Empty when it goes on where the block before it ended. */
  readonly above: TelegramText;
  /** The same at the beginning of a message, where what was said before cannot be seen. */
  readonly alone: TelegramText;
  /** The same where the quote goes on from the message before. */
  readonly continued: TelegramText;
  /** What stands under it, such as a translation; may be empty. */
  readonly below: TelegramText;
}

/** UTF-16 units, which is how Telegram counts; for the plain form as well, which is never shorter. */
const LONGEST_MESSAGE = 4_096;
/** Telegram takes 100, and counts those that it finds by itself, such as addresses in a quote. */
const MOST_ENTITIES = 90;
/** Telegram takes about 9,500 characters; it does not say of what, so everything counts. */
const LONGEST_ENTITIES = 9_000;

/** Whether Telegram takes this as one message. */
export const fits = (message: TelegramText): boolean =>
  message.text.length <= LONGEST_MESSAGE &&
  message.entities.length <= MOST_ENTITIES &&
  plainText(message).length <= LONGEST_MESSAGE &&
  JSON.stringify(message.entities).length <= LONGEST_ENTITIES;

/** How many units of a message are left beside these parts. */
export const roomBeside = (parts: readonly TelegramText[]): number =>
  LONGEST_MESSAGE - plainText(join(parts, BETWEEN_BLOCKS)).length - 2 * BETWEEN_BLOCKS.length;

export const BETWEEN_BLOCKS = "\n\n";

export const textBlock = (text: TelegramText): TextBlock => ({ kind: "text", text });

export const quoted = (
  above: TelegramText,
  { quote, isFolded }: Pick<QuoteBlock, "quote" | "isFolded">,
  below: TelegramText,
): TelegramText => join([above, blockquote(quote, isFolded), below], "\n");
