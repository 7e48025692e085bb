import type { Candidate } from "./candidates.ts";
import { QUOTES } from "./choose-quotes.ts";
import { composeExtractive } from "./compose-extractive.ts";
import type { Exchange } from "./conversation.ts";
import type { LeadDeps } from "./lead.ts";
import { type Found, lookUp, type LookUpDeps, type Question } from "./look-up.ts";
import { questionParts } from "./question-parts.ts";
import type { Draft } from "./reply.ts";
import { speakersOf } from "./speakers.ts";
import { sayerIn } from "./understand.ts";

/** What the library has on each of the questions that one message asks. */
export interface PartsFound {
  /** Of all parts that it answers, together. */
  readonly found: Found;
  readonly draft: Draft;
  /** What it does not answer, as it was asked. */
  readonly unanswered: readonly string[];
}

/** `null` where a message asks one thing, or where none of what it asks is answered by itself. */
export async function lookUpParts(
  question: Question,
  before: Exchange | null,
  deps: LookUpDeps & LeadDeps,
): Promise<PartsFound | null> {
  const parts = questionParts(question.text);
  if (parts.length === 1) return null;
  const answered: Found[] = [];
  const unanswered: string[] = [];
  let last = before;
  for (const text of parts) {
    const part = { ...question, text, sayer: sayerIn(text, speakersOf(deps.corpus)) };
    // "And what does it cost?" leans on the part before.
    const found = await lookUp(part, last, deps);
    if (found.candidates.length > 0) answered.push(found);
    else unanswered.push(text);
    last = { question: found.text, language: question.language, cited: [] };
  }
  if (answered.length === 0) return null;
  return { ...together(question, answered, deps), unanswered };
}

function together(
  { text, language }: Question,
  answered: readonly Found[],
  deps: LeadDeps,
): Pick<PartsFound, "found" | "draft"> {
  const taken = new Set<string>();
  const claims: Draft["claims"][number][] = [];
  for (const [i, { candidates, found }] of answered.entries()) {
    const left = candidates.filter(({ sentence }) => !taken.has(sentence.sentence.id));
    const draft = composeExtractive(left, found, language, deps, quotesFor(i, answered.length));
    for (const claim of draft.claims) {
      claims.push(claim);
      for (const id of claim.sentences) taken.add(id);
    }
  }
  const found: Found = {
    text,
    candidates: merged(answered),
    found: Math.min(...answered.map((one) => one.found)),
    plain: answered.every(({ plain }) => plain),
    unsaid: answered.every(({ unsaid }) => unsaid),
    passages: [...new Set(answered.flatMap(({ passages }) => passages))],
  };
  return { found, draft: { claims: joined(claims) } };
}

/** Together no more than one answer has; the first ones get what is left over. */
const quotesFor = (place: number, parts: number): number =>
  Math.floor(QUOTES / parts) + Number(place < QUOTES % parts);

/** Quotes under the same lead stand under it once. */
function joined(claims: readonly Draft["claims"][number][]): Draft["claims"] {
  const byLead = new Map<string, string[]>();
  for (const { text, sentences } of claims)
    byLead.set(text, [...(byLead.get(text) ?? []), ...sentences]);
  return [...byLead].map(([text, sentences]) => ({ text, sentences }));
}

/** Each sentence once, with its better score, best first. */
function merged(answered: readonly Found[]): Candidate[] {
  const best = new Map<string, Candidate>();
  for (const candidate of answered.flatMap(({ candidates }) => candidates)) {
    const { id } = candidate.sentence.sentence;
    if (candidate.score > (best.get(id)?.score ?? 0)) best.set(id, candidate);
  }
  return [...best.values()].sort((one, other) => other.score - one.score);
}
