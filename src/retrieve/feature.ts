import type { Postings, TermIndex } from "./term-index.ts";

/** One thing that the question asks about, and where it stands; 1 is the word itself, less is a likeness. */
export interface QueryTerm {
  readonly text: string;
  readonly kind: "word" | "name" | "number";
  /** 0 for the commonest words of the language, 1 for the rarest. */
  readonly rarity: number;
  readonly inCorpus: number;
  readonly inTopPassage: number;
  readonly inTopSentence: number;
  /** The likest words by which the corpus has it, folded; the likest first. */
  readonly forms: readonly string[];
  /** By form, how surely it means the same, 0–1. */
  readonly sureness: ReadonlyMap<string, number>;
}

/** Something that counts when sentences are compared with a question. */
export interface Feature {
  readonly text: string;
  /** A part of something is no evidence by itself that what is asked about is there. */
  readonly kind: QueryTerm["kind"] | "part";
  readonly weight: number;
  readonly rarity: number;
  readonly matches: readonly Match[];
}

export interface Match extends Postings {
  readonly form: string;
  /** How much one occurrence counts in ranking, 0–1. */
  readonly strength: number;
  /** How sure it is that the question's word and the corpus's mean one thing, 0–1. */
  readonly evidence: number;
}

/** Collects a feature's matches; of several ways to match one term the best counts. */
export class Matches {
  readonly #best = new Map<number, { strength: number; evidence: number }>();
  readonly #others: Match[] = [];
  readonly #index: TermIndex;

  constructor(index: TermIndex) {
    this.#index = index;
  }

  addTerm(term: number | undefined, strength: number, evidence = strength): void {
    if (term === undefined) return;
    const known = this.#best.get(term);
    this.#best.set(term, {
      strength: Math.max(strength, known?.strength ?? 0),
      evidence: Math.max(evidence, known?.evidence ?? 0),
    });
  }

  add(match: Match): void {
    this.#others.push(match);
  }

  get evidence(): number {
    let most = 0;
    for (const { evidence } of this.#best.values()) most = Math.max(most, evidence);
    for (const { evidence } of this.#others) most = Math.max(most, evidence);
    return most;
  }

  list(): Match[] {
    const terms = [...this.#best].map(([term, match]) => {
      const { text, units, counts } = this.#index.terms[term]!;
      return { form: text, units, counts, ...match };
    });
    return [...terms, ...this.#others];
  }
}
