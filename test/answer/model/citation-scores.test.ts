import { describe, expect, it } from "vitest";
import { judgeByCheck } from "../../../scripts/evaluation/citation-judges.ts";
import { type Judge, meanOf, scoreCitations } from "../../../scripts/evaluation/citation-scores.ts";
import { verify } from "../../../src/answer/verify.ts";
import { shippedApp } from "../../support/app.ts";
import { run } from "../../support/run.ts";
import { workspace } from "../../support/workspace.ts";
import { SOUND } from "./claims.ts";

const { corpus } = await shippedApp();
const sentences = corpus.interviews.flatMap(({ interview }) =>
  interview.sentences.map(({ id }) => corpus.sentence(id)!),
);
const idOf = (words: string) => sentences.find(({ quote }) => quote.includes(words))!.sentence.id;

/** An answer whose claims cite sentences with these words. */
const answer = (...claims: (readonly [text: string, ...cited: string[]])[]) =>
  verify(
    { claims: claims.map(([text, ...cited]) => ({ text, sentences: cited.map(idOf) })) },
    corpus,
  );
/** Supported is what has every word that the claim lists. */
const byWords: Judge = (statement, citations) => {
  const said = citations.map(({ quote }) => quote).join();
  return Promise.resolve(statement.split(" ").every((word) => said.includes(word)));
};
const [SAFETY, REVIEW, ASKED] = ["这些事件与安全无关", "独立的审查", "是的。"];

describe("citation recall and precision", () => {
  it.each([
    ["one quote that says it", [SAFETY, SAFETY], 1, 1],
    ["one quote that does not", [`火星`, SAFETY], 0, 0],
    ["two that say it together only", [`安全 审查`, SAFETY, REVIEW], 1, 1],
    ["one that says it and one that it can do without", [`安全`, SAFETY, REVIEW], 1, 1 / 2],
    [
      "two that say it, with a third that is for nothing",
      [`安全 审查`, SAFETY, REVIEW, ASKED],
      1,
      2 / 3,
    ],
  ] as const)("are those of ALCE for %s", async (_, claim, recall, precision) => {
    const score = await scoreCitations(answer(claim), byWords);
    expect(score).toMatchObject({ recall, precision, statements: 1 });
  });

  it("count statements and citations of one answer together", async () => {
    const both = answer(["安全", SAFETY, REVIEW], ["火星", ASKED]);
    expect(await scoreCitations(both, byWords)).toEqual({
      recall: 1 / 2,
      precision: 1 / 3,
      statements: 2,
    });
  });

  it("are of no use without an answer", async () => {
    expect(await scoreCitations({ claims: [], citations: [] }, byWords)).toBeNull();
    expect(meanOf([])).toMatchObject({ of: 0 });
    expect(meanOf([1, 0, 1, 0])).toMatchObject({ share: 0.5, of: 4 });
  });
});

describe("the program's own check as a judge", () => {
  it("knows most honest claims from those that cite something else", async () => {
    const judge = judgeByCheck(corpus);
    const share = async (claims: readonly (readonly [string, ...string[]])[]) => {
      const scores = await Promise.all(claims.map((claim) => scoreCitations(answer(claim), judge)));
      return meanOf(scores.map((score) => score!.recall)).share;
    };
    const shifted = SOUND.map(([text], i) => {
      const [, ...cited] = SOUND[(i + 7) % SOUND.length]!;
      return [text, ...cited] as const;
    });
    expect(await share(SOUND)).toBeGreaterThan(0.8);
    expect(await share(shifted)).toBeLessThan(0.2);
  });
});

describe("npm run eval -- --mode model", () => {
  const env = () => ({ DATA_DIR: workspace().path, OPENAI_API_KEY: "", OPENAI_BASE_URL: "" });

  it("says in one line that there is no model to measure", async () => {
    const { code, out, err } = await run("eval", ["--mode", "model"], { env: env() });
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err.trim().split("\n")).toEqual([expect.stringContaining("Set OPENAI_API_KEY")]);
  });

  it("measures a stand-in from end to end", async () => {
    const { code, out } = await run("eval", ["--fake", "0.3", "--questions", "25", "--json"], {
      env: env(),
    });
    expect(code).toBe(0);
    const { scores, ends, drops, perQuestion } = JSON.parse(out) as {
      scores: Record<string, { share: number; of: number }>;
    } & Record<"ends" | "drops" | "perQuestion", Record<string, number>>;
    expect(scores["quotes exact"]!.share).toBe(1);
    for (const name of [
      "citation recall",
      "citation precision",
      "claims that the check let through",
    ])
      expect(scores[name]!.of).toBeGreaterThan(20);
    expect(scores["citation precision"]!.share).toBeLessThan(1);
    expect(Object.keys(ends)).toEqual(expect.arrayContaining(["answered", "unusable"]));
    expect(Object.keys(drops)).toEqual(expect.arrayContaining(["name", "number"]));
    expect(perQuestion["promptTokens"]).toBeGreaterThan(1_000);
  });
});
