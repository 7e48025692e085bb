/** One message of a chat, as far as a recap may use it; service messages and messages of bots are none. */
export interface ChatMessage {
  /** The number that the chat gives it. */
  readonly id: number;
  /** The forum topic that it stands in; `null` in chats without topics, and in the general one. */
  readonly thread: number | null;
  readonly author: Author;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  readonly editedAt: number | null;
  /** Id of the message in the same chat that it answers. */
  readonly replyTo: number | null;
  /** Text or caption as it stands; empty when there is only media. */
  readonly text: string;
  readonly media: MediaKind | null;
  /** Whom it mentions: user names in lower case with `@`, or author keys for mentions without one. */
  readonly mentions: readonly string[];
  /** Addresses that it shares, each once, also those hidden behind words. */
  readonly links: readonly string[];
}

/** Whoever a message appears under: a person, or a chat that posts as itself (an anonymous admin, a channel). */
export interface Author {
  /** `user:<id>` or `chat:<id>`: never the name, which changes. */
  readonly key: string;
  readonly name: string;
  /** User name in lower case with `@`, if there is one. */
  readonly handle: string | null;
}

export type MediaKind =
  | "photo"
  | "video"
  | "voice"
  | "audio"
  | "file"
  | "sticker"
  | "animation"
  | "poll"
  | "location"
  | "contact"
  | "other";
