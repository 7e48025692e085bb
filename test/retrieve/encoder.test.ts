import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analysePassage, analyseText } from "../../src/retrieve/analyse.ts";
import { closenessIn } from "../../src/retrieve/closeness.ts";
import { featuresOf } from "../../src/retrieve/encoder-features.ts";
import { ENCODER_DIMENSIONS, product } from "../../src/retrieve/encoder.ts";
import { buildTermIndex } from "../../src/retrieve/term-index.ts";
import { shippedLexicon } from "./shipped-lexicon.ts";

const { encoder } = shippedLexicon;
const encode = (text: string) => encoder.encode(analyseText(text, shippedLexicon));
const alike = (one: string, other: string) => product(encode(one), encode(other));

describe("what the encoder takes for alike", () => {
  it.each([
    ["炒鱿鱼", "解雇", "天气预报"],
    ["金主", "最大的投资方", "最大的城市"],
    ["let somebody go", "解雇", "旅游"],
    ["backer", "投资方", "竞争对手"],
    ["He kept his mouth shut.", "他不愿透露", "他很高兴"],
    ["What does she get paid?", "她的薪水是多少", "她住在哪里"],
    ["守口如瓶", "did not want to talk about it", "went to the market"],
  ])("%s is more like %s than like %s", (text, like, unlike) => {
    expect(alike(text, like)).toBeGreaterThan(alike(text, unlike) + 0.15);
  });
});

describe("vectors of texts", () => {
  it("are finite, and of unit length unless no word is known", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
        const vector = encode(text);
        expect(vector).toHaveLength(ENCODER_DIMENSIONS);
        const length = product(vector, vector);
        expect(length === 0 || Math.abs(length - 1) < 1e-4).toBe(true);
      }),
    );
  });

  it("are of the text's words, characters and pairs, within runs", () => {
    expect(featuresOf("解雇 了 | let go 3")).toEqual([
      "解雇",
      "解",
      "雇",
      "=解雇",
      "了",
      "=雇了",
      "let",
      "go",
      "let_go",
      "0",
      "go_0",
    ]);
  });
});

describe("how close sentences are to a question", () => {
  const texts = ["公司解雇了四名员工。", "他们在海边开了一家面包店。", "Penhow resigned in March."];
  const index = buildTermIndex(
    [
      analysePassage(
        {
          id: "p",
          context: ["裁员是怎么回事？"],
          sentences: texts.map((text, i) => ({ id: String(i), text, speaker: "A" })),
        },
        shippedLexicon,
      ),
    ],
    shippedLexicon,
  );
  const closenessTo = closenessIn(index, encoder);
  const of = (question: string) => {
    const { closenessOf } = closenessTo(analyseText(question, shippedLexicon));
    return texts.map((_, i) => closenessOf(i + 1, 0));
  };

  it("is most where the same is said in other words, in either language", () => {
    for (const question of ["谁被炒鱿鱼了？", "Who got fired?"]) {
      const [fired, bakery] = of(question);
      expect(fired!.words).toBeGreaterThan(bakery!.words);
      expect(fired!.likeness).toBeGreaterThan(bakery!.likeness);
    }
  });

  it("is one for a name that the encoder does not know, where it stands, and nothing elsewhere", () => {
    const [fired, , resigned] = of("Penhow");
    expect(resigned!.words).toBeCloseTo(1);
    expect(fired!.words).toBe(0);
  });

  it("stays within its bounds, whatever is asked", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (question) => {
        for (const { whole, words, aligned } of of(question)) {
          expect(words).toBeGreaterThanOrEqual(0);
          expect(words).toBeLessThanOrEqual(1.0001);
          expect(whole).toBeGreaterThanOrEqual(0);
          expect(whole).toBeLessThanOrEqual(1.61);
          for (const { weight, closeness } of aligned) {
            expect(Number.isFinite(weight)).toBe(true);
            expect(closeness).toBeLessThanOrEqual(1.0001);
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});
