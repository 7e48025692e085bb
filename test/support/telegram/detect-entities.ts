import type { MessageEntity } from "grammy/types";

// What an app marks by itself in what a person types. Commands and names need a boundary before
// them; a name must not be the middle of an e-mail address.
const PATTERNS = [
  { type: "bot_command", pattern: /(?<![\w/])\/[a-zA-Z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])/gu },
  { type: "mention", pattern: /(?<![\w@/])@[a-zA-Z][a-zA-Z0-9_]{2,31}(?!\w)/gu },
  {
    type: "url",
    pattern: /https?:\/\/[^\s<>"'（）《》，。；！？]+[^\s<>"'（）《》，。；！？.,;:!?)]/gu,
  },
  { type: "email", pattern: /[\w.+-]+@[\w-]+\.[a-z]{2,}/gu },
  { type: "hashtag", pattern: /(?<![\p{L}\p{N}_&/#])#[\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*/gu },
] as const;

/** Commands, @names, links, addresses and hashtags of a text, in order and without overlaps. */
export function detectEntities(text: string): MessageEntity[] {
  const found = PATTERNS.flatMap(({ type, pattern }) =>
    [...text.matchAll(pattern)].map((match): MessageEntity => ({
      type,
      offset: match.index,
      length: match[0].length,
    })),
  ).sort((a, b) => a.offset - b.offset || b.length - a.length);
  const kept: MessageEntity[] = [];
  for (const entity of found) {
    const last = kept.at(-1);
    if (!last || last.offset + last.length <= entity.offset) kept.push(entity);
  }
  return kept;
}
