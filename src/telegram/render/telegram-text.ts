import type { MessageEntity } from "grammy/types";

/**
 * A message, or a part of one, as the Bot API takes it. Offsets are UTF-16 units, as `length` counts them.
 * Entities are in order, do not overlap, and neither they nor the text begin or end with white space.
 */
export interface TelegramText {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
}

const EMPTY: TelegramText = { text: "", entities: [] };

/** Words without any style. Half a surrogate pair, which the Bot API refuses, becomes a replacement character. */
export const plain = (words: string): TelegramText => ({ text: tidy(words), entities: [] });

export const bold = (words: string): TelegramText =>
  styled(tidy(words), (length) => ({ type: "bold", offset: 0, length }));

export const italic = (words: string): TelegramText =>
  styled(tidy(words), (length) => ({ type: "italic", offset: 0, length }));

/** `url` is an absolute address of http or https. */
export const link = (words: string, url: string): TelegramText =>
  styled(tidy(words), (length) => ({ type: "text_link", offset: 0, length, url }));

/** The words of a quote and nothing else; folded, Telegram shows three lines until it is tapped. */
export const blockquote = (quote: string, folded: boolean): TelegramText =>
  styled(quote, (length) => ({
    type: folded ? "expandable_blockquote" : "blockquote",
    offset: 0,
    length,
  }));

/** One after the other, with `separator` between those that are not empty. */
export function join(parts: readonly TelegramText[], separator: string): TelegramText {
  const filled = parts.filter(({ text }) => text !== "");
  let offset = 0;
  const entities = filled.flatMap((part) => {
    const moved = part.entities.map((entity) => ({ ...entity, offset: entity.offset + offset }));
    offset += part.text.length + separator.length;
    return moved;
  });
  return { text: filled.map(({ text }) => text).join(separator), entities };
}

/** A part of a text, with what of its entities lies in it; white space at both ends goes. */
export function slice({ text, entities }: TelegramText, from: number, to: number): TelegramText {
  const part = text.slice(from, to);
  const start = from + part.length - part.trimStart().length;
  const end = start + part.trim().length;
  const within = entities.flatMap((entity) => {
    const offset = Math.max(entity.offset, start);
    const words = text.slice(offset, Math.min(entity.offset + entity.length, end));
    const blanks = words.length - words.trimStart().length;
    const length = words.trim().length;
    return length > 0 ? [{ ...entity, offset: offset + blanks - start, length }] : [];
  });
  return { text: text.slice(start, end), entities: within };
}

const styled = (text: string, entity: (length: number) => MessageEntity): TelegramText =>
  text === "" ? EMPTY : { text, entities: [entity(text.length)] };

const tidy = (words: string): string => words.replace(/\r\n?/gu, "\n").trim().toWellFormed();
