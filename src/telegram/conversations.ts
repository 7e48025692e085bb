import { LRUCache } from "lru-cache";
import type { Exchange } from "../answer/conversation.ts";

/** One answer that stands in a chat: what it was asked, and the messages that it is in. */
export interface StandingAnswer {
  readonly question: string;
  /** What a follow-up needs; `null` for an answer that cannot be followed up. */
  readonly exchange: Exchange | null;
  /** What the question itself followed. */
  readonly before: Exchange | null;
  readonly messages: readonly number[];
  /** Key of whoever asked. */
  readonly asker: string;
}

export interface Conversations {
  /** What this person and the bot spoke of last in this place. */
  last(place: string, person: string): Exchange | null;
  /** Remembers an answer under its messages, under the message that asked, and as the last one. */
  remember(place: string, asked: number | null, answer: StandingAnswer): void;
  /** The answer that this message of the bot is a part of. */
  answerIn(place: string, message: number): StandingAnswer | null;
  /** The answer to this message of a person. */
  answerTo(place: string, message: number): StandingAnswer | null;
  /** Whether the same person asked the same here a moment ago; remembers that they asked. */
  repeats(place: string, person: string, question: string): boolean;
  /** Everything in a chat, its topics included. */
  forgetChat(chat: number): void;
  forgetPerson(person: string): void;
}

export interface ConversationLimits {
  readonly answers: number;
  readonly lifeMs: number;
  readonly repeatMs: number;
}

/** An hour is a conversation; after that, a question stands on its own. */
export const CONVERSATION_LIMITS: ConversationLimits = {
  answers: 20_000,
  lifeMs: 3_600_000,
  repeatMs: 5_000,
};

/** In memory only, and not for long. `place` is a chat, or a topic of one. */
export function createConversations(
  limits: ConversationLimits = CONVERSATION_LIMITS,
): Conversations {
  const { answers: max, lifeMs: ttl } = limits;
  const lasts = new LRUCache<string, Exchange>({ max, ttl });
  const answers = new LRUCache<string, StandingAnswer>({ max, ttl });
  const recent = new LRUCache<string, true>({ max, ttl: limits.repeatMs });
  const key = (...parts: (string | number)[]) => parts.join(" ");
  const forget = (belongs: (key: string) => boolean) => {
    for (const cache of [lasts, answers, recent])
      for (const known of cache.keys()) if (belongs(known)) cache.delete(known);
  };
  return {
    last: (place, person) => lasts.get(key(place, person)) ?? null,
    remember(place, asked, answer) {
      if (answer.exchange) lasts.set(key(place, answer.asker), answer.exchange);
      for (const message of answer.messages) answers.set(key(place, "answer", message), answer);
      if (asked !== null) answers.set(key(place, "question", asked), answer);
    },
    answerIn: (place, message) => answers.get(key(place, "answer", message)) ?? null,
    answerTo: (place, message) => answers.get(key(place, "question", message)) ?? null,
    repeats(place, person, question) {
      const asked = key(place, person, question.toLowerCase().replace(/\s+/gu, " ").trim());
      const again = recent.has(asked);
      recent.set(asked, true);
      return again;
    },
    forgetChat(chat) {
      forget((known) => known.startsWith(`${chat} `) || known.startsWith(`${chat}/`));
    },
    forgetPerson(person) {
      forget((known) => `${known} `.includes(` ${person} `));
      for (const [known, { asker }] of answers.entries())
        if (asker === person) answers.delete(known);
    },
  };
}
