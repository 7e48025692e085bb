import { describe, expect, it } from "vitest";
import { parseQuotesQuery } from "../../src/answer/parse-quotes-query.ts";
import { complete } from "../../src/terminal/completion.ts";

const facts = { speakers: ["记者", "Sam Altman", "Mira Murati"], quotes: [1, 2] };
const speakers = facts.speakers.map((name) => ({ name, role: "interviewee" as const }));
const candidates = (line: string) => complete(line, facts)[0];

describe("the Tab key", () => {
  it("completes commands, with a blank where something follows", () => {
    expect(candidates("/qu")).toEqual(["/quotes ", "/quit"]);
    expect(candidates("／SUM")).toEqual(["/summary "]);
    expect(candidates("/")).toHaveLength(10);
  });

  it("completes speakers by any part of the name, in quotation marks where there are blanks", () => {
    expect(complete("/quotes --speaker mur", facts)).toEqual([['"Mira Murati" '], "mur"]);
    expect(complete('/quotes --speaker "Sam Al', facts)).toEqual([['"Sam Altman" '], '"Sam Al']);
    expect(candidates("/quotes --speaker=记")).toEqual(["记者 "]);
    expect(candidates("/quotes --speaker ")).toHaveLength(3);
    expect(candidates("/quotes --sp")).toEqual(["--speaker "]);
  });

  it("offers speakers that the command then understands", () => {
    for (const [i, candidate] of candidates("/quotes --speaker ").entries())
      expect(parseQuotesQuery(`--speaker ${candidate}topic`, speakers)).toEqual({
        speaker: facts.speakers[i],
        topic: "topic",
        unknown: null,
      });
  });

  it("completes what the other commands take", () => {
    expect(candidates("/lang ")).toEqual(["zh", "en", "auto"]);
    expect(candidates("/lang z")).toEqual(["zh"]);
    expect(candidates("/history c")).toEqual(["clear"]);
    expect(candidates("/context ")).toEqual(["1", "2"]);
  });

  it.each(["", "why did he", "/quotes safety", "/constructor ", '/quotes --speaker "Sam Altman" '])(
    "leaves %j alone",
    (line) => {
      expect(candidates(line)).toEqual([]);
    },
  );
});
