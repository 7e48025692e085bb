import type { MessageEntity } from "grammy/types";

export interface FormattedText {
  text: string;
  entities: MessageEntity[];
}

// What Telegram does to every text it is sent, by `fix_formatted_text` of tdlib's
// MessageEntity.cpp. A quote that holds one of these characters does not arrive as it was sent.

/** U+030A, U+0333 and U+033F: combining marks that draw lines. */
const LINE_MARKS = new Set([0x030a, 0x0333, 0x033f]);
const LINE_END = 10;
const CARRIAGE_RETURN = 13;

/** What a UTF-16 unit becomes: control characters a blank, marks of lines and direction nothing. */
function cleanUnit(unit: string): string {
  const code = unit.charCodeAt(0);
  if (code === CARRIAGE_RETURN || LINE_MARKS.has(code)) return "";
  if (code >= 0x2028 && code <= 0x202e) return "";
  return code < 32 && code !== LINE_END ? " " : unit;
}

/** Entities that mean something without being seen; white space may belong to them. */
const HIDDEN_DATA = new Set<MessageEntity["type"]>(["text_link", "text_mention", "custom_emoji"]);

const isSpace = (character: string | undefined) => character === " " || character === "\n";

function isClean(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (cleanUnit(text[at]!) !== text[at]) return false;
  return true;
}

function withoutControls({ text, entities }: FormattedText): FormattedText {
  if (isClean(text)) return { text, entities };
  /** Where each unit of the text went. */
  const moved: number[] = [];
  let cleaned = "";
  for (const unit of text.split("")) {
    moved.push(cleaned.length);
    cleaned += cleanUnit(unit);
  }
  moved.push(cleaned.length);
  return {
    text: cleaned,
    entities: entities.map((entity) => {
      const offset = moved[entity.offset]!;
      return { ...entity, offset, length: moved[entity.offset + entity.length]! - offset };
    }),
  };
}

/** Without white space at its beginning, and not beyond `end`. */
function shrunk(entity: MessageEntity, text: string, end: number): MessageEntity {
  let from = entity.offset;
  const to = Math.min(from + entity.length, end);
  if (!HIDDEN_DATA.has(entity.type)) while (from < to && isSpace(text[from])) from += 1;
  return { ...entity, offset: from, length: to - from };
}

/** The text and its entities as they arrive: cleaned, and trimmed of blanks and line ends. */
export function cleanText(given: FormattedText): FormattedText {
  const { text, entities } = withoutControls(given);
  let end = text.length;
  while (end > 0 && isSpace(text[end - 1])) end -= 1;
  const kept = entities
    .map((entity) => shrunk(entity, text, end))
    .filter(({ length }) => length > 0);
  const firstEntity = Math.min(end, ...kept.map(({ offset }) => offset));
  let start = 0;
  while (start < firstEntity && isSpace(text[start])) start += 1;
  return {
    text: text.slice(start, end),
    entities: kept.map((entity) => ({ ...entity, offset: entity.offset - start })),
  };
}
