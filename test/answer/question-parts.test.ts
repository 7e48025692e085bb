import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { questionParts } from "../../src/answer/question-parts.ts";

describe("the questions that one message asks", () => {
  it.each([
    [
      "Why was he fired and who leads the new board?",
      ["Why was he fired", "who leads the new board?"],
    ],
    [
      "Is he back on the board? What does Microsoft get?",
      ["Is he back on the board?", "What does Microsoft get?"],
    ],
    ["他为什么被解雇，新董事会由谁领导？", ["他为什么被解雇", "新董事会由谁领导？"]],
    ["谁打来的电话？他当时怎么想？", ["谁打来的电话？", "他当时怎么想？"]],
    ["谁领导调查，审查要多久，微软有席位吗", ["谁领导调查", "审查要多久", "微软有席位吗"]],
  ])("are told apart in %s", (question, parts) => {
    expect(questionParts(question)).toEqual(parts);
  });

  it.each([
    "Did he hesitate, and why?",
    "What did he think when they called and asked him back?",
    "Who said that what happened was about safety?",
    "如果董事会再请他，他会怎么样？",
    "他回来之后，公司有什么变化？",
    "谁，为什么，什么时候？",
    "what？？",
  ])("are one in %s", (question) => {
    expect(questionParts(question)).toEqual([question]);
  });

  it("are made of what was asked, whatever that was", () => {
    const words = fc.constantFrom(
      ..."who and 谁 ，？? board , 董事会 为什么 以及 was ; 吗".split(" "),
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 14 }), (some) => {
        const question = some.join(" ");
        const parts = questionParts(question);
        expect(parts.length).toBeGreaterThan(0);
        for (const part of parts) expect(question).toContain(part);
      }),
    );
  });
});
