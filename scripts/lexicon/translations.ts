import { isStopWord, stemOf } from "../../src/retrieve/english.ts";
import type { GlossWord } from "./glosses.ts";
import type { DictionaryRow } from "./sources.ts";

/** By Chinese word, the English words of which it is a translation. */
export type Translations = ReadonlyMap<string, readonly GlossWord[]>;

/** Places in lists of words by frequency: what is rarer is hardly asked about, and often a name. */
const RAREST = 20_000;
const MOST_TRANSLATIONS = 12;
/** What a Chinese word is said to mean by its own entry comes first; then, two by two, what it translates. */
const senseOf = (place: number) => 1 + Math.round(place / 2);

/**
 * Reads an English–Chinese dictionary the other way round. It has that a 解雇 is a "severance" and a "boot", too, where
 * the Chinese–English one stops at "to fire" and "to dismiss".
 */
export function translationsOf(rows: readonly DictionaryRow[]): Translations {
  const byChinese = new Map<string, Map<string, GlossWord>>();
  for (const { word, translation, bnc, frq } of rows) {
    const place = Math.min(...[bnc, frq].map(Number).filter((rank) => rank > 0), Infinity);
    if (!/^[a-z]{2,24}$/iu.test(word) || isStopWord(word.toLowerCase()) || place > RAREST) continue;
    const stem = stemOf(word.toLowerCase());
    translated(translation).forEach((forms, index) => {
      for (const form of forms) {
        const known = byChinese.get(form) ?? new Map<string, GlossWord>();
        byChinese.set(form, known);
        const sense = Math.min(senseOf(index), known.get(stem)?.sense ?? Infinity);
        known.set(stem, { stem, words: 1, sense });
      }
    });
  }
  return new Map([...byChinese].map(([word, glosses]) => [word, [...glosses.values()]]));
}

/** "n. 理由, 原因\\nvt. 说服\\n[法] …", a line for each part of speech; terms of a trade are left out. */
function translated(translation: string): string[][] {
  return translation
    .split("\\n")
    .filter((line) => !/^\s*\[/u.test(line))
    .flatMap((line) =>
      line
        .replace(/^\s*[a-z]+\./u, "")
        .replace(/[(（][^)）]*[)）]/gu, "")
        .split(/[,，;；、]/u),
    )
    .map((part) => part.replace(/[\s.…]/gu, ""))
    .filter((part) => /^[\u3400-\u9fff]{2,8}$/u.test(part))
    .slice(0, MOST_TRANSLATIONS)
    .map(withoutParticle);
}

/** Adjectives and adverbs stand with 的 and 地, which texts often leave out. */
const withoutParticle = (word: string): string[] =>
  word.length > 2 && /[的地]$/u.test(word) ? [word, word.slice(0, -1)] : [word];
