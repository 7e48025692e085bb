import { saysTheSame } from "../answer/similarity.ts";
import { decisionsOf } from "./decisions.ts";
import { excerptOf } from "./excerpt.ts";
import type { Thread } from "./find-threads.ts";
import type { ReadMessage } from "./read-message.ts";
import type { DraftPoint } from "./recap.ts";
import type { ThreadWords } from "./thread-words.ts";

const MOST_POINTS = 5;
/** Of a long discussion only the best are compared with each other. */
const MOST_CANDIDATES = 60;
const WEIGHTS = {
  replied: 0.45,
  opens: 0.8,
  decides: 2,
  shares: 0.3,
  asks: -0.35,
  sameAuthor: -0.3,
  overlap: -1.2,
};

/** Two for an exchange, up to five for a long discussion. */
const pointsFor = (messages: number): number =>
  Math.min(MOST_POINTS, messages, messages < 5 ? 2 : messages < 10 ? 3 : messages < 20 ? 4 : 5);

/**
 * The messages that tell most of a discussion, in order: what it is about, what others answered to, what was
 * decided, and no two of which say the same.
 *
 * @param open messages that are listed as open questions anyway; of one such question alone there is no point
 */
export function choosePoints(
  { messages, members }: Thread,
  words: ThreadWords,
  open: ReadonlySet<number>,
): DraftPoint[] {
  const decisions = new Set(decisionsOf(members));
  const replies = new Map<number, number>();
  for (const { message } of members)
    if (message.replyTo !== null)
      replies.set(message.replyTo, (replies.get(message.replyTo) ?? 0) + 1);
  const scored = messages.map((one, i) => ({
    one,
    score:
      words.centrality(one) +
      WEIGHTS.replied * Math.log1p(replies.get(one.message.id) ?? 0) +
      (i === 0 ? WEIGHTS.opens : 0) +
      (decisions.has(one) ? WEIGHTS.decides : 0) +
      (one.message.links.length > 0 ? WEIGHTS.shares : 0) +
      (one.question !== null && i > 0 ? WEIGHTS.asks : 0),
  }));
  const free = scored
    .filter(({ one }) => !open.has(one.message.id) || decisions.has(one))
    .sort((a, b) => b.score - a.score || a.one.message.id - b.one.message.id)
    .slice(0, MOST_CANDIDATES);
  const wanted = pointsFor(messages.length);
  const chosen: ReadMessage[] = [];
  while (chosen.length < wanted) {
    const next = best(free, chosen);
    if (!next) break;
    chosen.push(next);
  }
  return chosen
    .sort((a, b) => a.message.sentAt - b.message.sentAt || a.message.id - b.message.id)
    .map((one) => ({
      kind: "excerpt",
      decision: decisions.has(one),
      excerpt: {
        message: one.message.id,
        ...excerptOf(one, words.worth(one), decisions.has(one) ? one.decision : null),
      },
    }));
}

function best(
  scored: readonly { one: ReadMessage; score: number }[],
  chosen: readonly ReadMessage[],
): ReadMessage | undefined {
  let found: ReadMessage | undefined;
  let most = -Infinity;
  for (const { one, score } of scored) {
    if (
      chosen.some(
        ({ message }) => message === one.message || saysTheSame(message.text, one.message.text),
      )
    )
      continue;
    const sameAuthor = chosen.filter(
      ({ message }) => message.author.key === one.message.author.key,
    ).length;
    const overlap = Math.max(0, ...chosen.map((other) => shareOf(one, other)));
    const value = score + WEIGHTS.sameAuthor * sameAuthor + WEIGHTS.overlap * overlap;
    if (value > most) [found, most] = [one, value];
  }
  return found;
}

/** Share of the words of a message that another one has. */
function shareOf({ terms }: ReadMessage, other: ReadMessage): number {
  const keys = new Set(other.terms.map((term) => term.keys[0]!.key));
  const total = terms.reduce((sum, { weight }) => sum + weight, 0);
  const shared = terms.reduce(
    (sum, term) => (keys.has(term.keys[0]!.key) ? sum + term.weight : sum),
    0,
  );
  return total > 0 ? shared / total : 0;
}
