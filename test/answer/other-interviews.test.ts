import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readQuestions } from "../../scripts/evaluation/questions.ts";
import { appOf } from "../support/app.ts";

const other = (name: string) => new URL(`../../data/eval/other/${name}`, import.meta.url);
const fixture = (name: string) =>
  fileURLToPath(new URL(`../support/interviews/${name}`, import.meta.url));
const mill = await appOf(fixture("paper-mill.md"));
const tram = await appOf(fileURLToPath(other("tram-strike.md")));

const citations = async (app: typeof tram, question: string) =>
  (await app.ask(question)).reply.citations;

describe("an interview in English", () => {
  it.each([
    ["When does Holtvik's contract end?", "your contract ends in December", "Reporter"],
    ["When did the strike begin?", "which began on 9 October", "Reporter"],
    ["罢工前电车司机一个月挣多少克朗？", "earning 2,640 crowns a month", "Maren Holtvik"],
    ["How many passengers were on the first tram?", "forty-one passengers", "Maren Holtvik"],
  ])("answers %s, whoever tells it", async (question, words, speaker) => {
    const found = (await citations(tram, question)).find(({ quote }) => quote.includes(words));
    expect(found?.speaker).toBe(speaker);
  });
});

describe("what an interview speaks of in other places or words", () => {
  it("is not said to be nowhere in it", async () => {
    const { reply } = await tram.ask("Why did passengers strike?");
    expect(reply.message).not.toMatch(/does not say that this is so/u);
  });

  it("is not given as an answer where only likenesses of the question's words are found", async () => {
    const { reply } = await tram.ask("What's Holtvik's salary?");
    expect(reply.message).toMatch(/closest|does not answer/u);
  });
});

describe("whether it is a first interview", () => {
  it("is not told by a title that does not say so", async () => {
    const title = tram.library.interviews[0]!.interview.metadata.find(
      ({ field }) => field === "title",
    );
    expect(title).toBeDefined();
    const found = await citations(tram, "Is this her first interview since the strike?");
    expect(found.map(({ quote }) => quote)).not.toContain(title?.value);
  });
});

describe("Chinese speakers", () => {
  it.each([
    ["What does Guo Shuxun say about the sewage?", "郭树勋"],
    ["What did Shuxun Guo say about the sewage?", "郭树勋"],
    ["请问郭厂长怎么看污水处理？", "郭树勋"],
    ["What did Ms Lin say about the new equipment?", "林晓薇"],
    ["晓薇说新设备怎么样？", "林晓薇"],
  ])("are known as readers call them: %s", async (question, speaker) => {
    const found = await citations(mill, question);
    expect([...new Set(found.map((citation) => citation.speaker))]).toEqual([speaker]);
  });

  it("are not named by an English word that sounds like one of their syllables", async () => {
    const { message } = (await mill.ask("How long did the sun shine for Lin?")).reply;
    expect(message).toMatch(/does not answer|closest/u);
  });
});

describe("the questions on other interviews", () => {
  it.each(["tram-strike", "trail-race"])(
    "have answers that it holds, word for word: %s",
    (name) => {
      const text = readFileSync(other(`${name}.md`), "utf8");
      const questions = readQuestions("all", other(`${name}.jsonl`));
      const missing = questions.flatMap(({ id, gold }) =>
        gold.filter(({ quote }) => !text.includes(quote)).map(({ quote }) => `${id} ${quote}`),
      );
      expect([questions.length, missing]).toEqual([70, []]);
    },
  );
});
