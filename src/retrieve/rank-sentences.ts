import type { Closeness } from "./closeness.ts";
import type { TermIndex } from "./term-index.ts";
import type { Weighing } from "./weigh.ts";

/** Sentences lean on what was said: "它" and "this" stand for words of the sentences before. */
const FROM_BEFORE = 0.6;
const FROM_EARLIER = 0.4;
const FROM_AFTER = 0.1;
const FROM_CONTEXT = 0.3;
const PASSAGE = 0.6;
/** How close in meaning it is, as a whole and word by word. */
const WHOLE = 2.5;
const WORDS = 2.5;
const ANSWER_TYPE = 0.3;

export interface SentenceScore extends Closeness {
  readonly score: number;
  /** How much of what is asked about its words have, and those around it; about 0 to 1.5. */
  readonly lexical: number;
  /** That of its passage, as passages are ranked. */
  readonly ofPassage: number;
  /** Whether its words can hold such an answer as the question wants: a number, a reason. */
  readonly holdsAnswer: boolean;
}

export interface SentenceEvidence {
  readonly weighing: Weighing;
  /** By passage. */
  readonly passageScores: ReadonlyMap<number, number>;
  readonly closenessOf: (unit: number, context: number) => Closeness;
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
): SentenceScore[] {
  const { passage } = units[context]!;
  let end = context + 1;
  while (units[end]?.passage === passage) end += 1;
  const words = new Float64Array(end - context);
  for (const scores of evidence.weighing.features) {
    const own = new Float64Array(words.length);
    let isHere = false;
    for (let i = 0; i < own.length; i++) {
      const score = scores.get(context + i);
      if (score === undefined || score <= 0) continue;
      own[i] = score;
      isHere = true;
    }
    if (isHere) addFeature(words, own);
  }
  const scores: SentenceScore[] = [];
  for (let unit = context + 1; unit < end; unit++) {
    const closeness = evidence.closenessOf(unit, context);
    const ofPassage = evidence.passageScores.get(passage)!;
    const lexical = words[unit - context]! / evidence.weighing.scale;
    const holdsAnswer = evidence.canAnswer?.(units[unit]!.terms) ?? false;
    const score = PASSAGE * ofPassage + lexical + (holdsAnswer ? ANSWER_TYPE : 0);
    scores.push({ ...closeness, score, lexical, ofPassage, holdsAnswer });
  }
  return scores;
}

/**
 * The same sentences with how much closer to the question each is than they are on average, which adds to its score: every
 * sentence of an interview is somewhat close to any question on it.
 */
export function withCloseness<T extends SentenceScore>(sentences: readonly T[]): T[] {
  const sum = ({ whole, words }: Closeness) => WHOLE * whole + WORDS * words;
  const mean = sentences.reduce((total, one) => total + sum(one), 0) / sentences.length;
  return sentences.map((one) => ({
    ...one,
    score: one.score + Math.max(0, sum(one) - mean),
  }));
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
