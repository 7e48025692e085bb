import type { Message, MessageEntity } from "grammy/types";

type Formatted = Pick<Message, "text" | "entities" | "caption" | "caption_entities">;

/** The texts that entities of one type (or of several) cover, in order. */
export function entityTexts(
  message: Formatted,
  ...types: readonly MessageEntity["type"][]
): string[] {
  const text = message.text ?? message.caption ?? "";
  return (message.entities ?? message.caption_entities ?? [])
    .filter(({ type }) => types.includes(type))
    .map(({ offset, length }) => text.slice(offset, offset + length));
}
