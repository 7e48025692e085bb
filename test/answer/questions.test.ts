import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  readMoreQuestions,
  readQuestions,
  readUnseenQuestions,
} from "../../scripts/evaluation/questions.ts";
import { lettersOf } from "../../src/answer/letters.ts";
import { packageRoot } from "../../src/package-root.ts";
import { sharedWords } from "../../scripts/evaluation/shared-words.ts";
import { shippedApp } from "../support/app.ts";
import { shippedLexicon as lexicon } from "../retrieve/shipped-lexicon.ts";

const app = await shippedApp();
const { corpus, library } = app;
const questions = readQuestions("all");
const answerable = questions.filter(({ kind }) => kind === "answerable");
const bare = (text: string) => text.replace(/[\s*_]+/gu, "");

const sentences = library.interviews.flatMap(({ interview }) =>
  interview.sentences.map(({ id }) => corpus.sentence(id)!),
);
const facts = library.interviews.flatMap(({ interview }) =>
  interview.metadata.map(({ value }) => value),
);
const sentencesOf = (quote: string) =>
  sentences.filter((sentence) => bare(sentence.quote).includes(bare(quote)));

/** What the encoder has learnt of the interview that ships. */
const encoderQuestions = () =>
  readFileSync(new URL("data/training/interviews/sam-altman-returns.jsonl", packageRoot()), "utf8")
    .split("\n")
    .filter((line) => line.includes('"kind"'))
    .map((line) => JSON.parse(line) as { readonly zh: string; readonly en: string });

describe("the questions that answers are measured with", () => {
  it("have answers that the interview holds, word for word", () => {
    const missing = answerable.flatMap(({ id, gold }) =>
      gold
        .filter(({ quote }) => sentencesOf(quote).length === 0 && !facts.includes(quote))
        .map(({ quote }) => `${id} ${quote}`),
    );
    expect(missing).toEqual([]);
  });

  it("have as their difficulty what they share with what was said and asked", () => {
    const said = answerable.filter(({ gold }) => gold.some(({ quote }) => !facts.includes(quote)));
    const mislabelled = said.filter((question) => {
      const asked = question.gold
        .flatMap(({ quote }) => sentencesOf(quote))
        .map((sentence) => corpus.questionFor(sentence) ?? "");
      const sharesNothing = sharedWords(question, asked, lexicon).length === 0;
      return sharesNothing !== (question.difficulty === "distant");
    });
    expect(mislabelled.map(({ id }) => id)).toEqual([]);
  });

  it("are enough, in halves of one size", () => {
    expect(answerable.length).toBeGreaterThanOrEqual(90);
    expect(questions.length - answerable.length).toBeGreaterThanOrEqual(60);
    const tuning = questions.filter(({ half }) => half === "tuning").length;
    expect(Math.abs(2 * tuning - questions.length)).toBeLessThanOrEqual(4);
  });

  it("get quotes that have both marks of a quotation, or neither", async () => {
    const oneSided: string[] = [];
    for (const { zh, en } of questions)
      for (const question of [zh, en])
        for (const { quote } of (await app.ask(question)).reply.citations)
          if (quote.split("“").length !== quote.split("”").length) oneSided.push(quote);
    expect([...new Set(oneSided)]).toEqual([]);
  });

  it("are not asked word for word among those that encoder and reader have learnt from", () => {
    const learnt = new Set(
      [...readMoreQuestions(), ...encoderQuestions()].flatMap(({ zh, en }) => [
        lettersOf(zh),
        lettersOf(en),
      ]),
    );
    const measured = [...readQuestions("untouched"), ...readUnseenQuestions()];
    const twins = measured.filter(({ zh, en }) =>
      [zh, en].some((text) => learnt.has(lettersOf(text))),
    );
    expect(twins).toEqual([]);
  });
});
