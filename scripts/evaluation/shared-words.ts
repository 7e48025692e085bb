import { isChineseStopWord } from "../../src/retrieve/chinese.ts";
import { foldLatin, isStopWord } from "../../src/retrieve/english.ts";
import type { Lexicon } from "../../src/retrieve/lexicon.ts";
import { BREAK, isHan, tokenise } from "../../src/retrieve/tokens.ts";
import type { Question } from "./questions.ts";

/**
 * The content words of the Chinese question that stand in one of its gold sentences, or in what was asked there:
 * dictionary words of two characters and more, numbers and Latin words, but not the names of whoever speaks,
 * who are in every question. A question that shares none is `distant`, whoever wrote it.
 *
 * @param asked the interviewer's questions that the gold sentences answer
 */
export function sharedWords(
  { zh, gold }: Pick<Question, "zh" | "gold">,
  asked: readonly string[],
  lexicon: Lexicon,
): string[] {
  const names = new Set(
    gold.flatMap(({ speaker, quoted_speaker }) =>
      foldLatin(`${speaker ?? ""} ${quoted_speaker ?? ""}`).split(" "),
    ),
  );
  const words = tokenise(zh, lexicon).map(({ text }) => text);
  const said = [...gold.map(({ quote }) => quote), ...asked].map((sentence) =>
    tokenise(sentence, lexicon)
      .map(({ text }) => text)
      .join(""),
  );
  return [...new Set(words)].filter(
    (word) => isContentWord(word) && !names.has(word) && said.some((text) => text.includes(word)),
  );
}

const isContentWord = (word: string): boolean =>
  word !== BREAK && (isHan(word) ? word.length > 1 && !isChineseStopWord(word) : !isStopWord(word));
