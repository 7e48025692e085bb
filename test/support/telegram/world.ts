import type {
  Chat,
  ChatMember,
  InlineQuery,
  CallbackQuery,
  Message,
  User,
  UserFromGetMe,
} from "grammy/types";
import type { InlineResult } from "./schemas/inline.ts";
import type { Signal } from "./signal.ts";
import type { Updates } from "./updates.ts";

export interface Topic {
  id: number;
  name: string;
  closed: boolean;
  /** The service message that opened it: what every message of the topic replies to by default. */
  created: Message;
}

export interface ChatState {
  chat: Chat;
  /** What the chat holds now, by message id, oldest first. Messages are replaced, never changed. */
  messages: Map<number, Message>;
  /** Ids of the messages the bot ever sent there, in order, deleted ones included. */
  sent: number[];
  members: Map<number, ChatMember>;
  topics: Map<number, Topic>;
  linkedChatId: number | undefined;
  migratedTo: number | undefined;
  /** Privacy mode as it was when the bot joined: a later change counts when it is added again. */
  botSeesAll: boolean;
  /** Private chats: whether the person has written, and whether they have blocked the bot since. */
  contact: "none" | "open" | "blocked" | "deactivated";
}

export interface StoredFile {
  name: string;
  path: string;
  content: Buffer;
}

/** `text` is the toast or alert; undefined when the query was only acknowledged. */
export interface CallbackAnswer {
  text?: string;
  show_alert?: boolean;
  url?: string;
}

/** What the bot answered an inline query with, beside the query itself. */
export interface InlineAnswer {
  query: InlineQuery;
  results: InlineResult[];
  cache_time: number;
  is_personal: boolean;
  next_offset: string;
  button: { text: string; start_parameter?: string | undefined } | undefined;
}

export interface World {
  bot: UserFromGetMe;
  users: Map<number, User>;
  chats: Map<number, ChatState>;
  files: Map<string, StoredFile>;
  callbacks: Map<string, { query: CallbackQuery; answer: CallbackAnswer | undefined }>;
  inlineQueries: Map<string, { query: InlineQuery; answer: InlineAnswer | undefined }>;
  guestQueries: Map<string, { message: Message; answer: Message | undefined }>;
  /** Where a message sent via the bot is, by its inline_message_id. */
  inlineMessages: Map<string, { chatId: number; messageId: number }>;
  commands: Map<string, { command: string; description: string }[]>;
  texts: Map<string, string>;
  reactions: Map<string, string[]>;
  webhookUrl: string;
  updates: Updates;
  signal: Signal;
  /** A number nobody had before. */
  serial(): number;
  /** The id of a new supergroup or channel: -100 and ten digits. */
  supergroupId(): number;
  /** Unix time in seconds. */
  now(): number;
  nextMessageId(state: ChatState): number;
  addChat(chat: Chat): ChatState;
}

interface WorldDeps {
  bot: UserFromGetMe;
  updates: Updates;
  signal: Signal;
  now: () => number;
}

export function createWorld({ bot, updates, signal, now }: WorldDeps): World {
  let lastSerial = 1000;
  // Private chats and basic groups share one numbering, supergroups and channels have their own.
  let lastSharedId = 0;
  const lastIds = new Map<number, number>();
  const world: World = {
    bot,
    users: new Map([[bot.id, plainUser(bot)]]),
    chats: new Map(),
    files: new Map(),
    callbacks: new Map(),
    inlineQueries: new Map(),
    guestQueries: new Map(),
    inlineMessages: new Map(),
    commands: new Map(),
    texts: new Map(),
    reactions: new Map(),
    webhookUrl: "",
    updates,
    signal,
    serial: () => ++lastSerial,
    supergroupId: () => -(1_000_000_000_000 + 1_500_000_000 + ++lastSerial),
    now: () => Math.floor(now() / 1000),
    nextMessageId({ chat }) {
      if (chat.type === "private" || chat.type === "group") return ++lastSharedId;
      // The first message is the one that says the chat was made.
      const id = (lastIds.get(chat.id) ?? 1) + 1;
      lastIds.set(chat.id, id);
      return id;
    },
    addChat(chat) {
      const state: ChatState = {
        chat,
        messages: new Map(),
        sent: [],
        members: new Map(),
        topics: new Map(),
        linkedChatId: undefined,
        migratedTo: undefined,
        botSeesAll: world.bot.can_read_all_group_messages,
        contact: "none",
      };
      world.chats.set(chat.id, state);
      return state;
    },
  };
  return world;
}

/** A bot as others see it, without what only getMe tells. */
export function plainUser({ id, is_bot, first_name, username }: UserFromGetMe): User {
  return { id, is_bot, first_name, username };
}
