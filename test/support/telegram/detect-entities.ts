import type { MessageEntity } from "grammy/types";

// What Telegram marks by itself in what a person types, by the rules of tdlib's MessageEntity.cpp.
// A letter of any script before or after a name or a command makes it none: “@bot你好” has no mention.
const PATTERNS = [
  {
    type: "bot_command",
    pattern: /(?<![\p{L}\p{N}_/<>])\/\w{1,64}(?:@\w{3,32})?(?![\p{L}\p{N}_@/<>])/gu,
  },
  { type: "mention", pattern: /(?<![\p{L}\p{N}_])@\w{2,32}(?![\p{L}\p{N}_])/gu },
  { type: "url", pattern: /https?:\/\/[^\s<>"«»]*[^\s<>"«».:;,('?!`]/gu },
  { type: "email", pattern: /[\w.+-]+@[\w-]+\.[a-z]{2,}/gu },
  { type: "hashtag", pattern: /(?<![\p{L}\p{N}_])#[\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*(?!#)/gu },
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
