import { describe, expect, it } from "vitest";
import { createSourceChooser } from "../../../src/answer/model/choose-sources.ts";
import { estimateTokens } from "../../../src/answer/model/estimate-tokens.ts";
import { sourceLines } from "../../../src/answer/model/prompt.ts";
import { shippedApp } from "../../support/app.ts";

const { corpus } = await shippedApp();
const everything = corpus.interviews.flatMap(({ interview }) =>
  interview.sentences.map(({ id }) => id),
);
const idsOf = (sources: ReturnType<ReturnType<typeof createSourceChooser>>) =>
  sources.map(({ sentence }) => sentence.id);

describe("what a model is given to read", () => {
  it("is everything when that fits, whatever was found", () => {
    const choose = createSourceChooser(corpus, 12_000);
    expect(idsOf(choose({ passages: [5], candidates: [] }))).toEqual(everything);
  });

  it("is the nearest passages otherwise, in the order of the document and within the budget", () => {
    const tokens = 700;
    const sources = createSourceChooser(
      corpus,
      tokens,
    )({ passages: [9, 2, 14, 4, 7], candidates: [] });
    const ids = idsOf(sources);
    expect(estimateTokens(sourceLines(sources))).toBeLessThanOrEqual(tokens);
    expect(ids).toEqual(everything.filter((id) => ids.includes(id)));
    for (const { sentence } of corpus.passage(9)) expect(ids).toContain(sentence.id);
    expect(ids.length).toBeLessThan(everything.length);
  });

  it("is the beginning when nothing was found", () => {
    const sources = createSourceChooser(corpus, 700)({ passages: [], candidates: [] });
    expect(idsOf(sources)[0]).toBe(everything[0]);
  });
});
