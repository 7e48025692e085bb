import type { Span } from "../interview/interview.ts";
import { quoteOf } from "../interview/quote-of.ts";
import type { LibraryInterview } from "../library/stored-interview.ts";
import type { Corpus, LocatedFact, LocatedSentence } from "./corpus.ts";
import type { Citation, Claim, Draft } from "./reply.ts";

export interface Verified {
  readonly claims: readonly Claim[];
  readonly citations: readonly Citation[];
}

/**
 * Turns pointers into quotes. The draft says only which sentences support a claim: the words, their speaker
 * and their place are read from the source here. Ids that do not exist are dropped, and so is a claim that
 * is left with none.
 */
export function verify(draft: Draft, corpus: Corpus): Verified {
  const citations: Citation[] = [];
  const claims: Claim[] = [];
  for (const { text, sentences } of draft.claims) {
    const cited = cite(sentences, corpus);
    if (cited.length === 0) continue;
    const numbers = cited.map((citation) => numberOf(citation, citations));
    claims.push({ text, citations: [...new Set(numbers)] });
  }
  return { claims, citations };
}

/** The number of this citation in the reply; a span that is cited twice has one number. */
function numberOf(citation: Unnumbered, citations: Citation[]): number {
  const known = citations.find(
    ({ file, start, end }) =>
      file === citation.file && start === citation.start && end === citation.end,
  );
  if (known) return known.n;
  const n = citations.length + 1;
  citations.push({ n, ...citation });
  return n;
}

type Unnumbered = Omit<Citation, "n">;

/** In the order of the ids, except that adjacent sentences of one speaker become one quote. */
function cite(ids: readonly string[], corpus: Corpus): Unnumbered[] {
  const facts = ids.map((id) => corpus.fact(id)).filter((fact) => fact !== undefined);
  const sentences = ids.map((id) => corpus.sentence(id)).filter((found) => found !== undefined);
  return [
    ...facts.map((fact) => factCitation(fact)),
    ...runs(sentences).map((run) => sentenceCitation(run, corpus)),
  ];
}

function runs(sentences: readonly LocatedSentence[]): LocatedSentence[][] {
  const inOrder = [...new Set(sentences)].sort((a, b) =>
    a.in === b.in ? a.index - b.index : sentences.indexOf(a) - sentences.indexOf(b),
  );
  const found: LocatedSentence[][] = [];
  for (const sentence of inOrder) {
    const last = found.at(-1)?.at(-1);
    if (last && joins(last, sentence)) found.at(-1)!.push(sentence);
    else found.push([sentence]);
  }
  const place = (run: LocatedSentence[]) => Math.min(...run.map((s) => sentences.indexOf(s)));
  return found.sort((a, b) => place(a) - place(b));
}

/** Whether two sentences may stand in one quote: neighbours in one block of one turn, of one voice. */
export const joins = (first: LocatedSentence, second: LocatedSentence): boolean =>
  first.in === second.in &&
  second.index === first.index + 1 &&
  first.passageId === second.passageId &&
  first.sentence.block === second.sentence.block &&
  first.sentence.turn === second.sentence.turn &&
  first.sentence.quotedSpeaker === second.sentence.quotedSpeaker;

/** A quote of adjacent sentences; `window` narrows it to a part of the first one. */
export function sentenceCitation(
  run: readonly LocatedSentence[],
  corpus: Corpus,
  window?: Span,
): Unnumbered {
  const first = run[0]!;
  const span = window ?? { start: first.sentence.start, end: run.at(-1)!.sentence.end };
  return {
    ...cut(first.in, span),
    speaker: first.turn.speaker,
    quoted_speaker: first.sentence.quotedSpeaker,
    role: first.turn.role,
    question: corpus.questionFor(first),
    section: first.turn.section,
    passage: first.passageId,
    sentences: run.map(({ sentence }) => sentence.id),
  };
}

const factCitation = ({ in: stored, fact }: LocatedFact): Unnumbered => ({
  ...cut(stored, fact),
  speaker: null,
  quoted_speaker: null,
  role: "narrator",
  question: null,
  section: null,
  passage: `${stored.interview.id}-m`,
  sentences: [fact.id],
});

/** The one place where the words of a quote come from. */
const cut = ({ interview, source, file }: LibraryInterview, { start, end }: Span) => ({
  quote: quoteOf(source.slice(start, end)),
  interview: interview.id,
  file,
  start,
  end,
  url: metadataOf(interview.metadata, "url") ?? metadataOf(interview.metadata, "originalUrl"),
});

export const metadataOf = (
  metadata: LibraryInterview["interview"]["metadata"],
  wanted: (typeof metadata)[number]["field"],
): string | null => metadata.find(({ field }) => field === wanted)?.value ?? null;
