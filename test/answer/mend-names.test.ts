import { describe, expect, it } from "vitest";
import { mendNames } from "../../src/answer/mend-names.ts";
import type { Speaker } from "../../src/interview/interview.ts";

const speakers: Speaker[] = [
  { name: "Sam Altman", role: "interviewee" },
  { name: "Mira Murati", role: "interviewee" },
  { name: "Søren Halvorsen", role: "interviewee" },
  { name: "Alex Heath", role: "interviewer" },
];
const mended = (text: string, known: readonly string[] = []) =>
  mendNames(text, speakers, (word) => known.includes(word));

describe("a speaker's name with a slip in it", () => {
  it.each([
    ["What did Muratti say?", "What did Murati say?"],
    ["atlman为什么回来", "Altman为什么回来"],
    ["Halversen's view", "Halvorsen's view"],
    ["Halvorsén?", "Halvorsén?"],
  ])("%s is read as %s", (text, right) => {
    expect(mended(text)).toBe(right);
  });

  it("is left as it is where it is short, another word, or far from any name", () => {
    for (const text of ["What did Mita say?", "Why Sem?", "What about Musk, Brockman or Toner?"])
      expect(mended(text)).toBe(text);
    expect(mended("the altmans of the world", ["altmans"])).toBe("the altmans of the world");
  });

  it("is left as it is where two names are meant as likely", () => {
    const two: Speaker[] = [
      { name: "Anna Larsen", role: "interviewee" },
      { name: "Jon Larson", role: "interviewee" },
    ];
    expect(mendNames("What did Larssn say?", two, () => false)).toBe("What did Larssn say?");
    expect(mendNames("What did Larsn say?", two, () => false)).toBe("What did Larsn say?");
  });
});
