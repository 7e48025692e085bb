import type { ChatMessage } from "./chat-message.ts";
import type { When } from "./parse-when.ts";

/**
 * The messages that are wanted, of those in the order in which they were sent.
 *
 * @param asker author key of who asks, for "since I last wrote"; who never wrote has missed everything
 */
export function chooseWindow(
  messages: readonly ChatMessage[],
  when: When,
  asker: string | null = null,
): ChatMessage[] {
  if (when.kind === "last") return messages.slice(-when.count);
  if (when.kind === "period")
    return messages.filter(({ sentAt }) => sentAt >= when.from && sentAt < when.to);
  const last = messages.findLastIndex(({ author }) => author.key === asker);
  return messages.slice(last + 1);
}
