import { stemsOf } from "../../src/retrieve/english.ts";

/** One content word of a dictionary gloss: where it stands decides how much it counts. */
export interface GlossWord {
  readonly stem: string;
  /** Content words in its part of the gloss: "to dismiss" has one, "board of directors" two. */
  readonly words: number;
  /** Senses before this one in the entry. */
  readonly sense: number;
}

export type CedictRow = readonly [string, string, string, string | string[], unknown, unknown];

export interface Entry {
  readonly traditional: string;
  readonly simplified: string;
  /** Syllables without tones. */
  readonly pinyin: readonly string[];
  readonly proper: boolean;
  readonly senses: readonly string[];
}

export function entryOf([traditional, simplified, pinyin, english]: CedictRow): Entry {
  return {
    traditional,
    simplified,
    pinyin: pinyin
      .toLowerCase()
      .split(/\s+/u)
      .map((syllable) => syllable.replace(/u:/gu, "v").replace(/[^a-z]/gu, "")),
    proper: /^[A-Z]/u.test(pinyin),
    senses: [english].flat(),
  };
}

/** "variant of 解僱|解雇[jie3 gu4]", "abbr. for 加利福尼亞州|…": the word whose gloss this one shares. */
const REFERENCE =
  /(?:variant of|see(?: also)?|abbr\. (?:for|of)|same as|equivalent to|also written|erhua variant of|contraction of)\s+([\p{Script=Han}]+)(?:\|([\p{Script=Han}]+))?/u;

export function referenceOf(sense: string): string | null {
  const match = REFERENCE.exec(sense);
  return match ? (match[2] ?? match[1] ?? null) : null;
}

export function glossWords(senses: readonly string[]): GlossWord[] {
  const found: GlossWord[] = [];
  let index = 0;
  for (const sense of senses) {
    if (/^(?:surname|classifier for|used in|CL:)/u.test(sense)) continue;
    for (const part of plain(sense).split(/[;,]/u)) {
      const stems = [...new Set(stemsOf(part))];
      if (stems.length === 0) continue;
      for (const stem of stems) found.push({ stem, words: stems.length, sense: index });
    }
    // "chief technology officer (CTO)": the letters mean as much as the words.
    for (const [, letters = ""] of sense.matchAll(/\(([A-Z]{2,6})\)/gu))
      found.push(...stemsOf(letters).map((stem) => ({ stem, words: 1, sense: index })));
    index += 1;
  }
  return found;
}

/** Without cross-references and without what stands in parentheses: labels, examples, dates. */
function plain(sense: string): string {
  return sense
    .replace(/[\p{Script=Han}|·・，]+(?:\[[^\]]*\])?/gu, " ")
    .replace(/\([^()]*\)/gu, " ")
    .replace(/\([^()]*\)/gu, " ");
}
