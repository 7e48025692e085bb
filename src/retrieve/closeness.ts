import { type Encoder, product, type Word } from "./encoder.ts";
import { memoised } from "./memoised.ts";
import type { TermIndex, Unit } from "./term-index.ts";
import { BREAK, isNumber } from "./tokens.ts";

/** How close in meaning a sentence is to a question, where it stands. */
export interface Closeness {
  /** Cosine of the two. */
  readonly likeness: number;
  /** Cosine of the question and what stands above the passage: its heading, and what was asked there. */
  readonly askedLikeness: number;
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
  /** Cosine of the two, at least 0. */
  readonly closeness: number;
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
  return (question: string): ((unit: number, context: number) => Closeness) => {
    const asked = encoder.encode(question);
    const own = question
      .split(" ")
      .filter(isWord)
      .map((term) => ownWord(term, encoder));
    const likest = likestOf(own, wordOf);
    // Many sentences stand below one heading.
    const likestIn = memoised((terms: string) => likest(tokens(terms)));
    const total = own.reduce((sum, { weight }) => sum + weight, 0) || 1;
    const like = (terms: string) => Math.max(0, product(asked, wholes(terms)));
    return (unit, context) => {
      const { terms } = units[unit]!;
      const heading = units[context]!.terms;
      const likeness = product(asked, wholes(terms));
      const around = [units[unit - 1], units[unit + 1]]
        .filter((other) => isBeside(other, units[unit]!))
        .map((other) => other!.terms)
        .join(" ");
      const here = likestIn(terms);
      const there = likestIn(heading);
      const words = own.reduce((sum, { weight }, i) => {
        const closest = Math.max(here[i]!, there[i]!);
        return sum + weight * ((1 - ASKED_WORDS) * here[i]! + ASKED_WORDS * closest);
      }, 0);
      const askedLikeness = product(asked, wholes(heading));
      return {
        likeness,
        askedLikeness,
        whole:
          Math.max(0, likeness) +
          ASKED * Math.max(0, askedLikeness) +
          AROUND * (around === "" ? 0 : like(around)),
        words: words / total,
        aligned: own.map(({ weight }, i) => ({
          weight,
          closeness: Math.max(here[i]!, there[i]!),
        })),
      };
    };
  };
}

interface OwnWord {
  readonly term: string;
  readonly unit: Float32Array;
  readonly weight: number;
}

/** What the encoder does not know is mostly a name, and says about as much as a noun; it is close to itself alone. */
const UNKNOWN_WEIGHT = 0.7;

function ownWord(term: string, encoder: Encoder): OwnWord {
  const { unit, length } = encoder.word(term);
  return { term, unit, weight: length > 0 ? length : isNumber(term) ? 0 : UNKNOWN_WEIGHT };
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

const isWord = (token: string): boolean => token !== "" && token !== BREAK;

const isBeside = (other: Unit | undefined, unit: Unit): boolean =>
  other !== undefined &&
  other.passage === unit.passage &&
  other.sentence >= 0 &&
  other.speaker === unit.speaker;
