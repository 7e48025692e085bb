import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quoteOf } from "../../src/interview/quote-of.ts";
import { bare } from "./check-quote.ts";

describe("a quote", () => {
  it.each([
    ["**重要。**然后", "重要。然后"],
    ["*one* _two_ __three__ ***four***", "one two three four"],
    ["**a *b***", "a b"],
    ["关于模型Q* 方面", "关于模型Q* 方面"],
    ["**在模型Q* 方面**", "在模型Q* 方面"],
    ["Q* 和 A* 都是算法", "Q* 和 A* 都是算法"],
    ["3*4 and 5*6, 2**3 and 4**5", "3*4 and 5*6, 2**3 and 4**5"],
    ["snake_case_name 是_名字_吗", "snake_case_name 是_名字_吗"],
    ["call `__init__` **now**", "call `__init__` now"],
    ["他说**第一。", "他说第一。"],
    ["a ** b", "a ** b"],
    ["\\*not emphasis\\*", "\\*not emphasis\\*"],
  ])("without its markers: %j", (slice, quote) => {
    expect(quoteOf(slice)).toBe(quote);
  });

  it.each([
    ["《The\nVerge》", "《The Verge》"],
    ["解雇\n了他", "解雇了他"],
    ["太糟糕了。”\n“我花了", "太糟糕了。”“我花了"],
    ["said “\r\nHello", "said “ Hello"],
    ["的  \n  **方面**", "的方面"],
    ["かな\nカナ", "かなカナ"],
    ["见 https://a.com/b-\nc-d", "见 https://a.com/b-c-d"],
    ["well-\nknown", "well- known"],
    ["한국\n어", "한국 어"],
  ])("without its line wraps: %j", (slice, quote) => {
    expect(quoteOf(slice)).toBe(quote);
  });

  it("keeps every letter of any text, and is its own quote", () => {
    const part = fc.constantFrom(
      ..."*,**,***,_,__,`,\\,\n, ,a,Q,1,中,。,”,“,-,(,)".split(","),
      "https://a.com/",
      "👩‍👩‍👧",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const slice = parts.join("");
        const quote = quoteOf(slice);
        expect(bare(quote)).toBe(bare(slice));
        expect(quote).not.toMatch(/\n/u);
      }),
      { numRuns: 2_000 },
    );
  });
});
