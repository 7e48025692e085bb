import type { RankedSentence, Retrieval } from "../retrieve/retrieve.ts";
import type { Candidate } from "./candidates.ts";
import type { Material, Reader, SentenceMaterial } from "./reader.ts";
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
/** What a candidate's own score counts beside the reader's ln odds: the reader has learnt from other interviews. */
const OWN_SCORE = 1;
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
  reader: Reader,
): ReadCandidates {
  const { scores, answers } = reader.read(materialOf(question, candidates, retrieval, features));
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
): Material {
  const form = wantedForm(question, terms);
  const ranked = new Map(sentences.map((sentence) => [sentence.id, sentence]));
  return {
    meaning,
    support: Object.values(features),
    sentences: candidates
      .slice(0, READ)
      .map((candidate, place) =>
        sentenceMaterial(candidate, place, ranked.get(candidate.sentence.sentence.id), form),
      ),
  };
}

function sentenceMaterial(
  { sentence: { quote, turn }, score }: Candidate,
  place: number,
  ranked: RankedSentence | undefined,
  form: ((quote: string) => boolean) | null,
): SentenceMaterial {
  const aligned = ranked?.aligned ?? [];
  const total = aligned.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const mean = (of: "said" | "asked") =>
    aligned.reduce((sum, word) => sum + (word.weight * word[of]) / total, 0);
  return {
    words: aligned.map(({ weight, said, asked }) => [
      said,
      Number(said > SAME),
      asked,
      Number(asked > SAME),
      weight,
      weight / total,
    ]),
    evidence: [
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
    ],
  };
}

/** Added to a quote's length, in UTF-16 units, before its logarithm. */
const SHORT = 5;
