import { describe, expect, it } from "vitest";
import { parseQuotesQuery } from "../../src/answer/parse-quotes-query.ts";

const speakers = [
  { name: "记者", role: "interviewer" as const },
  { name: "Sam Altman", role: "interviewee" as const },
  { name: "Mira Murati", role: "interviewee" as const },
];
const parse = (text: string) => parseQuotesQuery(text, speakers);
const of = (speaker: string | null, topic: string) => ({ speaker, topic, unknown: null });

describe("what follows /quotes", () => {
  it.each([
    ["安全", of(null, "安全")],
    ["  ", of(null, "")],
    ["@murati 安全", of("Mira Murati", "安全")],
    ["＠Mira Murati safety first", of("Mira Murati", "safety first")],
    ["@mira_murati safety", of("Mira Murati", "safety")],
    ["@記者 安全", of("记者", "安全")],
    ["@altman", of("Sam Altman", "")],
    ["--speaker murati 安全", of("Mira Murati", "安全")],
    ['--speaker="Sam Altman" AGI', of("Sam Altman", "AGI")],
    ["—speaker “Sam Altman” AGI", of("Sam Altman", "AGI")],
    ["--speaker altman", of("Sam Altman", "")],
    ["safety @murati", of(null, "safety @murati")],
    ["@Muratti safety", of("Mira Murati", "safety")],
    ["@Mira Muratti 安全", of("Mira Murati", "安全")],
    ["@murati 钱", of("Mira Murati", "钱")],
    ["@atlman 5", of("Sam Altman", "5")],
    ["--speaker atlman AGI", of("Sam Altman", "AGI")],
  ])("%j", (text, query) => {
    expect(parse(text)).toEqual(query);
  });

  it("says which name is nobody's", () => {
    expect(parse("@musk Mars")).toMatchObject({ speaker: null, unknown: "musk" });
    expect(parse("--speaker 'Elon Musk' Mars")).toMatchObject({ unknown: "Elon Musk" });
    expect(parse("@mita Mars")).toMatchObject({ speaker: null, unknown: "mita" });
    expect(parse("@")).toMatchObject({ unknown: "" });
  });
});
