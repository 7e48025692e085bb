import type { Lexicon } from "../retrieve/lexicon.ts";
import type { ChatMessage } from "./chat-message.ts";
import { mergeThreads } from "./merge-threads.ts";
import { type ReadMessage, readMessage } from "./read-message.ts";
import { createSlices } from "./slices.ts";
import { repeatsIn } from "./spam.ts";
import {
  type OpenThread,
  type ScoreContext,
  joinThread,
  openThread,
  threadScore,
  wordShareOf,
} from "./thread-score.ts";
import { type Rarities, countTerms } from "./term-rarity.ts";

/** One discussion. */
export interface Thread {
  /** The forum topic that it is in. */
  readonly topic: number | null;
  /** What was said on the subject, in order. */
  readonly messages: readonly ReadMessage[];
  /** All that belongs to it, also the nods and thanks. */
  readonly members: readonly ReadMessage[];
}

export interface FoundThreads {
  readonly threads: readonly Thread[];
  /** All messages, in order. */
  readonly read: readonly ReadMessage[];
  readonly rarities: Rarities;
}

/** A discussion that paused for longer than this, in milliseconds, is another one unless its words say otherwise. */
const LONGEST_PAUSE = 24 * 3_600_000;
/** Nobody follows more discussions at once. */
const MOST_OPEN = 16;

/**
 * Tells apart what was discussed, by replies, mentions, pauses and words. Messages of two forum topics never
 * come together. Time grows with the number of messages; gives way to other work in between.
 *
 * @param messages in the order in which they were sent
 */
export async function findThreads(
  messages: readonly ChatMessage[],
  lexicon: Lexicon,
  signal?: AbortSignal,
): Promise<FoundThreads> {
  const slices = createSlices(signal);
  const repeats = repeatsIn(messages);
  const read: ReadMessage[] = [];
  for (const message of messages) {
    await slices();
    const one = readMessage(message, lexicon);
    const kind = one.kind === "content" ? (repeats.get(message.id) ?? one.kind) : one.kind;
    read.push({ ...one, kind });
  }
  const rarities = countTerms(read);
  const answeredIds = new Set(messages.flatMap(({ replyTo }) => replyTo ?? []));
  const all: OpenThread[] = [];
  const byTopic = new Map<number | null, OpenThread[]>();
  const threadOf = new Map<number, OpenThread>();
  for (const [place, one] of read.entries()) {
    await slices();
    if (one.kind !== "content" && one.kind !== "small-talk" && one.kind !== "media") continue;
    const { message } = one;
    const open = (byTopic.get(message.thread) ?? []).filter(
      ({ lastAt }) => message.sentAt - lastAt < LONGEST_PAUSE,
    );
    const found =
      answered(message, threadOf) ??
      nearest(one, place, open, {
        share: wordShareOf(one, rarities),
        isAnswered: answeredIds.has(message.id),
      });
    const thread = found ?? openThread(message.thread);
    if (!found && one.kind !== "content") continue;
    if (!found) all.push(thread);
    joinThread(thread, one, place);
    threadOf.set(message.id, thread);
    // The messages that answer one that the window lacks are one discussion all the same.
    if (message.replyTo !== null && !threadOf.has(message.replyTo))
      threadOf.set(message.replyTo, thread);
    byTopic.set(
      message.thread,
      [thread, ...open.filter((other) => other !== thread)].slice(0, MOST_OPEN),
    );
  }
  const merged = await mergeThreads(all, rarities, slices);
  return { threads: merged.map(toThread), read, rarities };
}

function answered(
  { replyTo, thread }: ChatMessage,
  threadOf: ReadonlyMap<number, OpenThread>,
): OpenThread | undefined {
  const found = replyTo === null ? undefined : threadOf.get(replyTo);
  return found?.topic === thread ? found : undefined;
}

/** The discussion that a message goes on with; none where a new one is likelier. */
function nearest(
  one: ReadMessage,
  place: number,
  open: readonly OpenThread[],
  context: ScoreContext,
): OpenThread | undefined {
  let best: OpenThread | undefined;
  let bestScore = 0;
  for (const thread of open) {
    const score = threadScore(one, thread, place, context);
    if (score > bestScore) [best, bestScore] = [thread, score];
  }
  return best;
}

const toThread = ({ topic, members }: OpenThread): Thread => ({
  topic,
  members,
  messages: members.filter(({ kind }) => kind === "content"),
});
