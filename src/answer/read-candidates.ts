import type { AlignedWord } from "../retrieve/closeness.ts";
import { memoised } from "../retrieve/memoised.ts";
import type { RankedSentence, Retrieval } from "../retrieve/retrieve.ts";
import type { Candidate } from "./candidates.ts";
import { closestOf } from "./closest.ts";
import type { Corpus } from "./corpus.ts";
import { questionTraits } from "./question-traits.ts";
import type { Material, Reader } from "./reader.ts";
import { sentenceTraits } from "./sentence-traits.ts";
import type { SupportFeatures } from "./support.ts";
import { wantedForm } from "./wanted-form.ts";

export interface ReadCandidates {
  /** The same candidates with the reader's scores, 1 for the best, best first. */
  readonly candidates: readonly Candidate[];
  /** ln of the odds that one of them answers, as the reader has it. */
  readonly answers: number;
}

/** So many candidates are read; the others stay in their order after them. */
const READ = 12;
/** What a candidate's own score counts beside the reader's ln odds: the answer to the reader's own question has the most. */
const OWN_SCORE = 0.6;
/** Scores fall off with this much of the two together. */
const FALL = 8;
/** Close enough to be the word itself. */
const SAME = 0.995;

/** Orders candidates by how well they answer, as a reader of them all has it. */
export function readCandidates(
  question: string,
  candidates: readonly Candidate[],
  retrieval: Retrieval,
  features: SupportFeatures,
  { corpus, reader }: { readonly corpus: Corpus; readonly reader: Reader },
): ReadCandidates {
  const material = materialOf(question, candidates, retrieval, features, corpus);
  const { scores, answers } = reader.read(material);
  const together = scores.map((score, i) => score + OWN_SCORE * candidates[i]!.score);
  const most = Math.max(...together);
  const read = candidates
    .slice(0, scores.length)
    .map(({ sentence }, i) => ({ sentence, score: Math.exp((together[i]! - most) / FALL) }))
    .sort((a, b) => b.score - a.score || a.sentence.index - b.sentence.index);
  const last = read.at(-1)?.score ?? 0;
  const from = candidates[scores.length]?.score ?? 1;
  const others = candidates
    .slice(scores.length)
    .map(({ sentence, score }) => ({ sentence, score: last * (score / from) }));
  return { candidates: [...read, ...others], answers };
}

/** What the reader is given, of the first candidates. */
export function materialOf(
  question: string,
  candidates: readonly Candidate[],
  { sentences, terms, meaning }: Retrieval,
  features: SupportFeatures,
  corpus: Corpus,
): Material {
  const form = wantedForm(question, terms);
  const ranked = new Map(sentences.map((sentence) => [sentence.id, sentence]));
  const inPassage = closestIn(sentences, ({ said }) => said);
  const anywhere = closestOf(sentences, ({ closeness }) => closeness);
  const usually = meansOf(sentences);
  return {
    meaning,
    support: Object.values(features),
    traits: questionTraits(question),
    sentences: candidates.slice(0, READ).map((candidate, place) => {
      const found = ranked.get(candidate.sentence.sentence.id);
      const nearby = (found && inPassage(found.passage)) ?? [];
      const aligned = found?.aligned ?? [];
      const total = aligned.reduce((sum, { weight }) => sum + weight, 0) || 1;
      return {
        words: aligned.map(({ weight, isKnown, said, asked }, i) => [
          said,
          Number(said > SAME),
          asked,
          Number(asked > SAME),
          nearby[i]!,
          anywhere[i]!,
          usually[i]!,
          weight,
          weight / total,
          Number(isKnown),
        ]),
        evidence: [
          ...evidenceOf(candidate, place, found, form),
          ...sentenceTraits(
            candidate.sentence.quote,
            corpus.questionFor(candidate.sentence),
            question,
          ),
        ],
      };
    }),
  };
}

/** For each word of the question the closest that any sentence of a passage has. */
const closestIn = (sentences: readonly RankedSentence[], of: (word: AlignedWord) => number) =>
  memoised((passage: number) =>
    closestOf(
      sentences.filter((sentence) => sentence.passage === passage),
      of,
    ),
  );

/** How close sentences usually come to each word: what is close to a word that all are close to says little. */
const meansOf = (sentences: readonly RankedSentence[]): number[] =>
  (sentences[0]?.aligned ?? []).map(
    (_, i) =>
      sentences.reduce((sum, { aligned }) => sum + aligned[i]!.closeness, 0) / sentences.length,
  );

function evidenceOf(
  { sentence: { quote, turn }, score }: Candidate,
  place: number,
  ranked: RankedSentence | undefined,
  form: ((quote: string) => boolean) | null,
): number[] {
  const aligned = ranked?.aligned ?? [];
  const total = aligned.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const mean = (of: "said" | "asked") =>
    aligned.reduce((sum, word) => sum + (word.weight * word[of]) / total, 0);
  return [
    score,
    ranked?.lexical ?? 0,
    ranked?.ofPassage ?? 0,
    ranked?.likeness ?? 0,
    ranked?.askedLikeness ?? 0,
    mean("said"),
    mean("asked"),
    ranked?.aroundLikeness ?? 0,
    Number(ranked?.holdsAnswer ?? false),
    form === null ? 0 : form(quote) ? 1 : -1,
    Math.log(quote.length + SHORT),
    Number(turn.role === "interviewer"),
    Number(turn.role !== "interviewee"),
    score - (ranked?.score ?? 0),
    Number(place === 0),
  ];
}

/** Added to a quote's length, in UTF-16 units, before its logarithm. */
const SHORT = 5;
