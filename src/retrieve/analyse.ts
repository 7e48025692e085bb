import type { Lexicon } from "./lexicon.ts";
import { tokenise } from "./tokens.ts";

export interface SourceSentence {
  readonly id: string;
  readonly text: string;
  readonly speaker: string | null;
}

export interface SourcePassage {
  readonly id: string;
  /** Heading, question, …: indexed with the passage, never quoted. */
  readonly context: readonly string[];
  readonly sentences: readonly SourceSentence[];
}

/** Plain JSON. `terms` are the folded words in order, one space between, `|` where a run ends. */
export interface AnalysedSentence {
  readonly id: string;
  readonly speaker: string | null;
  readonly terms: string;
}

export interface AnalysedPassage {
  readonly id: string;
  readonly context: string;
  readonly sentences: readonly AnalysedSentence[];
}

export function analysePassage(passage: SourcePassage, lexicon: Lexicon): AnalysedPassage {
  return {
    id: passage.id,
    context: analyseText(passage.context.join("\n"), lexicon),
    sentences: passage.sentences.map(({ id, speaker, text }) => ({
      id,
      speaker,
      terms: analyseText(text, lexicon),
    })),
  };
}

/** What an embedder is given for a passage: its context, then its words. */
export function passageText(passage: SourcePassage): string {
  return [...passage.context, passage.sentences.map(({ text }) => text).join("")].join("\n");
}

export function analyseText(text: string, lexicon: Lexicon): string {
  return tokenise(text, lexicon)
    .map((token) => token.text)
    .join(" ");
}
