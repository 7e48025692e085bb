import type { ChatMessage } from "../../src/recap/chat-message.ts";
import { type Conversation, type Half, readChatter } from "./gold.ts";

const MESSAGES = 2_000;
const DAY = Date.UTC(2026, 10, 18);
const FIRST_HOUR = 8;
const HOURS = 15;
const HOUR = 3_600_000;

/**
 * A busy day of one big group, the same on every run: all discussions of one half of the conversations, each at a
 * time of its own, several at once, among small talk of many people up to two thousand messages.
 */
export function makeDay(half: Half, conversations: readonly Conversation[]): Conversation {
  const random = createRandom(half === "tuning" ? 11 : 23);
  const parts = conversations.filter(({ gold }) => gold.half === half);
  const sent: { message: ChatMessage; from: string; topic: string | null }[] = [];
  for (const { name, messages, gold } of parts)
    gold.topics.forEach((topic, i) => {
      const own = messages.filter(({ id }) => topic.messages.includes(id));
      const start = DAY + (FIRST_HOUR + random() * (HOURS - 2)) * HOUR;
      for (const message of own) {
        const since = message.sentAt - own[0]!.sentAt;
        // A question asked much later would otherwise hang in the air for hours.
        const sentAt = start + Math.min(since, HOUR) + Math.floor(random() * 20_000);
        sent.push({
          message: { ...message, thread: null, sentAt },
          from: `${name}/${message.id}`,
          topic: `${name}/${i}`,
        });
      }
    });
  const chatter = readChatter();
  while (sent.length < MESSAGES) {
    const text = chatter[Math.floor(random() * chatter.length)]!;
    const who = Math.floor(random() * 60);
    const author = { key: `user:${8_000_000 + who}`, name: `成员${who}`, handle: null };
    const sentAt = DAY + (FIRST_HOUR + random() * HOURS) * HOUR;
    const message = { ...EMPTY, author, sentAt, text };
    sent.push({ message, from: `chatter/${sent.length}`, topic: null });
  }
  sent.sort((a, b) => a.message.sentAt - b.message.sentAt);
  const ids = new Map(sent.map(({ from }, i) => [from, i + 1]));
  const messages = sent.map(({ message, from }, i) => ({
    ...message,
    id: i + 1,
    replyTo:
      message.replyTo === null
        ? null
        : (ids.get(`${from.split("/")[0]!}/${message.replyTo}`) ?? null),
  }));
  const idsOf = (list: (gold: Conversation["gold"]) => readonly number[]) =>
    parts.flatMap(({ name, gold }) => list(gold).flatMap((id) => ids.get(`${name}/${id}`) ?? []));
  return {
    name: `day-${half}`,
    chat: { id: -1_002_000_000_001, name: `day-${half}`, username: null },
    messages,
    gold: {
      language: "zh",
      half,
      topics: parts.flatMap(({ name, gold }) =>
        gold.topics.map(({ title, messages: own }) => ({
          title,
          messages: own.flatMap((id) => ids.get(`${name}/${id}`) ?? []),
        })),
      ),
      decisions: idsOf((gold) => gold.decisions),
      questions: idsOf((gold) => gold.questions),
      links: parts.flatMap(({ name, gold }) =>
        gold.links.map(({ url, message }) => ({ url, message: ids.get(`${name}/${message}`)! })),
      ),
      noise: sent.flatMap(({ topic }, i) => (topic === null ? [i + 1] : [])),
    },
  };
}

const EMPTY: Omit<ChatMessage, "author" | "sentAt" | "text"> = {
  id: 0,
  thread: null,
  editedAt: null,
  replyTo: null,
  media: null,
  mentions: [],
  links: [],
};

/** mulberry32: the same numbers everywhere. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
