import { describe, expect, it } from "vitest";
import { heardNames } from "../../src/retrieve/heard-names.ts";
import { tokenise } from "../../src/retrieve/tokens.ts";
import { index, names } from "./latin-names.ts";
import { shippedLexicon } from "./shipped-lexicon.ts";

const heardIn = (question: string) => {
  const words = tokenise(question, shippedLexicon).map(({ text }) => text);
  return heardNames(words, names, index, shippedLexicon).map(({ feature }) => [
    feature.text,
    feature.matches[0]?.form,
  ]);
};

describe("Latin names that a Chinese question writes in characters", () => {
  it.each([
    ["塔恩贝克为什么要搬走", [["塔恩贝克", "tarnbeck"]]],
    ["彭豪是哪天辞职的", [["彭豪", "penhow"]]],
    ["彭豪希望推迟多久再开机", [["彭豪", "penhow"]]],
    [
      "托马斯跟哈尔沃森说了什么",
      [
        ["托马斯", "tomasz"],
        ["哈尔沃森", "halvorsen"],
      ],
    ],
    ["霍尔特维克的合同什么时候到期", [["霍尔特维克", "holtvik"]]],
  ])("are heard in %s", (question, expected) => {
    expect(heardIn(question)).toEqual(expected);
  });

  it.each([
    "公司现在有多少员工",
    "他为什么决定回来",
    "孩子在学校有没有受影响",
    "这次采访是什么时候做的",
  ])("are not heard in %s", (question) => {
    expect(heardIn(question)).toEqual([]);
  });
});
