import { isStopWord, stemOf } from "./english.ts";
import type { Lexicon } from "./lexicon.ts";
import { BREAK, type Token } from "./tokens.ts";

/** An expression of several words that the thesaurus has, as it stands in a question. */
export interface Phrase {
  /** Its stems, with a space between. */
  readonly expression: string;
  readonly tokens: readonly Token[];
  /** Its content words, as the question has them. */
  readonly words: readonly string[];
  /** Whether it has more to it than its content words say: "let down", "at the helm", "go public". */
  readonly isIdiom: boolean;
}

/** Verbs that mean little by themselves, as stems: "go public", "take legal action". */
const LIGHT_VERB =
  /^(?:go|take|get|make|have|give|come|put|set|keep|let|turn|bring|do|pai|break|run|hold|call|catch|fall|plai) /u;

/** Between the words of a phrase others may stand: "kick him out". */
const MOST_BETWEEN = 2;

/** English phrases in a question, the longest where they overlap. */
export function phrasesIn(tokens: readonly Token[], { thesaurus }: Lexicon): Phrase[] {
  const stems = tokens.map(({ text }) => (isStopWord(text) ? text : stemOf(text)));
  const found: { readonly expression: string; readonly at: readonly number[] }[] = [];
  stems.forEach((stem, start) => {
    if (!/^[a-z]/u.test(stem)) return;
    thesaurus.eachPhrase(stem, (item) => {
      const expression = thesaurus.text(item);
      const at = placesOf(expression.split(" "), stems, start);
      if (at) found.push({ expression, at });
    });
  });
  const span = (at: readonly number[]) => at.at(-1)! - at[0]!;
  const taken = new Set<number>();
  return found
    .sort((a, b) => b.at.length - a.at.length || span(a.at) - span(b.at))
    .filter(({ at }) => {
      if (at.some((place) => taken.has(place))) return false;
      for (const place of at) taken.add(place);
      return true;
    })
    .map(({ expression, at }) => {
      const own = at.map((place) => tokens[place]!);
      const words = own.map(({ text }) => text).filter((text) => !isStopWord(text));
      const isIdiom = words.length < own.length || LIGHT_VERB.test(expression);
      return { expression, tokens: own, words, isIdiom };
    });
}

/** Where each word of a phrase stands that begins at `start`; null where it does not. */
function placesOf(
  [, ...words]: readonly string[],
  stems: readonly string[],
  start: number,
): number[] | null {
  const at = [start];
  for (const word of words) {
    const from = at.at(-1)! + 1;
    const between = stems.slice(from, from + MOST_BETWEEN + 1).indexOf(word);
    if (between < 0 || stems.slice(from, from + between).includes(BREAK)) return null;
    at.push(from + between);
  }
  return at;
}
