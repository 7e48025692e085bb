import { beforeAll, describe, expect, it } from "vitest";
import { type Conversation, readConversations } from "../../scripts/evaluation-recap/gold.ts";
import { makeDay } from "../../scripts/evaluation-recap/make-day.ts";
import { scoresOf, sum } from "../../scripts/evaluation-recap/score.ts";
import { speakersOf } from "../../src/answer/speakers.ts";
import type { App } from "../../src/app.ts";
import { makeRecap } from "../../src/recap/make-recap.ts";
import { createQuoteMatcher } from "../../src/recap/match-quote.ts";
import type { Recap } from "../../src/recap/recap.ts";
import { shippedLexicon as lexicon } from "../retrieve/shipped-lexicon.ts";
import { shippedApp } from "../support/app.ts";
import { windowOf } from "./support.ts";

let app: App;
let conversations: Conversation[];
let recaps: Map<string, Recap>;

beforeAll(async () => {
  app = await shippedApp();
  conversations = await readConversations();
  const matchQuote = createQuoteMatcher({
    lexicon,
    speakers: speakersOf(app.corpus).map(({ name }) => name),
    findQuotes: (topic, options) => app.findQuotes(topic, options),
  });
  recaps = new Map();
  for (const { name, chat, messages } of conversations)
    recaps.set(name, await makeRecap(windowOf(messages, chat), { lexicon, matchQuote }));
});

describe("recaps of the written conversations", () => {
  it("offer a quote where the interview is discussed, and nowhere else", () => {
    const offered = [...recaps]
      .filter(([, { threads }]) => threads.some(({ quote }) => quote !== null))
      .map(([name]) => name);
    expect(offered.sort()).toEqual(["en-interview", "zh-interview"]);
    for (const { threads } of recaps.values())
      for (const { quote } of threads)
        if (quote !== null) {
          const stored = app.corpus.interviews.find(
            ({ interview }) => interview.id === quote.interview,
          )!;
          expect(stored.source.replace(/\s+/gu, "")).toContain(quote.quote.replace(/\s+/gu, ""));
        }
  });

  it("have every author, excerpt and address right, and nothing from noise", () => {
    const scores = sum(conversations.map((one) => scoresOf(recaps.get(one.name)!.threads, one)));
    for (const measure of ["authors right", "excerpts exact", "addresses valid"])
      expect(scores[measure]![0]).toBe(scores[measure]![1]);
    expect(scores["claims from noise"]![0]).toBe(0);
    expect(scores["claims said before"]![0]).toBe(0);
  });

  it("tell discussions apart and find what was decided, on the half that nothing was chosen on, too", () => {
    for (const half of ["tuning", "untouched"] as const) {
      const some = conversations.filter(({ gold }) => gold.half === half);
      const scores = sum(some.map((one) => scoresOf(recaps.get(one.name)!.threads, one)));
      const shareOf = (measure: string) => scores[measure]![0] / scores[measure]![1];
      for (const measure of [
        "topics told apart",
        "decisions marked",
        "marked decisions right",
        "open questions found",
      ])
        expect(shareOf(measure), `${half}: ${measure}`).toBeGreaterThanOrEqual(0.8);
    }
  });
});

describe("a day of two thousand messages", () => {
  it("is told without its small talk, by its discussions", async () => {
    const day = makeDay("untouched", conversations);
    expect(day.messages).toHaveLength(2_000);
    const { threads, covered } = await makeRecap(windowOf(day.messages, day.chat), { lexicon });
    const scores = scoresOf(threads, day);
    expect(scores["claims from noise"]![0]).toBe(0);
    expect(scores["topics told apart"]![0]).toBeGreaterThanOrEqual(13);
    expect(covered).toBeLessThan(300);
  });
});
