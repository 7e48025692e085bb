import { foldLatin, isStopWord, stemOf } from "../../retrieve/english.ts";
import { foldText } from "../../retrieve/fold.ts";
import type { Lexicon } from "../../retrieve/lexicon.ts";
import { isSoundable, soundMatcher, soundStrength } from "../../retrieve/sounds.ts";
import { formsIn, type KnownNames } from "./known-names.ts";
import { isDate } from "./numbers-in.ts";

export interface NameDeps {
  readonly lexicon: Lexicon;
  readonly names: KnownNames;
}

const PARTS = /[-'’&.]/u;
const LATIN = /\p{Script=Latin}/u;
const LATIN_WORD = /[\p{Script=Latin}\p{M}\p{N}]+(?:[-'’&.][\p{Script=Latin}\p{M}\p{N}]+)*/gu;
/** Letters of scripts that neither language has: what looks like a Latin name need not be one. */
const FOREIGN_WORD = /(?:(?![\p{Script=Latin}\p{Script=Han}])\p{L})+/gu;

/** A capital makes no name of a word that is commoner than this (0 to 1) … */
const ORDINARY_RARITY = 0.7;
/** … nor, where a sentence begins, of one that is commoner than this. */
const INITIAL_RARITY = 0.8;
/** How surely Chinese characters must sound like a Latin name to be it. */
const SURE_SOUND = 0.5;
/** How much oftener (ln) the characters of a Chinese word stand in foreign names than elsewhere. */
const NAMELY = 0.5;

/**
 * The names in a claim that its sources do not have in any form: those of the list, foreign names in Chinese
 * characters, words with capitals or digits in them, words of other scripts.
 */
export function namesLacking(claim: string, sources: string, deps: NameDeps): string[] {
  const known = sourceWords(sources, deps);
  return [
    ...listedLacking(claim, known, deps),
    ...latinLacking(claim, known, deps),
    ...hanLacking(claim, known, deps),
  ];
}

interface SourceWords {
  readonly text: string;
  /** Folded, so that one spelling serves. */
  readonly lower: string;
  readonly words: ReadonlySet<string>;
  readonly listed: ReadonlySet<string>;
}

function sourceWords(sources: string, { lexicon, names }: NameDeps): SourceWords {
  const text = foldText(sources, lexicon);
  const words = [...(text.match(LATIN_WORD) ?? []), ...(text.match(FOREIGN_WORD) ?? [])];
  return {
    text,
    lower: text.toLowerCase(),
    words: new Set(words.flatMap((word) => [word, ...word.split(PARTS)]).map(plain)),
    listed: new Set(names.in(text).flatMap(formsIn)),
  };
}

const plain = (word: string): string => foldLatin(word.replace(/['’]s$/u, ""));

function listedLacking(claim: string, known: SourceWords, { names, lexicon }: NameDeps): string[] {
  return names
    .in(foldText(claim, lexicon))
    .filter((name) => {
      const forms = formsIn(name);
      return !forms.some((form) => known.listed.has(form) || hasForm(known, form));
    })
    .map((name) => formsIn(name)[0]!);
}

const hasForm = ({ lower, words }: SourceWords, form: string): boolean =>
  LATIN.test(form) && !form.includes(" ")
    ? words.has(plain(form))
    : lower.includes(form.toLowerCase());

function latinLacking(claim: string, known: SourceWords, deps: NameDeps): string[] {
  const text = foldText(claim, deps.lexicon);
  const isListed = listedWords(text, deps);
  const isChinese = /\p{Script=Han}/u.test(text);
  return [...text.matchAll(LATIN_WORD), ...text.matchAll(FOREIGN_WORD)]
    .map(({ 0: word, index }) => ({ word, isInitial: !isChinese && beginsSentence(text, index) }))
    .filter(({ word, isInitial }) => isNameLike(word, isInitial, deps.lexicon))
    .filter(({ word }) => !isListed.has(plain(word)) && !isThere(word, known, deps.lexicon))
    .map(({ word }) => word);
}

/** Judged as a whole by the list. */
const listedWords = (text: string, { names }: NameDeps): ReadonlySet<string> =>
  new Set(
    names
      .in(text)
      .flatMap(formsIn)
      .flatMap((form) => [form, ...form.split(/[\s-]+/u)])
      .map(plain),
  );

const beginsSentence = (text: string, at: number): boolean =>
  /(?:^|[.!?;:。！？；：]\s*["“(]?)$/u.test(text.slice(Math.max(0, at - 3), at));

function isNameLike(word: string, isInitial: boolean, lexicon: Lexicon): boolean {
  if (!LATIN.test(word)) return /\p{L}/u.test(word);
  if (/[^\p{ASCII}]/u.test(foldLatin(word))) return true;
  const lower = plain(word);
  if (!/\p{Lu}/u.test(word)) return /\d/u.test(word) && !/^\d+(?:st|nd|rd|th|s|%)?$/u.test(word);
  if (isStopWord(lower) || isDate(lower)) return false;
  if (/\p{Lu}/u.test(word.slice(1)) || /\d/u.test(word) || lower.length < 2) return true;
  const rarity = Math.max(...lower.split(PARTS).map((part) => rarityOf(part, lexicon)));
  return rarity > (isInitial ? INITIAL_RARITY : ORDINARY_RARITY);
}

const rarityOf = (word: string, lexicon: Lexicon): number =>
  isStopWord(word) ? 0 : lexicon.rarity(lexicon.stem(stemOf(word)));

function isThere(word: string, { words, text }: SourceWords, lexicon: Lexicon): boolean {
  const lower = plain(word);
  const parts = lower.split(PARTS);
  if (words.has(lower) || words.has(lower.replace(/s$/u, ""))) return true;
  if (
    parts.length > 1 &&
    parts.every((part) => words.has(part) || rarityOf(part, lexicon) <= ORDINARY_RARITY)
  )
    return true;
  return isSoundable(lower) && soundsIn(lower, text, lexicon);
}

function soundsIn(name: string, text: string, lexicon: Lexicon): boolean {
  const matcher = soundMatcher(name, lexicon);
  for (let at = 0; at < text.length; at++)
    if (soundStrength(matcher.matchAt(text, at, () => true).evidence) >= SURE_SOUND) return true;
  return false;
}

/** Dictionary words that are names made of the characters that foreign names are written with. */
function hanLacking(claim: string, known: SourceWords, { lexicon, names }: NameDeps): string[] {
  const text = foldText(claim, lexicon);
  const listed = new Set(names.in(text).flatMap(formsIn));
  const lacking: string[] = [];
  for (let at = 0; at < text.length;) {
    let end = at + 1;
    let head = -1;
    lexicon.headwordsAt(text, at, (to, found) => {
      if (to >= end) [end, head] = [to, found];
    });
    const word = text.slice(at, end);
    at = end;
    if (head < 0 || word.length < 2 || !lexicon.isName(head) || !isNamely(word, lexicon)) continue;
    if (known.text.includes(word) || [...listed].some((form) => form.includes(word))) continue;
    const glosses: number[] = [];
    lexicon.eachGloss(head, (stem) => glosses.push(stem));
    const isTranslated = [...known.words].some((source) =>
      glosses.includes(lexicon.stem(stemOf(source))),
    );
    if (!isTranslated) lacking.push(word);
  }
  return lacking;
}

const isNamely = (word: string, { sounds }: Lexicon): boolean =>
  Array.from(word).reduce(
    (sum, { length }, at) => sum + (length === 1 ? sounds.nameliness(word.charCodeAt(at)) : 0),
    0,
  ) /
    word.length >=
  NAMELY;
