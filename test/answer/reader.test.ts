import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rankCandidates } from "../../src/answer/candidates.ts";
import { bestsOf, retrieveFor } from "../../src/answer/look-up.ts";
import { readCandidates } from "../../src/answer/read-candidates.ts";
import { loadReader } from "../../src/answer/reader.ts";
import { speakersOf } from "../../src/answer/speakers.ts";
import { supportFeatures } from "../../src/answer/support.ts";
import { understand } from "../../src/answer/understand.ts";
import { UserError } from "../../src/errors.ts";
import { exactRetriever } from "../../scripts/evaluation/exact-retriever.ts";
import { shippedApp } from "../support/app.ts";

const app = await shippedApp();
const { corpus } = app;
const file = new URL("../../data/reader.json", import.meta.url);
const reader = loadReader(file);
const retriever = exactRetriever(app);

async function read(question: string) {
  const understood = understand(question, speakersOf(corpus));
  if (understood.kind !== "question") return null;
  const retrieval = await retrieveFor(understood, { corpus, retriever });
  const { text } = understood;
  const ranked = rankCandidates(text, retrieval, corpus);
  const features = supportFeatures(text, retrieval.terms, bestsOf(retrieval, corpus));
  return { ranked, ...readCandidates(text, ranked, retrieval, features, { corpus, reader }) };
}

describe("reading candidates", () => {
  it("keeps each of them once, best first, whatever is asked", async () => {
    const words = fc.constantFrom(
      ..."董事会 为什么 多少 who When 解雇 board 4 Zx 吗 😀".split(" "),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 7 }), async (some) => {
        const found = await read(some.join(" "));
        if (!found) return;
        const { ranked, candidates, answers } = found;
        expect(new Set(candidates.map(({ sentence }) => sentence.sentence.id))).toEqual(
          new Set(ranked.map(({ sentence }) => sentence.sentence.id)),
        );
        const scores = candidates.map(({ score }) => score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
        for (const score of scores) expect(score > 0 && score <= 1).toBe(true);
        expect(Number.isNaN(answers)).toBe(false);
        expect(answers > -Infinity).toBe(ranked.length > 0);
      }),
      { numRuns: 60 },
    );
  });

  it("is surer of what the interview speaks of than of what it does not", async () => {
    const of = async (question: string) => (await read(question))!.answers;
    expect(await of("治理结构有问题吗？")).toBeGreaterThan(await of("海边的面包店几点开门？"));
    expect(await of("Is the governance structure a problem?")).toBeGreaterThan(
      await of("When does the bakery on the beach open?"),
    );
  });
});

describe("the reader's weights", () => {
  it("are not used when they are missing or damaged", () => {
    const directory = mkdtempSync(join(tmpdir(), "verbatim-reader-"));
    try {
      const path = pathToFileURL(join(directory, "reader.json"));
      expect(() => loadReader(path)).toThrow(UserError);
      writeFileSync(path, readFileSync(file, "utf8").slice(0, 5000));
      expect(() => loadReader(path)).toThrow(/fit them again/u);
      writeFileSync(
        path,
        readFileSync(file, "utf8").replace(/"word":\[\[[^,]+,/u, '"word":[[null,'),
      );
      expect(() => loadReader(path)).toThrow(UserError);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
