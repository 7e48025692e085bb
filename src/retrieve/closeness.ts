import { type Encoder, product, type Word } from "./encoder.ts";
import { memoised } from "./memoised.ts";
import type { TermIndex, Unit } from "./term-index.ts";
import { BREAK, isNumber } from "./tokens.ts";

/** How close in meaning a sentence is to a question, where it stands. */
export interface Closeness {
  /** Cosine of the two. */
  readonly likeness: number;
  /** Cosine of the question and what was asked there: what somebody else said before, or the heading. */
  readonly askedLikeness: number;
  /** Cosine of the question and the sentences beside it of the same speaker, at least 0. */
  readonly aroundLikeness: number;
  /** As whole texts, with what was asked there and what stands beside it; 0 to 1.6. */
  readonly whole: number;
  /** Word by word, words that say much counting most; 0 to 1. */
  readonly words: number;
  /** For each word of the question, in order, the closest that was said or asked there. */
  readonly aligned: readonly AlignedWord[];
}

export interface AlignedWord {
  /** How much it says: the length of its vector, about 0 to 2. */
  readonly weight: number;
  /** Whether the encoder knows it; else it is mostly a name, or a number. */
  readonly isKnown: boolean;
  /** Cosine of it and the closest word of the sentence, at least 0; and of what was asked there. */
  readonly said: number;
  readonly asked: number;
  /** The closer of the two. */
  readonly closeness: number;
}

/** What a question means, for comparing it with sentences. */
export interface QuestionMeaning {
  /** The mean of its words' vectors, `ENCODER_DIMENSIONS` long; zero where none is known. */
  readonly mean: Float32Array;
  readonly closenessOf: (unit: number, context: number) => Closeness;
}

/** Answers are learnt with these, scripts/lexicon/encoder/answer.ts. */
const ASKED = 0.35;
const AROUND = 0.25;
const ASKED_WORDS = 0.3;

/** Compares sentences of an index with a question; what a sentence means is worked out once it is needed. */
export function closenessIn({ units }: TermIndex, encoder: Encoder) {
  const wholes = memoised((terms: string) => encoder.encode(terms));
  const wordOf = memoised((term: string) => encoder.word(term));
  const tokens = memoised((terms: string) => [...new Set(terms.split(" "))].filter(isWord));
  const askedAt = memoised((unit: number) => askedBefore(units, unit));
  return (question: string): QuestionMeaning => {
    const asked = encoder.encode(question);
    const own = question
      .split(" ")
      .filter(isWord)
      .map((term) => ownWord(term, encoder));
    const likest = likestOf(own, wordOf);
    // Many sentences answer one question.
    const likestIn = memoised((terms: string) => likest(tokens(terms)));
    const total = own.reduce((sum, { weight }) => sum + weight, 0) || 1;
    const closenessOf = (unit: number, context: number): Closeness => {
      const { terms } = units[unit]!;
      const heard = askedAt(unit) || units[context]!.terms;
      const around = [units[unit - 1], units[unit + 1]]
        .filter((other) => isBeside(other, units[unit]!))
        .map((other) => other!.terms)
        .join(" ");
      const likeness = product(asked, wholes(terms));
      const askedLikeness = product(asked, wholes(heard));
      const aroundLikeness = around === "" ? 0 : Math.max(0, product(asked, wholes(around)));
      const here = likestIn(terms);
      const there = likestIn(heard);
      const aligned = own.map(({ weight, length }, i) => ({
        weight,
        isKnown: length > 0,
        said: here[i]!,
        asked: there[i]!,
        closeness: Math.max(here[i]!, there[i]!),
      }));
      const words = aligned.reduce(
        (sum, { weight, said, closeness }) =>
          sum + weight * ((1 - ASKED_WORDS) * said + ASKED_WORDS * closeness),
        0,
      );
      return {
        likeness,
        askedLikeness,
        aroundLikeness,
        whole: Math.max(0, likeness) + ASKED * Math.max(0, askedLikeness) + AROUND * aroundLikeness,
        words: words / total,
        aligned,
      };
    };
    return { mean: meanOf(own, asked.length), closenessOf };
  };
}

interface OwnWord {
  readonly term: string;
  readonly unit: Float32Array;
  readonly length: number;
  readonly weight: number;
}

/** What the encoder does not know is mostly a name, and says about as much as a noun; it is close to itself alone. */
const UNKNOWN_WEIGHT = 0.7;

function ownWord(term: string, encoder: Encoder): OwnWord {
  const { unit, length } = encoder.word(term);
  const weight = length > 0 ? length : isNumber(term) ? 0 : UNKNOWN_WEIGHT;
  return { term, unit, length, weight };
}

function meanOf(words: readonly OwnWord[], dimensions: number): Float32Array {
  const mean = new Float32Array(dimensions);
  for (const { unit, length } of words)
    for (let d = 0; d < dimensions; d++) mean[d]! += (length * unit[d]!) / words.length;
  return mean;
}

/** For each word of a question how close the closest of some others is, 0 to 1. */
function likestOf(own: readonly OwnWord[], wordOf: (term: string) => Word) {
  const likenesses = memoised((term: string) => {
    const { unit, length } = wordOf(term);
    return own.map((one) => {
      if (one.term === term) return 1;
      return length > 0 ? product(one.unit, unit) : 0;
    });
  });
  return (terms: readonly string[]): number[] => {
    const most = own.map(() => 0);
    for (const term of terms)
      likenesses(term).forEach((value, i) => {
        if (value > most[i]!) most[i] = value;
      });
    return most;
  };
}

/** The words of whoever spoke before in the passage, as in a question and its answer; empty where nobody did. */
function askedBefore(units: readonly Unit[], unit: number): string {
  const { passage, speaker } = units[unit]!;
  if (speaker === null) return "";
  const isHere = (i: number) => units[i]?.passage === passage && units[i].sentence >= 0;
  let end = unit;
  while (isHere(end) && units[end]!.speaker === speaker) end -= 1;
  const asker = isHere(end) ? units[end]!.speaker : null;
  if (asker === null) return "";
  let start = end;
  while (isHere(start - 1) && units[start - 1]!.speaker === asker) start -= 1;
  return units
    .slice(start, end + 1)
    .map(({ terms }) => terms)
    .join(` ${BREAK} `);
}

const isWord = (token: string): boolean => token !== "" && token !== BREAK;

const isBeside = (other: Unit | undefined, unit: Unit): boolean =>
  other !== undefined &&
  other.passage === unit.passage &&
  other.sentence >= 0 &&
  other.speaker === unit.speaker;
