import { describe, expect, it } from "vitest";
import { questionTraits } from "../../src/answer/question-traits.ts";
import { sentenceTraits } from "../../src/answer/sentence-traits.ts";

/** Places at which two rows of numbers differ. */
const differences = (one: readonly number[], other: readonly number[]) =>
  one.flatMap((value, i) => (value === other[i] ? [] : [i]));

describe("what a question asks for", () => {
  it.each([
    ["他为什么走？", "Why did that happen?"],
    ["谁告诉你的？", "who called"],
    ["什么时候的事？", "When was it?"],
    ["多少人签了名？", "how many signed"],
    ["那天在哪里？", "Where was that?"],
    ["还有谁在场？", "Who else was there?"],
  ])("is told alike of %s and %s", (zh, en) => {
    const both = questionTraits(zh).map((value, i) => Math.min(value, questionTraits(en)[i]!));
    expect(both.some((value) => value === 1)).toBe(true);
  });

  it("does not depend on which Chinese characters it is written in", () => {
    for (const [simplified, traditional] of [
      ["他们后来怎么样了？", "他們後來怎麼樣了？"],
      ["谁会去哪个国家？", "誰會去哪個國家？"],
      ["他觉得结果怎么样？", "他覺得結果怎麼樣？"],
    ] as const)
      expect(differences(questionTraits(simplified), questionTraits(traditional))).toEqual([]);
  });
});

describe("what a sentence has", () => {
  const traits = (quote: string, question = "谁来了？") => sentenceTraits(quote, null, question);

  it("is told alike in simplified and traditional characters", () => {
    for (const [simplified, traditional] of [
      ["因为我们将会有三个办公室。", "因為我們將會有三個辦公室。"],
      ["几位同学去年搬到了台南市。", "幾位同學去年搬到了台南市。"],
      ["我后悔没有早点说。", "我後悔沒有早點說。"],
    ] as const)
      expect(differences(traits(simplified), traits(traditional))).toEqual([]);
  });

  it("has no name that the question has itself", () => {
    const [said] = sentenceTraits("We met Ana Petrova there.", null, "Who met Ana Petrova?");
    const [told] = sentenceTraits("We met Ana Petrova there.", null, "Who was met?");
    expect([said, told]).toEqual([0, 1]);
  });

  it("changes with the question that it answers", () => {
    const why = "他为什么走？";
    expect(
      differences(
        sentenceTraits("我累了。", why, why),
        sentenceTraits("我累了。", "他去哪儿？", why),
      ),
    ).toHaveLength(1);
  });

  it("is always as many numbers", () => {
    expect(traits("").length).toBe(traits("“不，”她说，“2019 年我在 Oslo。”").length);
  });
});
