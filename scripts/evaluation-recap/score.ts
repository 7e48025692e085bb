import { saysTheSame } from "../../src/answer/similarity.ts";
import { messageLink } from "../../src/recap/message-link.ts";
import type { RecapClaim, RecapThread } from "../../src/recap/recap.ts";
import type { Conversation } from "./gold.ts";

/** So many of so many. */
export type Share = readonly [number, number];
export type Scores = Readonly<Record<string, Share>>;

/** From here on a discussion of the recap is one of the gold ones; F1 of their messages. */
const SAME_DISCUSSION = 0.6;

export function scoresOf(
  threads: readonly RecapThread[],
  { messages, chat, gold }: Conversation,
): Scores {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const claims = threads.flatMap((thread) => thread.claims);
  const questions = threads.flatMap((thread) => thread.questions);
  const shown = [...claims, ...questions];
  const cited = new Set(shown.flatMap((claim) => claim.messages));
  const decisions = idsOf(claims.filter(({ decision }) => decision));
  const open = idsOf(questions);
  const links = threads.flatMap((thread) => thread.links);
  const matches = gold.topics.map((topic) => ({
    topic,
    match: bestMatch(topic.messages, threads),
  }));
  const cites = threads.flatMap((thread) =>
    [...thread.claims, ...thread.questions].flatMap((claim) =>
      claim.messages.map((id) => ({ id, topic: thread.topic })),
    ),
  );
  const linkable = cites.flatMap((cite) => messageLink(chat, cite.id, cite.topic) ?? []);
  return {
    "topics told": share(gold.topics, (topic) => topic.messages.some((id) => cited.has(id))),
    "topics told apart": share(matches, ({ match }) => match.f1 >= SAME_DISCUSSION),
    "titles with a gold word": share(
      matches.filter(({ match }) => match.thread !== null),
      ({ topic, match }) => topic.title.some((word) => has(match.thread!.title, word)),
    ),
    "decisions told": share(gold.decisions, (id) => cited.has(id)),
    "decisions marked": share(gold.decisions, (id) => decisions.includes(id)),
    "marked decisions right": share(decisions, (id) => gold.decisions.includes(id)),
    "open questions found": share(gold.questions, (id) => open.includes(id)),
    "open questions right": share(open, (id) => gold.questions.includes(id)),
    "links found": share(gold.links, ({ url, message }) =>
      links.some((link) => link.url === url && link.messages.includes(message)),
    ),
    "addresses valid": share(linkable, (url) => opens(url, byId)),
    "authors right": share(shown, ({ authors, messages: ids }) =>
      authors.every(({ key }) => ids.some((id) => byId.get(id)?.author.key === key)),
    ),
    "excerpts exact": share(
      shown.filter(({ exact }) => exact),
      ({ text, messages: ids }) => byId.get(ids[0]!)?.text.includes(text) === true,
    ),
    "claims from noise": share(shown, ({ messages: ids }) =>
      ids.some((id) => gold.noise.includes(id)),
    ),
    "claims said before": share(claims, (claim) =>
      claims.slice(0, claims.indexOf(claim)).some((other) => saysTheSame(other.text, claim.text)),
    ),
  };
}

const idsOf = (claims: readonly RecapClaim[]): number[] =>
  claims.flatMap(({ messages }) => messages);

function share<Item>(items: readonly Item[], is: (item: Item) => boolean): Share {
  return [items.filter(is).length, items.length];
}

const has = (title: string, word: string): boolean =>
  title.toLowerCase().includes(word.toLowerCase());

function bestMatch(wanted: readonly number[], threads: readonly RecapThread[]) {
  let best: { thread: RecapThread | null; f1: number } = { thread: null, f1: 0 };
  for (const thread of threads) {
    const both = thread.messages.filter((id) => wanted.includes(id)).length;
    const f1 = (2 * both) / (thread.messages.length + wanted.length);
    if (f1 > best.f1) best = { thread, f1 };
  }
  return best;
}

/** Whether the address ends in the number of a message that there is, and names its forum topic. */
function opens(url: string, byId: ReadonlyMap<number, { thread: number | null }>): boolean {
  const [, topic, id] =
    /^https:\/\/t\.me\/(?:c\/\d+|[A-Za-z]\w{3,31})\/(?:(\d+)\/)?(\d+)$/u.exec(url) ?? [];
  const message = byId.get(Number(id));
  return message !== undefined && message.thread === (topic === undefined ? null : Number(topic));
}

export function sum(all: readonly Scores[]): Scores {
  const names = Object.keys(all[0] ?? {});
  return Object.fromEntries(
    names.map((name) => [
      name,
      all.reduce<Share>(([a, b], scores) => [a + scores[name]![0], b + scores[name]![1]], [0, 0]),
    ]),
  );
}
