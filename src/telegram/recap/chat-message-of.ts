import type { Message, MessageEntity, MessageOrigin } from "grammy/types";
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
  const text = message.text ?? message.caption ?? message.poll?.question ?? "";
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

/** Key of the person whose words somebody else forwards; `null` where there is none, or they are not known. */
export const originOf = ({ forward_origin: origin }: Message): string | null =>
  origin?.type === "user" ? userKey(origin.sender_user.id) : null;

function authorOf(message: Message): Author | null {
  const author = posterOf(message);
  const origin = message.forward_origin;
  if (!author || !origin || originOf(message) === author.key) return author;
  // Words that somebody passes on are not said to be theirs.
  const whose = originName(origin);
  return whose === "" || whose === author.name
    ? author
    : { ...author, name: `${author.name} (↪ ${whose})` };
}

function posterOf({ from, sender_chat: chat, via_bot }: Message): Author | null {
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
  return { key: userKey(from.id), name: fullName(from), handle: handleOf(from.username) };
}

function originName(origin: MessageOrigin): string {
  if (origin.type === "hidden_user") return origin.sender_user_name;
  if (origin.type === "user") return fullName(origin.sender_user);
  const chat = origin.type === "channel" ? origin.chat : origin.sender_chat;
  return "title" in chat ? (chat.title ?? "") : "";
}

const fullName = (person: { first_name: string; last_name?: string | undefined }): string =>
  [person.first_name, person.last_name].filter(Boolean).join(" ");

const handleOf = (username: string | undefined): string | null =>
  username ? `@${username.toLowerCase()}` : null;

function mentionIn(entity: MessageEntity, text: string): string[] {
  if (entity.type === "text_mention") return [userKey(entity.user.id)];
  if (entity.type !== "mention") return [];
  return [text.slice(entity.offset, entity.offset + entity.length).toLowerCase()];
}

function linkIn(entity: MessageEntity, text: string): string[] {
  if (entity.type !== "text_link" && entity.type !== "url") return [];
  const words = text.slice(entity.offset, entity.offset + entity.length);
  const address = entity.type === "text_link" ? entity.url : words;
  const url = /^[a-z][a-z\d+.-]*:/iu.test(address) ? address : `https://${address}`;
  return /^https?:/iu.test(url) && URL.canParse(url) ? [url] : [];
}

const unique = (items: readonly string[]): string[] => [...new Set(items)];
