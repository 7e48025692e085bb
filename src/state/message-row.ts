import type { ChatMessage } from "../recap/chat-message.ts";
import type { Cipher } from "../recap/encryption.ts";
import type { MessageRow } from "./schema.ts";

/** The chat that a row belongs to, and what it was called before it became a supergroup. */
export interface RowChat {
  readonly id: number;
  readonly key: string;
  readonly moved_from: string | null;
}

/** What only the key reveals. */
type Body = Pick<ChatMessage, "author" | "text" | "media" | "mentions" | "links">;

export function sealMessage(chat: RowChat, message: ChatMessage, cipher: Cipher): MessageRow {
  const { author, text, media, mentions, links } = message;
  const row = {
    chat: chat.id,
    id: message.id,
    thread: message.thread,
    author: cipher.pseudonym(author.key),
    sent_at: message.sentAt,
    edited_at: message.editedAt,
    reply_to: message.replyTo,
  };
  const body: Body = { author, text, media, mentions, links };
  return { ...row, ...cipher.seal(JSON.stringify(body), contextOf(chat, row)) };
}

/** `null`: no key at hand decrypts it, or somebody has changed it or put it into another chat. */
export function openMessage(chat: RowChat, row: MessageRow, cipher: Cipher): ChatMessage | null {
  const text = cipher.open(row, contextOf(chat, row));
  if (text === null) return null;
  return {
    id: row.id,
    thread: row.thread,
    sentAt: row.sent_at,
    editedAt: row.edited_at,
    replyTo: row.reply_to,
    ...(JSON.parse(text) as Body),
  };
}

/**
 * The chat and message as Telegram knew them when it was written, so that a row can neither be shown in
 * another chat nor be made to say another thing about when, where and by whom. A move of the chat changes
 * none of this: it only turns the sign of ids.
 */
function contextOf(chat: RowChat, row: Omit<MessageRow, keyof ReturnType<Cipher["seal"]>>): string {
  const moved = row.id < 0;
  const sign = moved ? -1 : 1;
  const { thread, author, sent_at, edited_at, reply_to } = row;
  const replyTo = reply_to === null ? null : sign * reply_to;
  const key = moved ? chat.moved_from : chat.key;
  return JSON.stringify([
    key,
    sign * row.id,
    thread,
    author.toString("hex"),
    sent_at,
    edited_at,
    replyTo,
  ]);
}
