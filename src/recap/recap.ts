import type { Citation, Fallback, Mode } from "../answer/reply.ts";
import type { Language } from "../interview/interview.ts";
import type { Author, ChatMessage } from "./chat-message.ts";

/** Where messages are; enough to name it and to link to them. */
export interface RecapChat {
  /** As the Bot API has it: below -10¹² for supergroups and channels, negative for basic groups. */
  readonly id: number;
  readonly name: string;
  /** Without `@`; `null` for chats that have none. */
  readonly username: string | null;
}

/** Why a message of the window is in no discussion. */
export type SkipReason = (typeof SKIP_REASONS)[number];
export const SKIP_REASONS = ["small-talk", "media", "commands", "spam", "bots"] as const;

/** What a recap may use, and nothing else. */
export interface ChatWindow {
  readonly chat: RecapChat;
  /** In the order in which they were sent; each id once. */
  readonly messages: readonly ChatMessage[];
  /** Messages of this period that cannot be used at all: those of bots, and unreadable ones. */
  readonly left: number;
}

/** A part of the text of a message; UTF-16 offsets into it. */
export interface Excerpt {
  readonly message: number;
  readonly start: number;
  readonly end: number;
}

/** What a composer hands to verification: it points at messages, and says who wrote nothing itself. */
export interface RecapDraft {
  readonly mode: Mode;
  readonly threads: readonly DraftThread[];
}

export interface DraftThread {
  /** Words of its messages. */
  readonly title: readonly Excerpt[];
  /** All its messages. */
  readonly messages: readonly number[];
  readonly points: readonly DraftPoint[];
  readonly questions: readonly Excerpt[];
}

export type DraftPoint =
  | { readonly kind: "excerpt"; readonly excerpt: Excerpt; readonly decision: boolean }
  /** In a model's words, about these messages. */
  | {
      readonly kind: "claim";
      readonly text: string;
      readonly messages: readonly number[];
      readonly decision: boolean;
    };

/** What a group discussed, every point with the messages that prove it. */
export interface Recap {
  readonly chat: RecapChat;
  readonly mode: Mode;
  /** Why it is extractive though a model was to compose it. */
  readonly fallback?: Fallback;
  /** Of most of the messages. */
  readonly language: Language;
  /** When the first and the last message of the window were sent, in milliseconds; `null` without any. */
  readonly from: number | null;
  readonly to: number | null;
  /** Messages in discussions, shown or not; with `skipped` all that the window had. */
  readonly covered: number;
  readonly skipped: number;
  readonly reasons: Readonly<Record<SkipReason, number>>;
  readonly threads: readonly RecapThread[];
  /** Smaller discussions for which there was no room. */
  readonly more: number;
}

export interface RecapThread {
  readonly title: string;
  /** The forum topic, or `null`. */
  readonly topic: number | null;
  /** How many messages it has, and which. */
  readonly size: number;
  readonly messages: readonly number[];
  /** Who wrote most first. */
  readonly authors: readonly Author[];
  readonly claims: readonly RecapClaim[];
  /** Asked, and not answered in the window. */
  readonly questions: readonly RecapClaim[];
  readonly links: readonly RecapLink[];
  /** What the interview says on it, where it is about the interview. */
  readonly quote: Citation | null;
}

export interface RecapClaim {
  /** Exactly a part of the one message, or in a model's words what its messages say. */
  readonly text: string;
  readonly exact: boolean;
  /** Of the messages, in their order. */
  readonly authors: readonly Author[];
  readonly messages: readonly number[];
  readonly decision: boolean;
}

export interface RecapLink {
  readonly url: string;
  readonly messages: readonly number[];
}
