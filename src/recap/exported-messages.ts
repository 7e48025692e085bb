import type { ChatMessage } from "./chat-message.ts";
import { botsAmong, isByBot } from "./exported-bots.ts";
import { exportedMessage, type RawMessage } from "./exported-message.ts";
import { withTopics } from "./exported-topics.ts";

export interface SkippedMessage {
  /** `null` where not even that can be told. */
  readonly sentAt: number | null;
  readonly reason: "service" | "bots" | "unreadable";
}

/** What people wrote, in the order in which they sent it; and what was left out, and why. */
export async function exportedMessages(
  list: readonly unknown[],
  timeZone: string,
  slices: () => Promise<void> | undefined,
): Promise<{ messages: ChatMessage[]; skipped: SkippedMessage[] }> {
  const skipped: SkippedMessage[] = [];
  const raws = list.filter(isRecord);
  const bots = botsAmong(raws);
  const byId = new Map<number, ChatMessage>();
  const topics = new Set<number>();
  for (const raw of raws) {
    await slices();
    const message = exportedMessage(raw, timeZone);
    const sentAt = message?.sentAt ?? null;
    if (raw["type"] === "service") {
      if (raw["action"] === "topic_created" && typeof raw["id"] === "number") topics.add(raw["id"]);
      skipped.push({ sentAt, reason: "service" });
    } else if (message === null || raw["type"] !== "message") {
      skipped.push({ sentAt, reason: "unreadable" });
    } else if (isByBot(raw, bots)) skipped.push({ sentAt, reason: "bots" });
    else byId.set(message.id, message);
  }
  for (let i = raws.length; i < list.length; i++)
    skipped.push({ sentAt: null, reason: "unreadable" });
  const inOrder = [...byId.values()].sort((a, b) => a.sentAt - b.sentAt || a.id - b.id);
  return { messages: withTopics(inOrder, topics), skipped };
}

const isRecord = (value: unknown): value is RawMessage =>
  typeof value === "object" && value !== null && !Array.isArray(value);
