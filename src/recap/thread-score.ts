import type { TermKey } from "./message-terms.ts";
import type { ReadMessage } from "./read-message.ts";
import type { Rarities } from "./term-rarity.ts";

/** A discussion while it grows. */
export interface OpenThread {
  readonly topic: number | null;
  readonly members: ReadMessage[];
  /** How present a word is, and after how many messages it was so; it fades while others are used. */
  readonly words: Map<TermKey, { readonly present: number; readonly at: number }>;
  /** Messages with words so far. */
  said: number;
  /** By author, when they last wrote in it. */
  readonly authors: Map<string, number>;
  /** Whom its last messages mentioned. */
  readonly asked: Set<string>;
  lastAt: number;
  /** Place of its last message among all of the window. */
  lastPlace: number;
}

export const openThread = (topic: number | null): OpenThread => ({
  topic,
  members: [],
  words: new Map(),
  said: 0,
  authors: new Map(),
  asked: new Set(),
  lastAt: -Infinity,
  lastPlace: -Infinity,
});

const FADING = 0.93;
const MOST_PRESENT = 1.2;

export function joinThread(thread: OpenThread, one: ReadMessage, place: number): void {
  const { message, terms, kind } = one;
  thread.members.push(one);
  // A nod is no step of a discussion, or small talk would keep all of them going.
  if (kind === "content" || thread.members.length === 1) {
    thread.lastAt = message.sentAt;
    thread.lastPlace = place;
  }
  thread.authors.set(message.author.key, message.sentAt);
  if (message.author.handle !== null) thread.asked.delete(message.author.handle);
  thread.asked.delete(message.author.key);
  for (const mention of message.mentions) thread.asked.add(mention);
  if (kind !== "content") return;
  thread.said += 1;
  for (const { keys } of terms)
    for (const { key, strength } of keys) {
      const present = Math.min(MOST_PRESENT, presence(thread, key) + strength);
      thread.words.set(key, { present, at: thread.said });
    }
}

function presence({ words, said }: OpenThread, key: TermKey): number {
  const word = words.get(key);
  return word ? word.present * FADING ** (said - word.at) : 0;
}

/** What a message would share with a discussion: 0 to 1; and how much it says at all. */
export interface WordShare {
  readonly mass: number;
  with(thread: OpenThread): number;
}

/** Words that everybody uses are shared by chance. */
const CHANCE_MASS = 0.5;

export function wordShareOf({ terms, kind }: ReadMessage, rarities: Rarities): WordShare {
  const weighed = (kind === "content" ? terms : []).map(({ weight, keys }) => ({
    worth: weight * rarities(keys[0]!.key),
    keys,
  }));
  const mass = weighed.reduce((sum, { worth }) => sum + worth, 0);
  return {
    mass,
    with(thread) {
      let shared = 0;
      for (const { worth, keys } of weighed) {
        let most = 0;
        for (const { key, strength } of keys)
          most = Math.max(most, strength * Math.min(1, presence(thread, key)));
        shared += worth * most;
      }
      return shared / (mass + CHANCE_MASS);
    },
  };
}

const MINUTE = 60_000;
const fading = (gap: number, minutes: number) => Math.exp(-gap / (minutes * MINUTE));

/** Weights tuned on one half of data/eval/recap; `npm run eval:recap` measures both. */
const WEIGHTS = {
  words: 3.0,
  soon: 0.75,
  sameDay: 0.15,
  lastSpoken: 0.2,
  ownThread: 1.2,
  mention: 0.8,
  wasAsked: 0.5,
  answer: 0.25,
  newSubject: 0.8,
  beginning: 0.3,
  newcomer: 0.15,
  threshold: 0.75,
};
/** After so many messages of others a discussion is no longer what the next message goes on with by itself. */
const FOLLOWED = 8;
const NEW_SUBJECT =
  /^(?:另外|对了|对啦|话说|换个话题|说到|顺便|问一下|请问|请教|有人|大家|各位|同学们|通知|公告|@all|by the way|btw|on another note|unrelated|separate(?:ly)?|different topic|question|quick question|heads[- ]?up|fyi|does anyone|anyone|has anyone|new topic|also,)/iu;

export interface ScoreContext {
  readonly share: WordShare;
  /** Whether others reply to the message, as they do to what begins a discussion. */
  readonly isAnswered: boolean;
}

/**
 * How much speaks for a message going on with a discussion, above 0, or for it beginning another.
 *
 * @param place its place among all messages of the window
 */
export function threadScore(
  one: ReadMessage,
  thread: OpenThread,
  place: number,
  { share, isAnswered }: ScoreContext,
): number {
  const { message, kind } = one;
  const { author, mentions } = message;
  const gap = Math.max(0, message.sentAt - thread.lastAt);
  const ownLast = thread.authors.get(author.key);
  const shared = share.with(thread);
  const last = thread.members.at(-1)!;
  const mentioned = mentions.some((name) => isIn(name, thread));
  const wasAsked =
    thread.asked.has(author.key) || (author.handle !== null && thread.asked.has(author.handle));
  const between = place - thread.lastPlace - 1;
  // Minutes are long in a busy chat: what others said in between counts as well.
  const followed = Math.exp(-between / FOLLOWED);
  let score =
    WEIGHTS.words * shared +
    WEIGHTS.soon * fading(gap, 6) * followed +
    WEIGHTS.sameDay * fading(gap, 120) -
    WEIGHTS.threshold;
  if (between === 0) score += WEIGHTS.lastSpoken * fading(gap, 5);
  // A nod is to what was said last, wherever else its author takes part.
  if (ownLast !== undefined && kind === "content")
    score += WEIGHTS.ownThread * fading(Math.max(0, message.sentAt - ownLast), 10);
  if (mentioned) score += WEIGHTS.mention;
  if (wasAsked) score += WEIGHTS.wasAsked * fading(gap, 60);
  if (last.message.author.key !== author.key && last.question !== null)
    score += WEIGHTS.answer * fading(gap, 10) * followed;
  // Who says a lot, and none of it in the words of the discussion, speaks of something else.
  const foreign = (share.mass / (share.mass + 1.5)) * (1 - Math.min(1, 2.5 * shared));
  if (isAnswered && message.replyTo === null)
    score -= WEIGHTS.beginning * (1 - Math.min(1, 2 * shared));
  if (ownLast === undefined && thread.authors.size > 1 && !wasAsked && !mentioned)
    score -= WEIGHTS.newcomer;
  score -= WEIGHTS.newSubject * foreign * (NEW_SUBJECT.test(message.text.trim()) ? 1.8 : 1);
  return kind === "content" ? score : score + WEIGHTS.threshold - 0.5;
}

function isIn(mention: string, { members, authors }: OpenThread): boolean {
  if (authors.has(mention)) return true;
  return members.slice(-12).some(({ message }) => message.author.handle === mention);
}
