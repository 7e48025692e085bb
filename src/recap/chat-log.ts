import type { ChatMessage } from "./chat-message.ts";

/**
 * What a group has said lately, kept only while its consent is on and only of people who have not opted out;
 * encrypted, or in memory when there is no key. Chats and authors go by keys, `chat:<id>` and `user:<id>`.
 *
 * What a promise has resolved for survives `kill -9`; forgetting survives a power cut as well. Long work is
 * done in slices, so that the event loop stays free for others.
 *
 * When a group becomes a supergroup, messages are counted anew: those from before then have negative ids
 * (`-id`, replies likewise). They come before all others, and no link leads to them.
 */
export interface ChatLog {
  /**
   * Stores a message, or what became of it by an edit: `sentAt` stays, and an older state never replaces a
   * newer one. Whether it was stored: not without consent, nor from who has opted out, nor what is older than
   * the chat keeps messages.
   */
  add(chat: string, message: ChatMessage): Promise<boolean>;
  /** An import, by the rules of `add`; how many of them were stored. The newest `MOST_MESSAGES` at most. */
  addAll(chat: string, messages: readonly ChatMessage[]): Promise<number>;
  /** In order of time. What cannot be read any more, see `LogStats`, is left out. */
  range(chat: string, range: LogRange): Promise<ChatMessage[]>;
  /** When the author last wrote, in milliseconds since 1970; `null` when nothing of theirs is stored. */
  lastBy(chat: string, author: string): Promise<number | null>;
  stats(chat: string): Promise<LogStats>;
  removeMessages(chat: string, ids: readonly number[]): Promise<void>;
  /** Deletes what the author wrote, and stores nothing of theirs from here on; `null` means in every chat. */
  forgetAuthor(chat: string | null, author: string): Promise<void>;
  /** Takes back all of `forgetAuthor`; what was deleted stays so. */
  optIn(author: string): Promise<void>;
  hasOptedOut(chat: string, author: string): Promise<boolean>;
  /** Deletes what is older than its chat keeps messages; to be called at start and every hour. How many went. */
  purge(): Promise<number>;
  /** Puts what older keys encrypted under the first one, after which they are not needed any more. */
  reencrypt(): Promise<Reencrypted>;
  /** How many messages, in all chats, none of the keys at hand decrypts. They stay until their time is up. */
  countUnreadable(): Promise<number>;
}

/** The oldest go when a chat has more. */
export const MOST_MESSAGES = 20_000;

/** All conditions hold together. Times are milliseconds since 1970. */
export interface LogRange {
  /** The first moment that counts. */
  readonly from?: number | undefined;
  /** The first moment that does not count any more. */
  readonly to?: number | undefined;
  /** No more than the newest so many. */
  readonly last?: number | undefined;
  /** A forum topic; `null` is what stands in none. All, when not given. */
  readonly thread?: number | null | undefined;
  /** This message and all after it. */
  readonly fromMessage?: number | undefined;
}

export interface LogStats {
  readonly count: number;
  /** When the oldest and the newest were sent. */
  readonly oldest: number | null;
  readonly newest: number | null;
  /** Messages among them that none of the keys at hand decrypts. */
  readonly unreadable: number;
}

export interface Reencrypted {
  readonly done: number;
  /** No key at hand decrypts them, or somebody has changed them. */
  readonly unreadable: number;
}
