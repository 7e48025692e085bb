import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compileThesaurus } from "../../scripts/thesaurus/compile.ts";
import { expressionOf, readSenses } from "../../scripts/thesaurus/senses.ts";
import { shippedLexicon, shippedLexiconDirectory } from "./shipped-lexicon.ts";

const { thesaurus } = shippedLexicon;
const lists = new URL("thesaurus/", shippedLexiconDirectory);
const files = readdirSync(lists);

const likes = (expression: string): string[] => {
  const found: string[] = [];
  thesaurus.eachLike(thesaurus.find(expression), (item) => found.push(thesaurus.text(item)));
  return found;
};

describe("the thesaurus", () => {
  it.each([
    ["炒鱿鱼", ["解雇", "fire"]],
    ["fire", ["解雇", "sack"]],
    ["let go", ["解雇"]],
    ["薪水", ["工资", "salari"]],
    ["step down", ["辞职", "resign"]],
  ])("holds that %s is like %s", (expression, expected) => {
    expect(likes(expression)).toEqual(expect.arrayContaining(expected));
  });

  it("finds phrases by their first word", () => {
    const found: string[] = [];
    thesaurus.eachPhrase("let", (item) => found.push(thesaurus.text(item)));
    expect(found).toContain("let go");
    expect(found.every((phrase) => phrase.startsWith("let "))).toBe(true);
  });

  it("does not know what is only a part of an expression", () => {
    expect([thesaurus.find("炒鱿"), thesaurus.find("let g"), thesaurus.find("")]).toEqual([
      -1, -1, -1,
    ]);
  });

  it("is compiled from the lists beside it", () => {
    const compiled = readFileSync(new URL("thesaurus.bin", shippedLexiconDirectory));
    expect(compileThesaurus(lists).equals(compiled)).toBe(true);
  });

  it.each(files)("has each line of %s once, in order, with both languages", (name) => {
    const lines = readFileSync(new URL(name, lists), "utf8").trimEnd().split("\n");
    expect(new Set(lines).size).toBe(lines.length);
    const heads = lines.map((line) => line.split("\t")[0]!);
    expect(heads.filter((head, index) => index > 0 && head < heads[index - 1]!)).toEqual([]);
    const isChinese = (text: string) => /\p{Script=Han}/u.test(text);
    const misplaced = lines.filter((line) => {
      const [head = "", near = "", related = "", ...others] = line.split("\t");
      const inLanguage = (column: string, chinese: boolean) =>
        column.split(",").every((one) => one === "" || isChinese(one) === chinese);
      const chinese = isChinese(head);
      return !(
        [near, related].every((column) => inLanguage(column, chinese)) &&
        others.every((column) => inLanguage(column, !chinese))
      );
    });
    expect(misplaced).toEqual([]);
  });
});

describe("a list of the thesaurus", () => {
  it("is refused with file and line when a line is not of the form", () => {
    expect(() => readSenses("a\tb\n", "x.tsv")).toThrow("x.tsv:1 has 2 columns, not 5");
  });

  it.each([
    ["To step down", "step down"],
    ["one's salary", "salari"],
    [" 炒 鱿鱼 ", "炒鱿鱼"],
    ["the", ""],
    ["who decides", ""],
    ["的", ""],
  ])("writes %j as %j", (written, expression) => {
    expect(expressionOf(written)).toBe(expression);
  });
});
