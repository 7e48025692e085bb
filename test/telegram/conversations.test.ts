import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Exchange } from "../../src/answer/conversation.ts";
import {
  CONVERSATION_LIMITS,
  createConversations,
  type StandingAnswer,
} from "../../src/telegram/conversations.ts";

const exchange = (question: string): Exchange => ({ question, language: "en", cited: [] });
const answer = (question: string, asker: string, messages: number[]): StandingAnswer => ({
  question,
  asker,
  messages,
  exchange: exchange(question),
  before: null,
});

/** Everything is long over afterwards. */
const SHORT = { answers: 10, lifeMs: 1, repeatMs: 1 };

describe("what is remembered of a conversation", () => {
  it("is found by person, by question and by each message of the answer", () => {
    const talks = createConversations();
    const one = answer("why?", "user:1", [11, 12]);
    talks.remember("-100", 10, one);
    expect(talks.last("-100", "user:1")).toEqual(one.exchange);
    expect(talks.answerTo("-100", 10)).toBe(one);
    expect([11, 12].map((id) => talks.answerIn("-100", id))).toEqual([one, one]);
    expect(talks.last("-100", "user:2")).toBeNull();
    expect(talks.last("-100/3", "user:1")).toBeNull();
    expect(talks.answerIn("-100", 10)).toBeNull();
    expect(talks.answerTo("-100", 11)).toBeNull();
  });

  it("stays what it was when an answer cannot be followed up", () => {
    const talks = createConversations();
    talks.remember("-100", 10, answer("why?", "user:1", [11]));
    talks.remember("-100", 12, { ...answer("hello", "user:1", [13]), exchange: null });
    expect(talks.last("-100", "user:1")?.question).toBe("why?");
  });

  it("is gone when its time is over, an hour unless said otherwise", async () => {
    expect(CONVERSATION_LIMITS.lifeMs).toBe(3_600_000);
    const talks = createConversations(SHORT);
    talks.remember("-100", 10, answer("why?", "user:1", [11]));
    await sleep(20);
    expect(talks.last("-100", "user:1")).toBeNull();
    expect(talks.answerTo("-100", 10)).toBeNull();
    expect(talks.answerIn("-100", 11)).toBeNull();
  });

  it("of a chat can be forgotten, its topics included and no other chat's", () => {
    const talks = createConversations();
    const places = ["-100", "-100/7", "-1001", "-10"];
    for (const place of places) talks.remember(place, 10, answer("why?", "user:1", [11]));
    talks.forgetChat(-100);
    expect(places.map((place) => talks.last(place, "user:1") !== null)).toEqual([
      false,
      false,
      true,
      true,
    ]);
    expect(places.map((place) => talks.answerIn(place, 11) !== null)).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  it("of a person can be forgotten, and nobody else's", () => {
    const talks = createConversations();
    talks.remember("-100", 10, answer("why?", "user:1", [11]));
    talks.remember("-100", 20, answer("why?", "user:12", [21]));
    talks.forgetPerson("user:1");
    expect([talks.last("-100", "user:1"), talks.answerIn("-100", 11)]).toEqual([null, null]);
    expect(talks.answerTo("-100", 10)).toBeNull();
    expect(talks.last("-100", "user:12")).not.toBeNull();
    expect(talks.answerIn("-100", 21)).not.toBeNull();
  });
});

describe("a question asked again", () => {
  it("is a repetition for a moment, from the same person in the same place", () => {
    const talks = createConversations();
    expect(talks.repeats("-100", "user:1", "Why did he come back?")).toBe(false);
    expect(talks.repeats("-100", "user:1", " why did he\ncome  back? ")).toBe(true);
    expect(talks.repeats("-100", "user:2", "Why did he come back?")).toBe(false);
    expect(talks.repeats("-100/3", "user:1", "Why did he come back?")).toBe(false);
  });

  it("later is meant as it is said", async () => {
    const talks = createConversations(SHORT);
    expect(talks.repeats("-100", "user:1", "Why did he come back?")).toBe(false);
    await sleep(20);
    expect(talks.repeats("-100", "user:1", "Why did he come back?")).toBe(false);
  });
});
