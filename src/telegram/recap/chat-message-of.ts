import type { Message, MessageEntity } from "grammy/types";
import type { Author, ChatMessage, MediaKind } from "../../recap/chat-message.ts";
import { chatKey, placeOf, userKey } from "../people.ts";

const MEDIA: readonly (readonly [key: string, kind: MediaKind])[] = [
  // Animations come with a document beside them.
  ["animation", "animation"],
  ["photo", "photo"],
  ["video", "video"],
  ["video_note", "video"],
  ["voice", "voice"],
  ["audio", "audio"],
  ["document", "file"],
  ["sticker", "sticker"],
  ["poll", "poll"],
  ["location", "location"],
  ["venue", "location"],
  ["contact", "contact"],
  ["dice", "other"],
  ["story", "other"],
];

/** What of a message a recap may use; `null` for service messages, and for what bots and commands say. */
export function chatMessageOf(message: Message): ChatMessage | null {
  const author = authorOf(message);
  const text = message.text ?? message.caption ?? "";
  const entities = message.entities ?? message.caption_entities ?? [];
  const media = MEDIA.find(([key]) => key in message)?.[1] ?? null;
  if (!author || (text === "" && media === null)) return null;
  if (entities.some(({ type, offset }) => type === "bot_command" && offset === 0)) return null;
  const { chat, reply_to_message: above } = message;
  const { thread = null } = placeOf(chat, message);
  // In a topic, whatever answers nothing is a reply to the message that opened it.
  const replyTo = above && above.message_id !== thread ? above.message_id : null;
  return {
    id: message.message_id,
    thread,
    author,
    sentAt: message.date * 1000,
    editedAt: message.edit_date === undefined ? null : message.edit_date * 1000,
    replyTo,
    text,
    media,
    mentions: unique(entities.flatMap((entity) => mentionIn(entity, text))),
    links: unique(entities.flatMap((entity) => linkIn(entity, text))),
  };
}

function authorOf({ from, sender_chat: chat, via_bot }: Message): Author | null {
  if (via_bot) return null;
  if (chat) {
    const name = "title" in chat ? (chat.title ?? "") : "";
    return {
      key: chatKey(chat.id),
      name,
      handle: handleOf("username" in chat ? chat.username : ""),
    };
  }
  if (!from || from.is_bot) return null;
  const name = [from.first_name, from.last_name].filter(Boolean).join(" ");
  return { key: userKey(from.id), name, handle: handleOf(from.username) };
}

const handleOf = (username: string | undefined): string | null =>
  username ? `@${username.toLowerCase()}` : null;

function mentionIn(entity: MessageEntity, text: string): string[] {
  if (entity.type === "text_mention") return [userKey(entity.user.id)];
  if (entity.type !== "mention") return [];
  return [text.slice(entity.offset, entity.offset + entity.length).toLowerCase()];
}

function linkIn(entity: MessageEntity, text: string): string[] {
  if (entity.type === "text_link") return [entity.url];
  if (entity.type !== "url") return [];
  const url = text.slice(entity.offset, entity.offset + entity.length);
  return [/^[a-z][a-z\d+.-]*:/iu.test(url) ? url : `https://${url}`];
}

const unique = (items: readonly string[]): string[] => [...new Set(items)];
