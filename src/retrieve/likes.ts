import { isStopWord } from "./english.ts";
import type { Matches } from "./feature.ts";
import type { Lexicon } from "./lexicon.ts";
import { bigramsOf } from "./term-index.ts";
import type { TermIndex } from "./term-index.ts";
import { isHan } from "./tokens.ts";

/** How much an expression that is as good as the question's counts beside it. */
const LIKE_STRENGTH = 0.8;

/** Wherever the corpus has an expression that the thesaurus holds to be like this one. */
export function addLikes(
  expression: string,
  matches: Matches,
  index: TermIndex,
  { thesaurus }: Lexicon,
): void {
  const item = thesaurus.find(expression);
  if (item < 0) return;
  thesaurus.eachLike(item, (other, likeness) => {
    addExpression(thesaurus.text(other), likeness, matches, index);
  });
}

/** Wherever the corpus has an expression: Chinese as written, English as stems with a space between. */
export function addExpression(
  expression: string,
  likeness: number,
  matches: Matches,
  index: TermIndex,
): void {
  const strength = LIKE_STRENGTH * likeness;
  const term = index.termOf.get(expression);
  if (term !== undefined) {
    matches.addTerm(term, strength, likeness);
    return;
  }
  const units = isHan(expression)
    ? unitsWithRun(expression, index).filter((unit) => isWhole(expression, unit, index))
    : unitsWithPhrase(expression.split(" "), index);
  if (units.length > 0)
    matches.add({
      form: expression,
      strength,
      evidence: likeness,
      units,
      counts: units.map(() => 1),
    });
}

/** Units that have all pairs of characters of a Chinese expression. */
export const unitsWithRun = (expression: string, { bigrams }: TermIndex): number[] =>
  inAll(bigramsOf(expression).map((pair) => bigrams.get(pair)?.units ?? []));

/** Whether an expression stands in a unit as whole words: 来回 is not in 来|回答. */
const isWhole = (expression: string, unit: number, { runsOf }: TermIndex): boolean =>
  (runsOf.get(unit) ?? []).some(({ text, cuts }) => {
    for (let at = text.indexOf(expression); at >= 0; at = text.indexOf(expression, at + 1))
      if (cuts.includes(at) && cuts.includes(at + expression.length)) return true;
    return false;
  });

/** Units that have all content words of an English phrase, of which one alone would say too little. */
function unitsWithPhrase(stems: readonly string[], { termOf, terms }: TermIndex): number[] {
  const content = stems.filter((stem) => !isStopWord(stem)).map((stem) => termOf.get(stem));
  if (content.length < 2) return [];
  return inAll(content.map((term) => (term === undefined ? [] : terms[term]!.units)));
}

function inAll([first = [], ...rest]: readonly (readonly number[])[]): number[] {
  const others = rest.map((units) => new Set(units));
  return first.filter((unit) => others.every((set) => set.has(unit)));
}
