import type { ChatMessage } from "../../src/recap/chat-message.ts";
import { DAY_MS } from "../../src/recap/consent.ts";

/** The present of these tests. */
export const NOW = Date.UTC(2026, 10, 23, 12);
export const CHAT = "chat:-1001";
export const ADMIN = "user:900";

/** A minute apart, the last ones just before `NOW`, as long as there are less than a day's worth. */
export function message(id: number, change: Partial<ChatMessage> = {}, author = 1): ChatMessage {
  return {
    id,
    thread: null,
    author: { key: `user:${author}`, name: `Näme 名字 ${author}`, handle: `@handle${author}` },
    sentAt: NOW - DAY_MS + id * 60_000,
    editedAt: null,
    replyTo: null,
    text: `secret-text ${id} 秘密`,
    media: null,
    mentions: ["@somebody_mentioned"],
    links: [`https://linked.example/${id}`],
    ...change,
  };
}

/** `count` messages of three authors by turns. */
export const talk = (count: number): ChatMessage[] =>
  Array.from({ length: count }, (_, index) =>
    message(index + 1, { sentAt: NOW - DAY_MS + index * 1_000 }, (index % 3) + 1),
  );

export const idsOf = (messages: readonly ChatMessage[]): number[] => messages.map(({ id }) => id);
