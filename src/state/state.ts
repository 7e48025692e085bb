import type { Language } from "../interview/interview.ts";
import type { ChatLog } from "../recap/chat-log.ts";
import type { Consents } from "../recap/consent.ts";
import type { RecapSchedules } from "../recap/recap-schedules.ts";

/**
 * What the bot remembers over a restart: ids, choices and numbers, and the messages of chats that consent.
 *
 * People and chats go by keys, `user:<id>` and `chat:<id>` (`chat:-100…`), as authors of messages do. What a
 * promise has resolved for survives `kill -9`; what has been forgotten survives a power cut as well. Every
 * method rejects with a `UserError` when the disk is full, the file damaged or held by another program.
 */
export interface State {
  readonly preferences: Preferences;
  readonly feedback: Feedback;
  readonly updates: Updates;
  readonly tokens: Tokens;
  readonly notices: Notices;
  readonly chatLog: ChatLog;
  readonly consents: Consents;
  readonly schedules: RecapSchedules;
  /**
   * A group became a supergroup: all that is kept about the old one is about the new one from here on.
   * A supergroup counts its messages anew, so votes on messages of the group are found under `-id`.
   */
  moveChat(from: string, to: string): Promise<void>;
  /**
   * Deletes choices, votes, notices, subscriptions and messages, and stores no message of theirs from here on,
   * until `chatLog.optIn`. What a model cost them today stays until `tokens.forgetBefore`, or forgetting would
   * lift the limit.
   */
  forgetUser(user: string): Promise<void>;
  /** The same for a chat, with the votes on its messages, and its consent. Opt-outs of people stay. */
  forgetChat(chat: string): Promise<void>;
  close(): Promise<void>;
}

export interface Preferences {
  /** What the person or chat has chosen; `null`: nothing. */
  language(scope: string): Promise<Language | null>;
  setLanguage(scope: string, language: Language | null): Promise<void>;
}

export interface Feedback {
  /** One vote a person and message: the last one counts, `null` takes it back. */
  vote(vote: Vote): Promise<void>;
  of(chat: string, message: number): Promise<VoteCount>;
}

export interface Vote {
  readonly chat: string;
  /** The bot's message that is judged. */
  readonly message: number;
  readonly user: string;
  readonly vote: "up" | "down" | null;
}

export interface VoteCount {
  readonly up: number;
  readonly down: number;
}

/** Which updates have been dealt with: they can come twice, after a restart above all. */
export interface Updates {
  isDone(updateId: number): Promise<boolean>;
  markDone(updateId: number): Promise<void>;
  /** Those before it will not come again. */
  forgetBelow(updateId: number): Promise<void>;
}

/** Tokens that a model has used. */
export interface Tokens {
  /** `scope` is a person, a chat or `all`; `day` is `YYYY-MM-DD`; `count` is whole and may be negative to give back. */
  add(scope: string, day: string, count: number): Promise<void>;
  used(scope: string, day: string): Promise<number>;
  forgetBefore(day: string): Promise<void>;
}

/**
 * What is said once only. A key that ends with `:<user or chat>`, such as `deaf:chat:-100…`, is forgotten
 * and moved with them.
 */
export interface Notices {
  /** Whether this is the first time ever. */
  once(key: string): Promise<boolean>;
  forget(key: string): Promise<void>;
}
