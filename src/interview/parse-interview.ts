import { UserError } from "../errors.ts";
import { cutHoles, scanBlocks } from "./blocks.ts";
import { findLabels } from "./find-labels.ts";
import { readFrontMatter } from "./front-matter.ts";
import { withoutFurniture } from "./furniture.ts";
import { findHoles } from "./holes.ts";
import type {
  Interview,
  Language,
  MetadataFact,
  MetadataField,
  Sentence,
  Span,
  Turn,
} from "./interview.ts";
import { cutPassages } from "./passages.ts";
import { isCjkAt, withLineFeeds } from "./characters.ts";
import { quoteOf } from "./quote-of.ts";
import { readMetadata } from "./read-metadata.ts";
import { numberSentences } from "./number-sentences.ts";
import { draftTurns } from "./turn-draft.ts";
import { rolesOf, voiceEpilogue } from "./voices.ts";

/** The interview that a text states. Spans are offsets into it, whatever was left out. */
export function parseInterview(text: string, { fallbackId }: { fallbackId: string }): Interview {
  const source = withLineFeeds(text);
  const front = readFrontMatter(source);
  const from = front?.end ?? (source.startsWith("\ufeff") ? 1 : 0);
  const scanned = cutHoles(source, scanBlocks(source, from), findHoles(source, from));
  const header = readMetadata(source, scanned, front?.facts ?? new Map());
  const { facts, leadStart } = header;
  const urls = [...facts.values()].map(({ start, end }) => quoteOf(source.slice(start, end)));
  const clues = { labels: findLabels(source, header.blocks), leadStart, urls };
  const blocks = withoutFurniture(source, header.blocks, clues);
  const drafts = draftTurns(source, blocks, clues.labels);
  const roles = rolesOf(source, drafts);
  const id = front?.id ?? fallbackId;
  const { turns, sentences } = numberSentences(
    id,
    source,
    voiceEpilogue(source, drafts, roles),
    roles,
  );
  if (sentences.length === 0)
    throw new UserError("source", "There is nothing to quote in it: no sentence of text.");
  return {
    id,
    language: front?.language ?? languageOf(source, sentences),
    metadata: factsOf(id, source, facts),
    speakers: speakersOf(turns),
    sections: [...new Set(turns.flatMap(({ section }) => section ?? []))],
    turns,
    sentences,
    passages: cutPassages(id, source, turns, sentences),
  };
}

/** The id that front matter gives the interview, if any. */
export function declaredId(source: string): string | undefined {
  return readFrontMatter(withLineFeeds(source))?.id ?? undefined;
}

export const quoteOfSentence = (source: string, { start, end }: Span): string =>
  quoteOf(source.slice(start, end));

/** What the interviewer asked when this turn answers, or `null` where it answers nothing. */
export function questionOf(interview: Interview, source: string, turnIndex: number): string | null {
  const asked = interview.turns[turnIndex]?.answers ?? null;
  return asked === null ? null : textOf(interview, source, interview.turns[asked]!);
}

/** The words of a turn; its paragraphs are joined like lines of one. */
function textOf({ sentences }: Interview, source: string, { from, to }: Turn): string {
  const paragraphs: Span[] = [];
  let block = -1;
  for (const { start, end, ...sentence } of sentences.slice(from, to)) {
    if (sentence.block === block) paragraphs.push({ start: paragraphs.pop()!.start, end });
    else paragraphs.push({ start, end });
    block = sentence.block;
  }
  return quoteOf(paragraphs.map((span) => quoteOfSentence(source, span)).join("\n"));
}

const FIELDS: readonly MetadataField[] = [
  "title",
  "publisher",
  "published",
  "place",
  "url",
  "reporter",
  "reported",
  "originalUrl",
];

function factsOf(
  id: string,
  source: string,
  facts: ReadonlyMap<MetadataField, Span>,
): MetadataFact[] {
  return FIELDS.flatMap((field) => facts.get(field) ?? []).map((span, index) => ({
    id: `${id}-m${index + 1}`,
    field: FIELDS.find((field) => facts.get(field) === span)!,
    value: quoteOfSentence(source, span),
    start: span.start,
    end: span.end,
  }));
}

function speakersOf(turns: readonly Turn[]): Interview["speakers"] {
  const speakers = new Map<string, Interview["speakers"][number]>();
  for (const { speaker, role } of turns)
    if (speaker !== null && !speakers.has(speaker)) speakers.set(speaker, { name: speaker, role });
  return [...speakers.values()];
}

/** Enough to tell the language by. */
const SAMPLE = 20_000;

/** Chinese where characters outnumber Latin words: an English name in Chinese text is no English. */
function languageOf(source: string, sentences: readonly Sentence[]): Language {
  let cjk = 0;
  let words = 0;
  for (const { start, end } of sentences) {
    for (let at = start; at < end; at++) if (isCjkAt(source, at, 1)) cjk++;
    words += source.slice(start, end).match(/[A-Za-z]+/gu)?.length ?? 0;
    if (cjk + words > SAMPLE) break;
  }
  return cjk > words ? "zh" : "en";
}
