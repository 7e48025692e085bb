import type { TermKey } from "./message-terms.ts";
import { joinThread, type OpenThread, openThread } from "./thread-score.ts";
import type { Rarities } from "./term-rarity.ts";

/** Discussions that lie further apart, in milliseconds, stay two whatever their words. */
const FURTHEST = 12 * 3_600_000;
const MOST_COMPARED = 40;
/** Cosine of their words. */
const ALIKE = 0.25;
/** Remarks that follow soon after a discussion, in milliseconds, belong to it when so much of them is in its words. */
const SMALL = 2;
const SOON = 3 * 3_600_000;
const CONTAINED = 0.18;
/** What few words share, they may share by chance. */
const CHANCE_MASS = 0.5;

/** Brings together what is one discussion by its words, though message by message it did not look so. */
export async function mergeThreads(
  threads: readonly OpenThread[],
  rarities: Rarities,
  slices: () => Promise<void> | undefined,
): Promise<OpenThread[]> {
  const groups: Group[] = [];
  for (const thread of threads) {
    await slices();
    const group: Group = {
      topic: thread.topic,
      threads: [thread],
      ...spanOf(thread),
      vector: vectorOf(thread, rarities),
    };
    const near = groups
      .slice(-MOST_COMPARED)
      .filter((other) => other.topic === group.topic && group.from - other.to < FURTHEST);
    let best: Group | undefined;
    let bestAlike = 0;
    for (const other of near) {
      const isRemark = contentOf(thread) <= SMALL && group.from - other.to < SOON;
      const alike = Math.max(
        cosine(group.vector, other.vector) / ALIKE,
        isRemark ? contained(thread, other.vector, rarities) / CONTAINED : 0,
      );
      if (alike > Math.max(1, bestAlike)) [best, bestAlike] = [other, alike];
    }
    if (!best) groups.push(group);
    else {
      best.threads.push(thread);
      best.to = Math.max(best.to, group.to);
      for (const [key, value] of group.vector)
        best.vector.set(key, (best.vector.get(key) ?? 0) + value);
    }
  }
  return groups.map(({ topic, threads: parts }) =>
    parts.length === 1 ? parts[0]! : joined(topic, parts),
  );
}

interface Group {
  readonly topic: number | null;
  readonly threads: OpenThread[];
  readonly vector: Map<TermKey, number>;
  readonly from: number;
  to: number;
}

const contentOf = ({ members }: OpenThread): number =>
  members.filter(({ kind }) => kind === "content").length;

const spanOf = ({ members, lastAt }: OpenThread) => ({
  from: members[0]!.message.sentAt,
  to: lastAt,
});

function joined(topic: number | null, parts: readonly OpenThread[]): OpenThread {
  const whole = openThread(topic);
  const members = parts.flatMap((part) => part.members);
  members.sort((a, b) => a.message.sentAt - b.message.sentAt || a.message.id - b.message.id);
  members.forEach((one, place) => {
    joinThread(whole, one, place);
  });
  return whole;
}

function vectorOf({ members }: OpenThread, rarities: Rarities): Map<TermKey, number> {
  const vector = new Map<TermKey, number>();
  for (const { kind, terms } of members) {
    if (kind !== "content") continue;
    for (const { weight, keys } of terms)
      for (const { key, strength } of keys)
        vector.set(key, (vector.get(key) ?? 0) + weight * strength * rarities(key));
  }
  // What is said over and over counts, but not as often as it is said.
  for (const [key, value] of vector) vector.set(key, Math.sqrt(value));
  return vector;
}

/** How much of what a few remarks say is said in the words of a discussion. */
function contained(
  { members }: OpenThread,
  words: ReadonlyMap<TermKey, number>,
  rarities: Rarities,
): number {
  let mass = CHANCE_MASS;
  let shared = 0;
  for (const { kind, terms } of members) {
    if (kind !== "content") continue;
    for (const { weight, keys } of terms) {
      const worth = weight * rarities(keys[0]!.key);
      mass += worth;
      shared +=
        worth * Math.max(0, ...keys.map(({ key, strength }) => (words.has(key) ? strength : 0)));
    }
  }
  return shared / mass;
}

function cosine(a: ReadonlyMap<TermKey, number>, b: ReadonlyMap<TermKey, number>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let product = 0;
  for (const [key, value] of small) product += value * (large.get(key) ?? 0);
  const norm = Math.sqrt(squares(a) * squares(b));
  return norm > 0 ? product / norm : 0;
}

function squares(vector: ReadonlyMap<TermKey, number>): number {
  let sum = 0;
  for (const value of vector.values()) sum += value * value;
  return sum;
}
