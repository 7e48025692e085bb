import type { AnalysedPassage } from "./analyse.ts";
import { isStopWord, stemOf } from "./english.ts";
import type { Lexicon } from "./lexicon.ts";
import { isChineseStopWord } from "./chinese.ts";
import { glossStrength } from "./meaning.ts";
import { figuresOf } from "./numbers.ts";
import { type TermMeanings, termMeanings } from "./term-meanings.ts";
import { BREAK, isHan, isNumber } from "./tokens.ts";

/** Where something stands: units and how often in each, two arrays side by side. */
export interface Postings {
  readonly units: number[];
  readonly counts: number[];
}

export interface Term extends Postings {
  /** A Chinese word, an English stem or a number. */
  readonly text: string;
  readonly kind: "chinese" | "latin" | "number";
}

/** A sentence; or the context of a passage, which is searched but never returned. */
export interface Unit {
  readonly id: string;
  readonly speaker: string | null;
  readonly passage: number;
  /** Place in the passage; -1 for the context, which comes before the sentences. */
  readonly sentence: number;
  readonly terms: string;
  /** Words. */
  readonly length: number;
}

/** A term whose gloss has a stem, in a part of so many words, of which sense. */
export interface Meaning {
  readonly term: number;
  readonly words: number;
  readonly sense: number;
  /** How much of what the term can mean this is, 0–1. */
  readonly share: number;
}

/** Chinese without a break, where names that no dictionary has may begin and end at `cuts`. */
export interface Run {
  readonly text: string;
  readonly cuts: readonly number[];
  readonly unit: number;
}

export interface TermIndex {
  readonly units: readonly Unit[];
  readonly terms: readonly Term[];
  readonly termOf: ReadonlyMap<string, number>;
  readonly bigrams: ReadonlyMap<string, Postings>;
  readonly byStem: ReadonlyMap<number, readonly Meaning[]>;
  readonly runs: readonly Run[];
  readonly runsOf: ReadonlyMap<number, readonly Run[]>;
  readonly meanings: TermMeanings;
}

interface Building {
  readonly terms: Term[];
  readonly termOf: Map<string, number>;
  readonly bigrams: Map<string, Postings>;
  readonly runs: Run[];
}

export function buildTermIndex(passages: readonly AnalysedPassage[], lexicon: Lexicon): TermIndex {
  const building: Building = { terms: [], termOf: new Map(), bigrams: new Map(), runs: [] };
  const units: Unit[] = [];
  const add = (unit: Omit<Unit, "length">) => {
    const length = indexUnit(unit.terms, units.length, building);
    units.push({ ...unit, length });
  };
  passages.forEach(({ id, context, sentences }, passage) => {
    add({ id, speaker: null, passage, sentence: -1, terms: context });
    sentences.forEach((unit, sentence) => {
      add({ ...unit, passage, sentence });
    });
  });
  const byStem = meaningsOf(building.terms, lexicon);
  const meanings = termMeanings(building.terms, lexicon);
  return { ...building, units, byStem, runsOf: byUnit(building.runs), meanings };
}

function byUnit(runs: readonly Run[]): Map<number, Run[]> {
  const runsOf = new Map<number, Run[]>();
  for (const run of runs) {
    const known = runsOf.get(run.unit);
    if (known) known.push(run);
    else runsOf.set(run.unit, [run]);
  }
  return runsOf;
}

function indexUnit(text: string, unit: number, building: Building): number {
  let length = 0;
  let run = "";
  let cuts = [0];
  const endRun = () => {
    indexRun({ text: run, cuts, unit }, building);
    run = "";
    cuts = [0];
  };
  for (const token of text.split(" ")) {
    if (!token) continue;
    if (isHan(token)) {
      run += token;
      cuts.push(run.length);
    } else {
      endRun();
    }
    if (token === BREAK) continue;
    length += 1;
    addTerm(token, unit, building);
  }
  endRun();
  return length;
}

function indexRun(run: Run, { bigrams, runs }: Building): void {
  if (run.text.length < 2) return;
  runs.push(run);
  for (const bigram of bigramsOf(run.text)) {
    const postings = bigrams.get(bigram) ?? { units: [], counts: [] };
    bigrams.set(bigram, postings);
    post(postings, run.unit);
  }
}

export function bigramsOf(run: string): string[] {
  return Array.from({ length: Math.max(0, run.length - 1) }, (_, i) => run.slice(i, i + 2));
}

function addTerm(token: string, unit: number, { terms, termOf }: Building): void {
  const add = (text: string, kind: Term["kind"]) => {
    const id = termOf.get(text) ?? terms.push({ text, kind, units: [], counts: [] }) - 1;
    termOf.set(text, id);
    post(terms[id]!, unit);
  };
  if (isNumber(token)) add(token, "number");
  else if (isHan(token)) add(token, "chinese");
  else if (!isStopWord(token)) add(stemOf(token), "latin");
  const figures = figuresOf(token);
  if (figures) add(figures, "number");
}

function post({ units, counts }: Postings, unit: number): void {
  const last = units.length - 1;
  if (units[last] === unit) counts[last]! += 1;
  else {
    units.push(unit);
    counts.push(1);
  }
}

function meaningsOf(terms: readonly Term[], lexicon: Lexicon): Map<number, Meaning[]> {
  const byStem = new Map<number, Meaning[]>();
  const add = (stem: number, meaning: Meaning) => {
    const meanings = byStem.get(stem);
    if (meanings) meanings.push(meaning);
    else byStem.set(stem, [meaning]);
  };
  terms.forEach(({ kind, text }, term) => {
    if (kind === "latin") {
      const stem = lexicon.stem(text);
      if (stem >= 0) add(stem, { term, words: 1, sense: 0, share: 1 });
    } else if (kind === "chinese" && !isChineseStopWord(text)) {
      const head = lexicon.headword(text);
      if (head < 0) return;
      let total = 0;
      lexicon.eachGloss(head, (_stem, words, sense) => {
        total += glossStrength(words, sense) / words;
      });
      lexicon.eachGloss(head, (stem, words, sense) => {
        add(stem, { term, words, sense, share: Math.min(1, glossStrength(words, sense) / total) });
      });
    }
  });
  return byStem;
}
