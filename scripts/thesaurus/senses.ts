import { foldLatin, isStopWord, stemOf } from "../../src/retrieve/english.ts";
import { isChineseStopWord } from "../../src/retrieve/chinese.ts";

/** One sense of a word: what means the same, and what only has to do with it, in both languages together. */
export interface Sense {
  readonly head: string;
  readonly near: readonly string[];
  readonly related: readonly string[];
}

const COLUMNS = 5;

/**
 * Reads lines of `word TAB near TAB related TAB near in the other language TAB related there`, with commas between
 * expressions.
 *
 * @throws Error naming file and line where one has other columns
 */
export function readSenses(text: string, file: string): Sense[] {
  return text.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    const columns = line.split("\t");
    if (columns.length !== COLUMNS)
      throw new Error(`${file}:${index + 1} has ${columns.length} columns, not ${COLUMNS}`);
    const [[head = ""], near, related, nearThere, relatedThere] = columns.map(expressionsIn) as [
      string[],
      string[],
      string[],
      string[],
      string[],
    ];
    if (head === "") return [];
    return [{ head, near: [...near, ...nearThere], related: [...related, ...relatedThere] }];
  });
}

const expressionsIn = (column: string): string[] =>
  column
    .split(/[,，、;；]/u)
    .map(expressionOf)
    .filter((expression) => expression !== "");

/** What stands for anybody or anything in a phrase: "let somebody go". */
const PLACEHOLDER = /^(?:one|ones|somebody|someone|something|sb|sth|s|oneself|to|a|an|the|be)$/u;

/** What begins so is a question or a sentence, and says nothing more than its words do. */
const SENTENCE =
  /^(?:wh(?:o|at|en|ere|ich|y)|how|i|you|he|she|it|we|they|this|that|these|those|is|are|was|were|did|does|do|has|have|can|could|will|would|should)$/u;

/** As the thesaurus has it: Chinese as written, English as stems; empty for what cannot be looked up. */
export function expressionOf(written: string): string {
  const text = written.normalize("NFKC").trim().toLowerCase();
  if (/\p{Script=Han}/u.test(text)) {
    const chinese = text.replace(/\s+/gu, "");
    return /^[\u3007\u3400-\u9fff]{1,10}$/u.test(chinese) && !isChineseStopWord(chinese)
      ? chinese
      : "";
  }
  const words = (foldLatin(text).match(/[a-z]+|\d+/gu) ?? []).filter(
    (word) => !PLACEHOLDER.test(word),
  );
  if (words.length === 0 || words.length > 5 || words.every(isStopWord)) return "";
  if (words.length > 1 && SENTENCE.test(words[0]!)) return "";
  return words.map((word) => (isStopWord(word) ? word : stemOf(word))).join(" ");
}
