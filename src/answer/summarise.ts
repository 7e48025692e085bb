import type { Language } from "../interview/interview.ts";
import type { Messages } from "../locales/messages.ts";
import type { LibraryInterview } from "../library/stored-interview.ts";
import type { Retriever } from "../retrieve/retrieve.ts";
import { type Candidate, rankCandidates } from "./candidates.ts";
import { readingLength } from "./length.ts";
import type { Corpus, LocatedSentence } from "./corpus.ts";
import { leadOf } from "./lead.ts";
import type { Citation, Claim, Draft, Mode } from "./reply.ts";
import { mostCentral } from "./salience.ts";
import { saysTheSame } from "./similarity.ts";
import { supportsTopic } from "./support.ts";
import type { Topics } from "./topics.ts";
import { metadataOf, verify } from "./verify.ts";

export interface SummaryDeps {
  readonly corpus: Corpus;
  readonly retriever: Retriever;
  readonly topics: Topics;
  readonly messages: Messages;
}

export interface Summary {
  readonly interview: string;
  readonly title: string | null;
  readonly mode: Mode;
  readonly claims: readonly Claim[];
  readonly citations: readonly Citation[];
}

/** What a reader takes in within about a minute, in Chinese characters. */
const BUDGET = 480;

/** The most telling sentences of each part, in the order of the interview. */
export function summarise(
  stored: LibraryInterview,
  language: Language,
  deps: SummaryDeps,
): Summary {
  const ranked = mostCentral(
    deps.corpus,
    (sentence) => sentence.in === stored && sentence.turn.role !== "interviewer",
  );
  // Every part has its best sentence; the room that is left goes to the best of each turn, best turn first.
  const firsts = firstOfEach(ranked, partOf);
  const rest = firstOfEach(ranked, ({ sentence }) => sentence.turn);
  return toSummary(stored, language, withinBudget(rest, firsts), deps);
}

function firstOfEach(
  ranked: readonly Candidate[],
  keyOf: (sentence: LocatedSentence) => unknown,
): Candidate[] {
  const seen = new Set<unknown>();
  return ranked.filter(({ sentence }) => {
    const key = keyOf(sentence);
    return !seen.has(key) && seen.add(key);
  });
}

/** The same for what one interview says on a topic; no claims when it does not speak of it. */
export async function summariseTopic(
  stored: LibraryInterview,
  topic: string,
  language: Language,
  deps: SummaryDeps,
): Promise<Summary> {
  const { corpus, retriever } = deps;
  const allow = ({ id }: { id: string }) => corpus.sentence(id)?.in === stored;
  const retrieval = await retriever.retrieve(topic, { allow });
  const ranked = supportsTopic(retrieval) ? rankCandidates(topic, retrieval, corpus) : [];
  const near = ranked.filter(({ score }) => score >= ranked[0]!.score * MIN_SHARE);
  return toSummary(stored, language, withinBudget(near, []), deps);
}

const MIN_SHARE = 0.5;

/** Lead, epilogue and each section are the parts of an interview. */
const partOf = ({ turn }: LocatedSentence): string =>
  JSON.stringify([turn.section, turn.section === null && turn.role !== "narrator"]);

/** What must be in, and of the rest as much as a minute holds. */
function withinBudget(rest: readonly Candidate[], required: readonly Candidate[]): Candidate[] {
  const chosen = [...required];
  let room =
    BUDGET - required.reduce((sum, { sentence }) => sum + readingLength(sentence.quote), 0);
  for (const candidate of rest) {
    const { quote } = candidate.sentence;
    const length = readingLength(quote);
    if (length > room || chosen.includes(candidate)) continue;
    if (chosen.some(({ sentence }) => saysTheSame(sentence.quote, quote))) continue;
    chosen.push(candidate);
    room -= length;
  }
  return chosen;
}

/** In the order of the interview; what answers one question is one claim. */
function toSummary(
  { interview }: LibraryInterview,
  language: Language,
  chosen: readonly Candidate[],
  deps: SummaryDeps,
): Summary {
  const inOrder = chosen.map(({ sentence }) => sentence).sort((a, b) => a.index - b.index);
  const claims: { text: string; sentences: string[]; turn: number }[] = [];
  for (const { sentence, ...located } of inOrder) {
    const text = leadOf({ sentence, ...located }, language, deps);
    const last = claims.at(-1);
    if (last?.text === text && last.turn === sentence.turn) last.sentences.push(sentence.id);
    else claims.push({ text, sentences: [sentence.id], turn: sentence.turn });
  }
  const draft: Draft = { claims };
  return {
    interview: interview.id,
    title: metadataOf(interview.metadata, "title"),
    mode: "extractive",
    ...verify(draft, deps.corpus),
  };
}
