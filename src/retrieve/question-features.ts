import { bigramFeature, chineseFeature, chineseNameFeature } from "./chinese-feature.ts";
import { isChineseStopWord } from "./chinese.ts";
import { isStopWord, stemOf } from "./english.ts";
import type { Feature } from "./feature.ts";
import { Matches } from "./feature.ts";
import { heardNames, type SoundableNames } from "./heard-names.ts";
import {
  latinFeature,
  NAME_RARITY,
  partnersOf,
  phraseFeature,
  pinyinNameFeature,
} from "./latin-feature.ts";
import type { Lexicon } from "./lexicon.ts";
import { phrasesIn } from "./phrases.ts";
import { pinyinNames } from "./pinyin-names.ts";
import { bigramsOf } from "./term-index.ts";
import type { TermIndex } from "./term-index.ts";
import { withoutFrame } from "./question-frame.ts";
import { BREAK, isHan, isNumber, tokenise } from "./tokens.ts";
import type { Token } from "./tokens.ts";

/** Listening for a name goes through the whole corpus; a question of 2,000 characters may not do it at will. */
const MOST_NAMES_LISTENED_FOR = 8;
/** Figures of three and more are years and amounts; smaller ones count all sorts of things. */
const numberRarity = (figures: string) => (figures.length > 2 ? 1 : 0.6);
const LONGEST_NAME = 8;
const PART_WEIGHT = 0.3;

/** What a question asks about, each thing once, with where the corpus has it. */
export function questionFeatures(
  question: string,
  index: TermIndex,
  lexicon: Lexicon,
  soundable: SoundableNames,
): Feature[] {
  const tokens = tokenise(withoutFrame(question), lexicon);
  const features = new Map<string, Feature>();
  const add = (key: string, make: () => Feature) => {
    if (!features.has(key)) features.set(key, make());
  };
  let names = 0;
  const mayListen = () => ++names <= MOST_NAMES_LISTENED_FOR;
  const inName = new Set<Token>();
  for (const name of pinyinNames(tokens).filter(mayListen)) {
    const feature = pinyinNameFeature(
      name.map(({ text }) => text),
      index,
      lexicon,
    );
    if (!feature) continue;
    for (const word of name) inName.add(word);
    add(feature.text, () => feature);
  }
  const inPhrase = new Set<Token>();
  for (const phrase of phrasesIn(tokens, lexicon)) {
    const feature = phraseFeature(phrase, index, lexicon);
    // "Board member" is also what its words are; "let down" is nothing but what it is as a whole.
    if (!phrase.isIdiom && feature.matches.length === 0) continue;
    for (const token of phrase.tokens) inPhrase.add(token);
    add(phrase.expression, () => feature);
  }
  for (const run of chineseRuns(tokens).flatMap(withoutHeardNames)) {
    for (const { text, isName } of joinNames(run, lexicon)) {
      if (isName) add(text, () => chineseNameFeature(text, index, lexicon, soundable, mayListen));
      else if (!isChineseStopWord(text))
        add(text, () => chineseFeature(text, index, lexicon, soundable, mayListen));
    }
    for (const pair of bigramsOf(run.join("")))
      add(`bigram ${pair}`, () => bigramFeature(pair, index));
  }
  function withoutHeardNames(run: readonly string[]): string[][] {
    const heard = heardNames(run, soundable, index, lexicon);
    for (const { feature } of heard) add(feature.text, () => feature);
    return [{ to: 0 }, ...heard].map(({ to }, i) => run.slice(to, heard[i]?.from));
  }
  const latin = tokens.filter(({ text }) => text !== BREAK && !isHan(text) && !isStopWord(text));
  const words = latin.filter(({ text }) => !isNumber(text));
  const partners = partnersOf(
    words.map(({ text }) => lexicon.stem(stemOf(text))),
    index,
  );
  for (const token of latin) {
    const { text } = token;
    if (inName.has(token)) continue;
    if (isNumber(text)) add(text, () => numberFeature(text, index));
    else {
      const isName = looksLikeName(token, tokens, lexicon);
      add(text, () => {
        const feature = latinFeature(
          { text, isName },
          partners,
          index,
          lexicon,
          soundable,
          mayListen,
        );
        return inPhrase.has(token) ? asPart(feature) : feature;
      });
    }
  }
  return [...features.values()];
}

/** A word that a phrase already stands for: no evidence of its own, and less to go by. */
const asPart = (feature: Feature): Feature => ({ ...feature, kind: "part", weight: PART_WEIGHT });

function numberFeature(text: string, index: TermIndex): Feature {
  const matches = new Matches(index);
  matches.addTerm(index.termOf.get(text), 1);
  return { text, kind: "number", weight: 1, rarity: numberRarity(text), matches: matches.list() };
}

/** A capital inside a sentence is a name's; at its beginning it says nothing, nor does it in a headline. */
function looksLikeName(token: Token, tokens: readonly Token[], lexicon: Lexicon): boolean {
  if (!token.capital) return false;
  const words = tokens.filter(({ text }) => text !== BREAK && !isHan(text) && !isNumber(text));
  const isHeadline = words.length > 3 && words.every(({ capital }) => capital);
  const isOrdinary = isHeadline || (token === tokens[0] && words.length > 1);
  return !isOrdinary || lexicon.rarity(lexicon.stem(stemOf(token.text))) > NAME_RARITY;
}

function chineseRuns(tokens: readonly Token[]): string[][] {
  const runs: string[][] = [[]];
  for (const { text } of tokens) {
    if (isHan(text)) runs.at(-1)!.push(text);
    else runs.push([]);
  }
  return runs.filter((run) => run.length > 0);
}

/** Joins characters in a row that names are written with, and names that such a row begins with or has in it. */
function joinNames(
  words: readonly string[],
  lexicon: Lexicon,
): { text: string; isName: boolean }[] {
  const isOfNames = (character: string) => lexicon.sounds.nameliness(character.charCodeAt(0)) > 0;
  const isNamely = (word: string) =>
    !isChineseStopWord(word) &&
    (word.length === 1 || isForeignName(word)) &&
    Array.from(word).every(isOfNames);
  const isForeignName = (word: string) => {
    const head = lexicon.headword(word);
    return head < 0 || lexicon.isName(head);
  };
  const joined: { text: string; isName: boolean }[] = [];
  words.forEach((text, index) => {
    const last = joined.at(-1);
    const goesOn = isNamely(text) && isNamely(words[index - 1] ?? "");
    if (last && goesOn && last.text.length < LONGEST_NAME)
      joined[joined.length - 1] = { text: last.text + text, isName: true };
    else joined.push({ text, isName: false });
  });
  return joined;
}
