import type { Chat, Message, User } from "grammy/types";

/** Where something is said: a chat, or a topic of a forum. */
export interface Place {
  readonly chat: number;
  /** Only of forum topics other than the general one, which takes none when sending. */
  readonly thread: number | undefined;
  readonly isGroup: boolean;
}

export function placeOf(chat: Chat, message: Message | undefined): Place {
  const inTopic = message?.is_topic_message === true ? message.message_thread_id : undefined;
  return {
    chat: chat.id,
    thread: inTopic === GENERAL_TOPIC ? undefined : inTopic,
    isGroup: chat.type !== "private",
  };
}

const GENERAL_TOPIC = 1;

export const placeKey = ({ chat, thread }: Pick<Place, "chat" | "thread">): string =>
  thread === undefined ? String(chat) : `${chat}/${thread}`;

export const chatKey = (chat: number): string => `chat:${chat}`;
export const userKey = (user: number): string => `user:${user}`;

/** Whoever a message appears under: anonymous admins and channels post as a chat. */
export const senderKey = (from: User | undefined, senderChat: Chat | undefined): string | null =>
  senderChat ? chatKey(senderChat.id) : from ? userKey(from.id) : null;
