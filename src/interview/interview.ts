/** Half-open range of UTF-16 code units in the source text, as `String.prototype.slice` takes it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Language = "zh" | "en";

export type Role = "interviewer" | "interviewee" | "narrator";

/** What is cited. Its words are `quoteOf(source.slice(start, end))`; nothing else is ever quoted. */
export interface Sentence extends Span {
  /** `<interview id>-<number>`; numbered once per interview from 1, in document order. */
  readonly id: string;
  /** Index into `Interview.turns`. */
  readonly turn: number;
  /** Numbered per interview; a quote never joins sentences of two blocks (paragraph, list item, side of an image). */
  readonly block: number;
  /** Whom narrator prose quotes in this sentence, by the label that the speaker's turns carry. */
  readonly quotedSpeaker: string | null;
}

/** One speaker's uninterrupted words under one heading, or one run of narrator prose. */
export interface Turn {
  /** The label as the source writes it; `null` for narrator prose. */
  readonly speaker: string | null;
  readonly role: Role;
  /** The topic heading above it; `null` for lead and epilogue. */
  readonly section: string | null;
  /** Index of the interviewer's turn that this one answers, if any. */
  readonly answers: number | null;
  /** Range of `Interview.sentences`: [first, last + 1). */
  readonly from: number;
  readonly to: number;
}

/** What is indexed: an exchange, a window of a long one, or a paragraph of narrator prose. */
export interface Passage {
  /** `<interview id>-p<number>`, from 1. */
  readonly id: string;
  /** Range of `Interview.sentences`: [first, last + 1); passages do not overlap and leave out nothing. */
  readonly from: number;
  readonly to: number;
}

export interface Speaker {
  /** The label as the source writes it. */
  readonly name: string;
  readonly role: Role;
}

/** One fact about the article itself, as the source states it: cited only for questions about the article. */
export interface MetadataFact extends Span {
  /** `<interview id>-m<number>`, from 1. */
  readonly id: string;
  readonly field: MetadataField;
  /** `quoteOf` of the span. */
  readonly value: string;
}

export type MetadataField =
  | "title"
  /** The account that published this text. */
  | "publisher"
  | "published"
  | "place"
  /** Where this text was published. */
  | "url"
  /** The reporter's byline, and the day that it gives. */
  | "reporter"
  | "reported"
  /** The original, where this text is a translation. */
  | "originalUrl";

export interface Interview {
  /** `[A-Za-z0-9_-]`, at most 30 characters, so that every id derived from it stays within 40. */
  readonly id: string;
  readonly language: Language;
  /** At most one fact a field. */
  readonly metadata: readonly MetadataFact[];
  /** In order of first appearance. */
  readonly speakers: readonly Speaker[];
  readonly sections: readonly string[];
  readonly turns: readonly Turn[];
  readonly sentences: readonly Sentence[];
  readonly passages: readonly Passage[];
}
