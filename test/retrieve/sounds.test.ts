import { describe, expect, it } from "vitest";
import { soundMatcher, soundStrength } from "../../src/retrieve/sounds.ts";
import { shippedLexicon } from "./shipped-lexicon.ts";

const strength = (name: string, characters: string) => {
  const matcher = soundMatcher(name, shippedLexicon);
  return soundStrength(matcher.matchAt(characters, 0, () => true).evidence);
};

describe("names by their sound", () => {
  it.each([
    ["altman", "阿尔特曼"],
    ["murati", "穆拉蒂"],
    ["sutskever", "苏茨克维"],
    ["carolina", "卡罗莱纳"],
    ["fresno", "弗雷斯诺"],
    ["westminster", "威斯敏斯特"],
    ["nadella", "纳德拉"],
  ])("hears %s in %s", (name, characters) => {
    expect(strength(name, characters)).toBeGreaterThan(0.6);
  });

  it.each([
    ["musk", "没时间"],
    ["altman", "董事会成员"],
    ["zuckerberg", "首席执行官"],
    ["murati", "这个问题"],
    ["nadella", "公司完全可以"],
  ])("does not hear %s in %s", (name, characters) => {
    expect(strength(name, characters)).toBeLessThan(0.2);
  });

  it("says how much of the text the name is", () => {
    const { end } = soundMatcher("carolina", shippedLexicon).matchAt("卡罗莱纳的", 0, () => true);
    expect(end).toBe(4);
  });
});
