import { dot } from "./meaning.ts";
import type { TermIndex } from "./term-index.ts";
import type { Weighing } from "./weigh.ts";

/** Sentences lean on what was said: "它" and "this" stand for words of the sentences before. */
const FROM_BEFORE = 0.6;
const FROM_EARLIER = 0.4;
const FROM_AFTER = 0.1;
const FROM_CONTEXT = 0.3;
const PASSAGE = 0.6;
const MEANING = 0.3;
/** Where less than this of a question's words is known, what it means tells more than its words do. */
const KNOWN_ENOUGH = 0.9;
const MEANING_OF_UNKNOWN = 6;
/** A sentence is about what the sentences beside it and the question before it are about, too. */
const MEANING_AROUND = 0.3;
const ANSWER_TYPE = 0.3;

export interface SentenceEvidence {
  readonly weighing: Weighing;
  /** By passage. */
  readonly passageScores: ReadonlyMap<number, number>;
  readonly questionMeaning: Float64Array;
  readonly meaningOfUnit: (unit: number) => Float64Array;
  readonly canAnswer: ((terms: string) => boolean) | null;
}

/**
 * The scores of a passage's sentences, in order: each its passage's, its own words', its meaning's, and
 * whether it can hold such an answer. What the question asks about counts also where the sentences around
 * have it, though less.
 */
export function scoreSentences(
  context: number,
  { units }: TermIndex,
  evidence: SentenceEvidence,
): { score: number; likeness: number }[] {
  const { passage } = units[context]!;
  let end = context + 1;
  while (units[end]?.passage === passage) end += 1;
  const words = new Float64Array(end - context);
  for (const scores of evidence.weighing.features) {
    const own = Float64Array.from(words, (_, i) => scores.get(context + i) ?? 0);
    if (own.some((score) => score > 0)) addFeature(words, own);
  }
  const unknown = Math.max(0, KNOWN_ENOUGH - evidence.weighing.known);
  const meaningWeight = MEANING + MEANING_OF_UNKNOWN * unknown;
  const scores: { score: number; likeness: number }[] = [];
  for (let unit = context + 1; unit < end; unit++) {
    const likeness = likenessTo(evidence, unit, context, end);
    const score =
      PASSAGE * evidence.passageScores.get(passage)! +
      words[unit - context]! / evidence.weighing.scale +
      meaningWeight * Math.max(0, likeness) +
      (evidence.canAnswer?.(units[unit]!.terms) ? ANSWER_TYPE : 0);
    scores.push({ score, likeness });
  }
  return scores;
}

/** How like the question a sentence is in meaning, with its context and the liker of its neighbours. */
function likenessTo(
  { questionMeaning, meaningOfUnit }: SentenceEvidence,
  unit: number,
  context: number,
  end: number,
): number {
  const like = (other: number) => dot(questionMeaning, meaningOfUnit(other));
  const before = unit > context + 1 ? like(unit - 1) : 0;
  const after = unit + 1 < end ? like(unit + 1) : 0;
  const around = like(context) + Math.max(before, after);
  return (like(unit) + MEANING_AROUND * around) / (1 + 2 * MEANING_AROUND);
}

/** `own` has the feature's scores of the context and then of each sentence. */
function addFeature(words: Float64Array, own: Float64Array): void {
  let earlier = 0;
  for (let i = 1; i < own.length; i++) {
    const before = i > 1 ? own[i - 1]! : 0;
    words[i]! += Math.max(
      own[i]!,
      FROM_CONTEXT * own[0]!,
      FROM_BEFORE * before,
      FROM_EARLIER * earlier,
      FROM_AFTER * (own[i + 1] ?? 0),
    );
    earlier = Math.max(earlier, before);
  }
}
