import type { Speaker } from "../interview/interview.ts";
import { foldLatin } from "../retrieve/english.ts";
import { isMisspelt } from "../retrieve/misspelt-names.ts";
import { nameParts } from "./speakers.ts";

const LATIN_WORD = /(?<![\p{L}\p{N}])\p{Script=Latin}+(?![\p{Script=Latin}\p{N}])/gu;

/**
 * A question with the speakers' names spelt as the library spells them: "What did Muratti say?" A word that the
 * library knows is no slip, nor is one that could be two names.
 */
export function mendNames(
  text: string,
  speakers: readonly Speaker[],
  knows: (word: string) => boolean,
): string {
  const parts = [...new Set(speakers.flatMap(({ name }) => nameParts(name)))].filter((part) =>
    /^\p{Script=Latin}+$/u.test(part),
  );
  return text.replace(LATIN_WORD, (word) => {
    const meant = parts.filter((part) => isMisspelt(foldLatin(word), foldLatin(part)));
    return meant.length === 1 && !knows(word) ? meant[0]! : word;
  });
}
