import type { ChatMessage } from "../../src/recap/chat-message.ts";
import type { ChatWindow, RecapChat } from "../../src/recap/recap.ts";

const GROUP: RecapChat = { id: -1_001_234_500_001, name: "Hikers", username: null };

const START = Date.UTC(2026, 10, 5, 9);
const MINUTE = 60_000;

/** One message a minute, each of "name: text", from id 1; what `more` says of a message comes on top. */
export function chatOf(
  lines: readonly string[],
  more: Readonly<Record<number, Partial<ChatMessage>>> = {},
): ChatMessage[] {
  return lines.map((line, i) => {
    const [name, ...rest] = line.split(": ");
    return {
      id: i + 1,
      thread: null,
      author: { key: `user:${name!.toLowerCase()}`, name: name!, handle: null },
      sentAt: START + i * MINUTE,
      editedAt: null,
      replyTo: null,
      text: rest.join(": "),
      media: null,
      mentions: [],
      links: rest.join(": ").match(/https?:\/\/\S+/gu) ?? [],
      ...more[i + 1],
    };
  });
}

export const windowOf = (messages: readonly ChatMessage[], chat = GROUP): ChatWindow => ({
  chat,
  messages,
  left: 0,
});
