import type { Language, Role } from "../interview/interview.ts";

/** The words of one or more adjacent sentences, cut out of the source, and where they stand. */
export interface Citation {
  /** Its number in this reply, from 1. */
  readonly n: number;
  readonly quote: string;
  readonly speaker: string | null;
  readonly quoted_speaker: string | null;
  readonly role: Role;
  /** The reporter's question that the quoted turn answers, in the source's words. */
  readonly question: string | null;
  readonly section: string | null;
  readonly interview: string;
  readonly passage: string;
  readonly sentences: readonly string[];
  readonly file: string;
  /** UTF-16 offsets into `file`. */
  readonly start: number;
  readonly end: number;
  readonly url: string | null;
  /** Of the quote, by a model, for readers of another language; never a part of the quote. */
  readonly translation?: string;
}

/** One statement of a reply; `citations` are numbers of its citations. */
export interface Claim {
  readonly text: string;
  readonly citations: readonly number[];
}

/** What the interview does answer, offered when it does not answer what was asked. */
export interface Topic {
  readonly section: string | null;
  readonly question: string;
  /** The editor's title in the reader's language, if there is a topic sheet. */
  readonly title: string | null;
  /** Id of the first sentence of the exchange. */
  readonly start: string;
}

/** How an answer was composed: cut out and led in by code, or put together by a model that points. */
export type Mode = "extractive" | "model";

/** Why a reply is extractive though a model was to compose it. */
export type Fallback = "slow" | "unavailable" | "over-budget" | "unusable";

interface ReplyBase {
  readonly question: string;
  readonly language: Language;
  readonly mode: Mode;
  /** What a person is told beside the quotes: that they only come close, or why there are none; else empty. */
  readonly message: string;
  readonly fallback?: Fallback;
  readonly nearest: readonly Topic[];
}

export type Reply =
  | (ReplyBase & {
      readonly status: "answered";
      readonly claims: readonly Claim[];
      readonly citations: readonly Citation[];
    })
  | (ReplyBase & { readonly status: "not_found"; readonly claims: []; readonly citations: [] });

/** What a composer hands to verification: statements that point at sentence ids. */
export interface Draft {
  readonly claims: readonly { readonly text: string; readonly sentences: readonly string[] }[];
}
