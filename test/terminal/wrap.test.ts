import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnsOf, wrap } from "../../src/terminal/wrap.ts";

const CHINESE = "“我花了几分钟才从震惊中恢复过来，克服了自我和情绪，”他说：“是的，我当然愿意！”";

describe("wrapping", () => {
  it("breaks Chinese anywhere but before what closes and after what opens", () => {
    for (let columns = 16; columns < 60; columns++) {
      const lines = wrap(CHINESE, columns);
      expect(lines.join("")).toBe(CHINESE);
      for (const line of lines) {
        expect(columnsOf(line)).toBeLessThanOrEqual(columns);
        expect(line).not.toMatch(/^[，。！：”]|[“]$/u);
      }
    }
  });

  it("does not leave a short line where Chinese follows a word in Latin letters", () => {
    expect(wrap("你刚才在 X 上提到显然存在一些误解", 20)).toEqual([
      "你刚才在 X 上提到显",
      "然存在一些误解",
    ]);
  });

  it("breaks English at blanks, and a word only when it is wider than the line", () => {
    expect(wrap("why did he come back", 9)).toEqual(["why did", "he come", "back"]);
    expect(wrap("an incomprehensibility", 8)).toEqual(["an", "incompre", "hensibil", "ity"]);
  });

  it("never breaks an address", () => {
    const url = `https://example.com/${"long/".repeat(20)}`;
    expect(wrap(`采访原文：${url}。后文`, 24)).toEqual(["采访原文：", `${url}。`, "后文"]);
  });

  it("loses nothing but blanks and keeps to its columns", () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from("aZ 中文，。（“”）😀é-—…")) });
    fc.assert(
      fc.property(text, fc.integer({ min: 16, max: 50 }), (words, columns) => {
        const lines = wrap(words, columns);
        expect(lines.join("").replaceAll(" ", "")).toBe(words.replaceAll(" ", ""));
        for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(columns);
      }),
    );
  });
});
