import { stemOf } from "./english.ts";
import type { Feature } from "./feature.ts";
import { Matches } from "./feature.ts";
import type { SoundableNames } from "./heard-names.ts";
import type { Lexicon } from "./lexicon.ts";
import { addExpression, addLikes } from "./likes.ts";
import { glossEvidence, glossStrength, meaningOf } from "./meaning.ts";
import { figuresOf } from "./numbers.ts";
import type { Phrase } from "./phrases.ts";
import { misspeltNames } from "./misspelt-names.ts";
import { isSoundable, soundMatcher, soundStrength } from "./sounds.ts";
import { addSynonyms } from "./synonyms.ts";
import { alike } from "./term-meanings.ts";
import type { Meaning, TermIndex } from "./term-index.ts";

/** How much a word of like meaning counts beside a translation: embeddings hold opposites near, too. */
const NEAR_STRENGTH = 0.08;
const NEAR_EVIDENCE = 0.22;
/** A word that can mean much, such as 打, seldom means just this. */
const SHARE_POWER = 0.2;
/** A word that is rarer than this may be a name, however it is written. */
export const NAME_RARITY = 0.72;

/** What a name counts that is written nearly like the corpus has it. */
const MISSPELT = 0.9;

/** How many words of the question stand in one part of a term's gloss. */
export type Partners = ReadonlyMap<string, number>;

const partOf = ({ term, words, sense }: Meaning) => `${term} ${words} ${sense}`;

/** "board of directors" translates 董事会 as a whole, and each word of it a little. */
export function partnersOf(stems: Iterable<number>, { byStem }: TermIndex): Partners {
  const partners = new Map<string, number>();
  for (const stem of new Set(stems))
    for (const meaning of byStem.get(stem) ?? []) {
      if (meaning.words < 2) continue;
      partners.set(partOf(meaning), (partners.get(partOf(meaning)) ?? 0) + 1);
    }
  return partners;
}

export interface LatinWord {
  readonly text: string;
  readonly isName: boolean;
}

/** A Latin word of a question: as it is, by what is like it, as a translation, by its sound. */
export function latinFeature(
  { text, isName }: LatinWord,
  partners: Partners,
  index: TermIndex,
  lexicon: Lexicon,
  names: SoundableNames,
  mayListen: () => boolean,
): Feature {
  const stem = lexicon.stem(stemOf(text));
  const rarity = lexicon.rarity(stem);
  const matches = new Matches(index);
  matches.addTerm(index.termOf.get(stemOf(text)), 1);
  if (!isName) addLikes(stemOf(text), matches, index, lexicon);
  const figures = figuresOf(text);
  if (figures) matches.addTerm(index.termOf.get(figures), 1);
  const own = meaningOf(text, lexicon);
  for (const meaning of index.byStem.get(stem) ?? []) {
    const sure = alike(index.meanings.likeness(own, meaning.term));
    const matched = partners.get(partOf(meaning));
    const { term, words, sense, share } = meaning;
    matches.addTerm(
      term,
      glossStrength(words, sense, matched) * share ** SHARE_POWER * sure,
      glossEvidence(words, sense, matched) * share ** SHARE_POWER * sure,
    );
    // "come back" is 回来, and what is as good as 回来 is as good as "come back".
    if (words > 1 && matched === words) {
      const head = lexicon.headword(index.terms[term]!.text);
      if (head >= 0)
        addSynonyms(head, meaningOf(index.terms[term]!.text, lexicon), matches, index, lexicon);
    }
  }
  // A name's neighbours are other names.
  if (stem >= 0 && !isName) addNear(stem, matches, index, lexicon);
  const mayBeName = (isName || rarity > NAME_RARITY) && isSoundable(text);
  // A word of the dictionary is itself, and no slip for another.
  if (mayBeName && stem < 0 && matches.evidence < MISSPELT)
    for (const term of misspeltNames(text, names)) matches.addTerm(term, MISSPELT);
  if (mayBeName && matches.evidence < 0.8 && mayListen()) addSounds(text, matches, index, lexicon);
  const kind = isName ? "name" : "word";
  return { text, kind, weight: 1, rarity, matches: matches.list() };
}

/** "let go" or "kick … out": as it is, and by what is like it. */
export function phraseFeature(
  { expression, words }: Phrase,
  index: TermIndex,
  lexicon: Lexicon,
): Feature {
  const matches = new Matches(index);
  addExpression(expression, 1, matches, index);
  addLikes(expression, matches, index, lexicon);
  const rarity = Math.max(0, ...words.map((word) => lexicon.rarity(lexicon.stem(stemOf(word)))));
  return { text: expression, kind: "word", weight: 1, rarity, matches: matches.list() };
}

/** A Chinese name in pinyin, in several words: "Shao Gang"; null where nothing in the corpus is read so. */
export function pinyinNameFeature(
  words: readonly string[],
  index: TermIndex,
  lexicon: Lexicon,
): Feature | null {
  const matches = new Matches(index);
  addSounds(words.join(""), matches, index, lexicon);
  if (matches.evidence < SURELY_READ_SO) return null;
  return { text: words.join(" "), kind: "name", weight: 1, rarity: 1, matches: matches.list() };
}

const SURELY_READ_SO = 0.8;

function addNear(stem: number, matches: Matches, index: TermIndex, lexicon: Lexicon): void {
  lexicon.eachNear(stem, (other, similarity) => {
    for (const { term, words, sense, share } of index.byStem.get(other) ?? []) {
      matches.addTerm(
        term,
        NEAR_STRENGTH * similarity * glossStrength(words, sense) * share ** SHARE_POWER,
        NEAR_EVIDENCE * similarity * glossEvidence(words, sense) * share ** SHARE_POWER,
      );
    }
  });
}

/** Where Chinese characters sound like the name. */
function addSounds(name: string, matches: Matches, index: TermIndex, lexicon: Lexicon): void {
  const matcher = soundMatcher(name, lexicon);
  for (const { text, cuts, unit } of index.runs) {
    let best = { strength: 0, form: "" };
    for (const start of cuts) {
      const { end, evidence } = matcher.matchAt(text, start, (at) => cuts.includes(at));
      const strength = soundStrength(evidence);
      if (strength > best.strength) best = { strength, form: text.slice(start, end) };
    }
    if (best.strength > 0)
      matches.add({ ...best, evidence: best.strength, units: [unit], counts: [1] });
  }
}
