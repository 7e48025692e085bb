import { isChineseStopWord } from "./chinese.ts";
import type { Feature } from "./feature.ts";
import { Matches } from "./feature.ts";
import { NAME_RARITY } from "./latin-feature.ts";
import type { Lexicon } from "./lexicon.ts";
import { unitsWithRun } from "./likes.ts";
import { isSoundable, soundMatcher, soundStrength } from "./sounds.ts";
import type { TermIndex } from "./term-index.ts";

/** Latin words of a text that a Chinese question may write in characters, by their terms. */
export type SoundableNames = readonly { readonly text: string; readonly term: number }[];

/** More Latin words than these are the words of a long Latin text; the rarest of them are its names. */
const MOST_NAMES = 300;

export function soundableNames({ terms }: TermIndex, lexicon: Lexicon): SoundableNames {
  return terms
    .flatMap(({ kind, text }, term) => {
      const rarity = kind === "latin" && isSoundable(text) ? lexicon.rarity(lexicon.stem(text)) : 0;
      return rarity > NAME_RARITY - 0.1 ? [{ text, term, rarity }] : [];
    })
    .sort((one, other) => other.rarity - one.rarity)
    .slice(0, MOST_NAMES);
}

/** A name in a run of Chinese words: 塔|恩|贝克, which the text writes "Tarnbeck". */
export interface HeardName {
  /** Its first word and the one after its last, by their places in the run. */
  readonly from: number;
  readonly to: number;
  readonly feature: Feature;
}

/** A name has no more words than it has characters, and few have more than these. */
const MOST_WORDS = 8;
/**
 * ln of how much likelier than chance a likeness must be. Questions that do not name anybody of another interview reached
 * 8.5 among words of two characters and more, and seldom 5 where no dictionary has such a word.
 */
const LEAST_AMONG_WORDS = 9;
const LEAST_AMONG_CHARACTERS = 5;
/** ln of the count from which on a word of two characters is an ordinary one, and no part of a name. */
const ORDINARY_FROM = 7;
/** Beyond this a question is no question, and listening for all names takes long. */
const LONGEST_RUN = 200;

/** The names that some words of a question sound like, none overlapping. */
export function heardNames(
  words: readonly string[],
  names: SoundableNames,
  index: TermIndex,
  lexicon: Lexicon,
): HeardName[] {
  const text = words.join("");
  if (text.length > LONGEST_RUN || names.length === 0) return [];
  const cuts = [0];
  for (const word of words) cuts.push(cuts.at(-1)! + word.length);
  const mayBePart = words.map((word) => {
    if (isChineseStopWord(word)) return false;
    const head = word.length > 1 ? lexicon.headword(word) : -1;
    return head < 0 || lexicon.isName(head) || lexicon.logCount(head) < ORDINARY_FROM;
  });
  const heard = names.flatMap(({ text: letters, term }) => {
    const matcher = soundMatcher(letters, lexicon);
    return words.flatMap((_word, from) => {
      if (!mayBePart[from]) return [];
      const { end, evidence } = matcher.matchAt(text, cuts[from]!, (at) => {
        const to = cuts.indexOf(at);
        return to > from && to - from <= MOST_WORDS && mayBePart[to - 1]!;
      });
      if (end < 0) return [];
      const to = cuts.indexOf(end);
      const isUnknown = words.slice(from, to).every(({ length }) => length === 1);
      const least = isUnknown ? LEAST_AMONG_CHARACTERS : LEAST_AMONG_WORDS;
      if (evidence < least || isWritten(words.slice(from, to), index)) return [];
      return [{ from, to, evidence, term }];
    });
  });
  heard.sort((one, other) => other.evidence - one.evidence || one.from - other.from);
  const kept: HeardName[] = [];
  for (const { from, to, evidence, term } of heard) {
    if (kept.some((other) => from < other.to && other.from < to)) continue;
    const matches = new Matches(index);
    matches.addTerm(term, soundStrength(evidence + HEARD_WHOLE));
    const name = words.slice(from, to).join("");
    const feature: Feature = {
      text: name,
      kind: "name",
      weight: 1,
      rarity: 1,
      matches: matches.list(),
    };
    kept.push({ from, to, feature });
  }
  return kept.sort((one, other) => one.from - other.from);
}

/** What the text has in characters itself needs not be heard in its Latin words. */
const isWritten = (words: readonly string[], index: TermIndex): boolean =>
  words.some((word) => word.length > 1 && index.termOf.has(word)) ||
  unitsWithRun(words.join(""), index).length > 0;

/** A text has few names to be taken for; in a whole text somewhere much sounds like a name (`soundStrength`). */
const HEARD_WHOLE = 4;
