import type { Candidate } from "./candidates.ts";
import { readingLength } from "./length.ts";
import type { Corpus, LocatedSentence } from "./corpus.ts";
import { isBareAnswer } from "./question-kind.ts";
import { saysTheSame } from "./similarity.ts";
import { joins } from "./verify.ts";

/** Adjacent sentences that will stand in one quote. */
export type Run = readonly LocatedSentence[];

interface Breadth {
  /** A further quote's sentence must score this share of the best one. */
  readonly minShare: number;
  /** A neighbour joins a quote when it scores this share of the best sentence … */
  readonly neighbourShare: number;
  /** … and the quote stays within this length, in Chinese characters. */
  readonly longest: number;
}

/** An answer has no more quotes than these. */
export const QUOTES = 3;

/** The words of the question stand in the sentence: it is the answer, and little else is needed. */
const SURE: Breadth = { minShare: 0.7, neighbourShare: 0.7, longest: 90 };
/** The question is put in other words than the interview's: whoever asks needs to see more of what was said. */
const UNSURE: Breadth = { minShare: 0.55, neighbourShare: 0, longest: 120 };

/** From this share of the question's words on, found in the best sentence, the answer is sure. */
const SURE_FROM = 0.95;

/** A further quote that is shorter, in Chinese characters, says little by itself: "That's interesting." */
const SHORT = 12;

/**
 * The fewest sentences that answer: few when the best one has what was asked about, more the less sure that
 * is. No two quotes say the same, and at most three are shown.
 *
 * @param found share of what was asked about that the best sentence has, 0 to 1
 * @param most how many quotes there may be
 */
export function chooseQuotes(
  candidates: readonly Candidate[],
  found: number,
  corpus: Corpus,
  most = QUOTES,
): Run[] {
  const breadth = found >= SURE_FROM ? SURE : UNSURE;
  const scores = new Map(candidates.map(({ sentence, score }) => [sentence, score]));
  const best = candidates[0]?.score ?? 0;
  const runs: LocatedSentence[][] = [];
  for (const { sentence, score } of fromOneAnswer(candidates)) {
    if (runs.length === most || score <= 0 || score < best * breadth.minShare) break;
    if (runs.some((run) => run.includes(sentence) || says(run, sentence))) continue;
    const beside = runs.find((run) => touches(run, sentence));
    if (beside) {
      lengthen(beside, sentence, breadth.longest * STRETCH);
      continue;
    }
    // "No." says no more than the question did; what was said along with it does.
    const saysLittle =
      isBareAnswer(sentence.quote) || (runs.length > 0 && readingLength(sentence.quote) < SHORT);
    const share = saysLittle ? 0 : breadth.neighbourShare;
    const mayJoin = (other: LocatedSentence) =>
      (scores.get(other) ?? -1) >= best * share &&
      !runs.some((run) => touches(run, other) || says(run, other));
    runs.push(grow(sentence, mayJoin, breadth.longest, scores, corpus));
  }
  return runs.map((run) => withBothMarks(withBareAnswer(run, corpus), corpus));
}

/** With the "No." that it goes on from: "没有。这些事件与安全无关。" */
function withBareAnswer(run: Run, corpus: Corpus): Run {
  const first = run[0]!;
  const before = neighbour(first, -1, corpus);
  return before && isBareAnswer(before.quote) && joins(before, first) ? [before, ...run] : run;
}

/** Sentences until both marks of a quotation within a quote are in it; more would be another quote. */
const MOST_FOR_MARKS = 3;

/** With the sentence in which a quotation ends, or began; as it was where that is far off or nowhere. */
function withBothMarks(run: Run, corpus: Corpus): Run {
  let whole = [...run];
  for (let added = 0; added <= MOST_FOR_MARKS; added++) {
    const open = openMarks(whole);
    if (open === 0) return whole;
    const [first, last] = [whole[0]!, whole.at(-1)!];
    const next = neighbour(open > 0 ? last : first, open > 0 ? 1 : -1, corpus);
    if (!next || !(open > 0 ? joins(last, next) : joins(next, first))) break;
    whole = open > 0 ? [...whole, next] : [next, ...whole];
  }
  return run;
}

/** How many quotations begin in it without ending; below zero, end without having begun. */
const openMarks = (run: Run): number =>
  run.reduce(
    (open, { quote }) =>
      open + (quote.match(/[“「『]/gu)?.length ?? 0) - (quote.match(/[”」』]/gu)?.length ?? 0),
    0,
  );

/** A bare yes or no needs no other quotes than what was said along with it. */
function fromOneAnswer(candidates: readonly Candidate[]): readonly Candidate[] {
  const best = candidates[0]?.sentence;
  if (!best || !isBareAnswer(best.quote)) return candidates;
  return candidates.filter(({ sentence }) => sentence.turn === best.turn);
}

/** A quote may become this much longer for a sentence that deserves to be quoted itself. */
const STRETCH = 1.6;

/** Side by side they would be one quote. */
const touches = (run: Run, sentence: LocatedSentence): boolean =>
  run.includes(sentence) || joins(run.at(-1)!, sentence) || joins(sentence, run[0]!);

function lengthen(run: LocatedSentence[], sentence: LocatedSentence, longest: number): void {
  const length = [...run, sentence].reduce((sum, { quote }) => sum + readingLength(quote), 0);
  if (length > longest) return;
  if (joins(run.at(-1)!, sentence)) run.push(sentence);
  else run.unshift(sentence);
}

const says = (run: Run, sentence: LocatedSentence): boolean =>
  run.some((other) => saysTheSame(other.quote, sentence.quote));

/** Takes the better neighbour, again and again, while there is room. */
function grow(
  seed: LocatedSentence,
  mayJoin: (sentence: LocatedSentence) => boolean,
  longest: number,
  scores: ReadonlyMap<LocatedSentence, number>,
  corpus: Corpus,
): LocatedSentence[] {
  const run = [seed];
  let room = longest - readingLength(seed.quote);
  for (;;) {
    const [first, last] = [run[0]!, run.at(-1)!];
    const before = neighbour(first, -1, corpus);
    const after = neighbour(last, 1, corpus);
    const options = [
      ...(before && joins(before, first) ? [before] : []),
      ...(after && joins(last, after) ? [after] : []),
    ]
      .filter((sentence) => mayJoin(sentence) && readingLength(sentence.quote) <= room)
      .sort((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0));
    const [next] = options;
    if (!next) return run;
    if (next === before) run.unshift(next);
    else run.push(next);
    room -= readingLength(next.quote);
  }
}

const neighbour = (
  { in: stored, index }: LocatedSentence,
  step: 1 | -1,
  corpus: Corpus,
): LocatedSentence | undefined => {
  const next = stored.interview.sentences[index + step];
  return next && corpus.sentence(next.id);
};
