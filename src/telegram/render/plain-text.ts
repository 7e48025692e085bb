import type { TelegramText } from "./telegram-text.ts";

/** Longer ones, which are mostly tracking, would drown the words. In UTF-16 units. */
const LONGEST_ADDRESS = 300;

/** The same message for when Telegram refuses its entities: quotes are marked, links show their address. */
export function plainText({ text, entities }: TelegramText): string {
  let shown = "";
  let done = 0;
  for (const entity of entities) {
    const end = entity.offset + entity.length;
    shown += text.slice(done, entity.offset);
    if (isQuote(entity)) shown += QUOTE_MARK;
    shown += text.slice(entity.offset, end);
    if (entity.type === "text_link" && entity.url.length <= LONGEST_ADDRESS)
      shown += ` (${entity.url})`;
    done = end;
  }
  return shown + text.slice(done);
}

/** Looks like the line that Telegram draws beside a quote. */
const QUOTE_MARK = "▎";

const isQuote = ({ type }: TelegramText["entities"][number]): boolean =>
  type === "blockquote" || type === "expandable_blockquote";
