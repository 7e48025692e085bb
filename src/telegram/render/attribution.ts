import stringWidth from "string-width";
import { leadOf } from "../../answer/lead.ts";
import {
  askedNote,
  interviewNote,
  interviewOf,
  type NoteDeps,
  sectionNote,
  told,
  voice,
} from "../../answer/notes.ts";
import type { Citation } from "../../answer/reply.ts";
import type { Language } from "../../interview/interview.ts";
import type { QuoteBlock } from "./block.ts";
import { clip } from "./cut-text.ts";
import { bold, italic, join, plain, type TelegramText } from "./telegram-text.ts";

export type RenderDeps = NoteDeps;

/** In UTF-16 units: enough to recognise a question by. */
const LONGEST_QUESTION = 160;
const LONGEST_NAME = 120;
const LONGEST_NOTE = 200;
/** About three lines of a phone, which is what a folded quote shows; a Chinese character takes two columns. */
const LONGEST_UNFOLDED = 120;

export interface QuoteOptions {
  /** Whether short quotes are folded, too. */
  readonly fold: boolean;
  readonly isNumbered?: boolean;
}

/** A quote with its number, its speaker and what was asked, in the reader's language as far as that is known. */
export function quoteBlock(
  citation: Citation,
  language: Language,
  deps: RenderDeps,
  { fold, isNumbered = true }: QuoteOptions,
): QuoteBlock {
  const number = plain(isNumbered ? numberOf(citation) : "");
  const who = whose(citation, language, deps);
  const name = clip(who, LONGEST_NAME);
  const notes = notesOn(citation, who, language, deps);
  const alone = join([join([number, bold(name)], " "), ...notes.map(plain)], "\n");
  return {
    kind: "quote",
    quote: citation.quote,
    isFolded: fold || isLong(citation.quote),
    above: alone,
    alone,
    continued: goesOn(join([number, plain(name)], " "), language, deps),
    below: translationOf(citation, language, deps),
  };
}

export const numberOf = ({ n }: Pick<Citation, "n">): string => `[${n}]`;

/** What there is to say about where a quote comes from, unless it was said already. */
export function notesOn(
  citation: Citation,
  said: string,
  language: Language,
  deps: RenderDeps,
): string[] {
  const { question } = citation;
  const isSaid = question !== null && said.includes(question);
  const short = question && clip(question, LONGEST_QUESTION);
  return told([
    !isSaid && askedNote({ question: short }, language, deps),
    question === null && sectionNote(citation, language, deps),
    interviewNote(citation, language, deps),
  ]).map((note) => clip(note, LONGEST_NOTE));
}

/** What continues over a quote that was cut. */
export const goesOn = (
  attribution: TelegramText,
  language: Language,
  { messages }: RenderDeps,
): TelegramText => plain(messages(language, "render-continued", { attribution: attribution.text }));

export const isLong = (quote: string): boolean =>
  quote.length > LONGEST_UNFOLDED ||
  // Only between these is it worth counting.
  (2 * quote.length > LONGEST_UNFOLDED && stringWidth(quote) > LONGEST_UNFOLDED);

export const translationOf = (
  { translation }: Citation,
  language: Language,
  { messages }: RenderDeps,
): TelegramText =>
  translation === undefined
    ? plain("")
    : italic(messages(language, "render-translated", { text: translation }));

/** Readers of another language are told what the quote is about, since they may not read what was asked. */
function whose(citation: Citation, language: Language, deps: RenderDeps): string {
  const sentence = deps.corpus.sentence(citation.sentences[0] ?? "");
  const isForeign = interviewOf(citation, deps.corpus)?.interview.language !== language;
  if (!sentence || !isForeign) return voice(citation, language, deps);
  return leadOf(sentence, language, deps).replace(/[:：]$/u, "");
}
