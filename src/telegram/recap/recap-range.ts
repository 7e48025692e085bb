import type { ChatLog, LogRange } from "../../recap/chat-log.ts";
import { parseWhen } from "../../recap/parse-when.ts";
import type { BotContext } from "../bot-context.ts";
import { chatKey } from "../people.ts";

export interface WantedRecap {
  readonly range: LogRange;
  /** For whoever asks alone. */
  readonly isPrivate: boolean;
}

interface Asked {
  readonly now: number;
  /** An IANA name: where days begin. */
  readonly timeZone: string;
  readonly chatLog: Pick<ChatLog, "lastBy">;
}

const DAY_MS = 86_400_000;

/** What of the log `/recap` with these words asks for; `null` for words that are no stretch of time. */
export async function wantedRecap(
  { place, reader, msg }: BotContext,
  words: string,
  { now, timeZone, chatLog }: Asked,
): Promise<WantedRecap | null> {
  const above = msg?.reply_to_message;
  // In a topic, a message that answers nothing is a reply to the one that opened it.
  const isReply = above !== undefined && above.message_id !== place!.thread;
  const start = isReply ? { fromMessage: above.message_id } : {};
  if (words === "") return { range: isReply ? start : { from: now - DAY_MS }, isPrivate: false };
  const when = parseWhen(words, now, timeZone);
  if (when === null) return null;
  if (when.kind === "last") return { range: { ...start, last: when.count }, isPrivate: false };
  if (when.kind === "period")
    return { range: { ...start, from: when.from, to: when.to }, isPrivate: false };
  const last = await chatLog.lastBy(chatKey(place!.chat), reader.person);
  return { range: last === null ? {} : { from: last }, isPrivate: true };
}
