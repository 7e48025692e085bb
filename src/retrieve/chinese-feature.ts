import type { Feature } from "./feature.ts";
import { Matches } from "./feature.ts";
import type { SoundableNames } from "./heard-names.ts";
import type { Lexicon } from "./lexicon.ts";
import { addLikes, unitsWithRun } from "./likes.ts";
import { meaningOf } from "./meaning.ts";
import { figuresOf } from "./numbers.ts";
import { soundMatcher, soundStrength } from "./sounds.ts";
import { addGlosses, addSynonyms } from "./synonyms.ts";
import type { TermIndex } from "./term-index.ts";

/** One character says less than a word; and pairs of characters say again what words say. */
const CHARACTER_WEIGHT = 0.4;
const BIGRAM_WEIGHT = 0.2;
/** ln of the count of the commonest words, of which rarity is what is missing. */
const COMMONEST = 13;

/** A Chinese word of a question: as it is, as part of longer words, by what is like it, by its gloss. */
export function chineseFeature(
  word: string,
  index: TermIndex,
  lexicon: Lexicon,
  soundable: SoundableNames,
  mayListen: () => boolean,
): Feature {
  const head = lexicon.headword(word);
  const isName = head >= 0 && lexicon.isName(head);
  const matches = new Matches(index);
  matches.addTerm(index.termOf.get(word), 1);
  const figures = figuresOf(word);
  if (figures) matches.addTerm(index.termOf.get(figures), 1);
  addLikes(word, matches, index, lexicon);
  const meaning = meaningOf(word, lexicon);
  if (head >= 0) addGlosses(head, meaning, matches, index, lexicon);
  if (word.length > 1) {
    if (head >= 0) addSynonyms(head, meaning, matches, index, lexicon);
    if (!index.termOf.has(word)) addParts(word, matches, index);
    if (isName && matches.evidence < 0.8 && mayListen())
      addLatinNames(word, matches, soundable, lexicon);
  }
  return {
    text: word,
    kind: figures ? "number" : isName ? "name" : "word",
    weight: word.length > 1 ? 1 : CHARACTER_WEIGHT,
    rarity: head < 0 ? 1 : Math.max(0, 1 - lexicon.logCount(head) / COMMONEST),
    matches: matches.list(),
  };
}

/** Characters that no word joins and that names are written with, such as 阿尔特曼. */
export function chineseNameFeature(
  name: string,
  index: TermIndex,
  lexicon: Lexicon,
  soundable: SoundableNames,
  mayListen: () => boolean,
): Feature {
  const matches = new Matches(index);
  addParts(name, matches, index);
  if (mayListen()) addLatinNames(name, matches, soundable, lexicon);
  return { text: name, kind: "name", weight: 1, rarity: 1, matches: matches.list() };
}

export function bigramFeature(text: string, { bigrams }: TermIndex): Feature {
  const postings = bigrams.get(text);
  const matches = postings ? [{ form: text, strength: 1, evidence: 0, ...postings }] : [];
  return { text, kind: "part", weight: BIGRAM_WEIGHT, rarity: 1, matches };
}

/** A word that the text divides otherwise stands wherever all its pairs of characters do. */
function addParts(word: string, matches: Matches, index: TermIndex): void {
  const units = unitsWithRun(word, index);
  if (units.length > 0)
    matches.add({ form: word, strength: 1, evidence: 1, units, counts: units.map(() => 1) });
}

/** Latin names in the text that sound like the Chinese one. */
function addLatinNames(
  name: string,
  matches: Matches,
  soundable: SoundableNames,
  lexicon: Lexicon,
): void {
  for (const { text, term } of soundable) {
    const isEnd = (end: number) => end === name.length;
    matches.addTerm(
      term,
      soundStrength(soundMatcher(text, lexicon).matchAt(name, 0, isEnd).evidence),
    );
  }
}
