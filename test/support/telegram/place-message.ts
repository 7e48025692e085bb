import type { Message } from "grammy/types";
import { badRequest } from "./api-error.ts";
import { present, without } from "./bot-api.ts";
import type { ChatState } from "./world.ts";

const GENERAL_TOPIC = 1;

interface ReplyParameters {
  message_id?: number | undefined;
  chat_id?: number | string | undefined;
  allow_sending_without_reply?: boolean | undefined;
  quote?: string | undefined;
  quote_position?: number | undefined;
}

/** The message a message replies to, without what that one replies to. */
export function asReplyTarget(message: Message): NonNullable<Message["reply_to_message"]> {
  return without(message, "reply_to_message") as NonNullable<Message["reply_to_message"]>;
}

/** The thread of a message that replies to `target` in a supergroup without topics. */
export const threadOfReply = (target: Message) => target.message_thread_id ?? target.message_id;

function checkThread(state: ChatState, thread: number | undefined): void {
  if (thread === undefined) return;
  const { chat, topics, messages } = state;
  const known =
    chat.type === "supergroup" &&
    thread !== GENERAL_TOPIC &&
    (chat.is_forum ? topics.has(thread) : messages.has(thread));
  if (!known) throw badRequest("message thread not found");
  if (topics.get(thread)?.closed) throw badRequest("TOPIC_CLOSED");
}

function quoteOf(target: Message, reply: ReplyParameters): Message["quote"] {
  if (reply.quote === undefined || reply.quote === "") return undefined;
  const within = target.text ?? target.caption ?? "";
  const position = within.indexOf(reply.quote, reply.quote_position ?? 0);
  if (reply.quote.length > 1024 || (position < 0 && !within.includes(reply.quote)))
    throw badRequest("QUOTE_TEXT_INVALID");
  return {
    text: reply.quote,
    position: position < 0 ? within.indexOf(reply.quote) : position,
    is_manual: true,
  };
}

/**
 * Where a message of the bot goes: its thread and what it replies to. A missing target is refused
 * unless it may be; a reply without a thread goes to the topic of its target.
 */
export function placeMessage(
  state: ChatState,
  thread: number | undefined,
  reply: ReplyParameters | undefined,
): Partial<Message> {
  checkThread(state, thread);
  const { chat, topics, messages } = state;
  const isForum = chat.type === "supergroup" && chat.is_forum === true;
  let target: Message | undefined;
  if (reply) {
    if (reply.message_id === undefined || reply.chat_id !== undefined)
      throw badRequest("this server knows replies within a chat only");
    target = messages.get(reply.message_id);
    const elsewhere =
      isForum && target && thread !== undefined && target.message_thread_id !== thread;
    if ((!target && !reply.allow_sending_without_reply) || elsewhere)
      throw badRequest("message to be replied not found");
  }
  const topicId = isForum ? (thread ?? target?.message_thread_id) : undefined;
  if (topicId !== undefined && thread === undefined) checkThread(state, topicId);
  const topic = topicId === undefined ? undefined : topics.get(topicId);
  const replyThread =
    chat.type === "supergroup" && !isForum && target ? threadOfReply(target) : undefined;
  const shownTarget = target ?? topic?.created;
  return present({
    message_thread_id: topic?.id ?? thread ?? replyThread,
    is_topic_message: topic ? (true as const) : undefined,
    reply_to_message: shownTarget && asReplyTarget(shownTarget),
    quote: target && reply ? quoteOf(target, reply) : undefined,
  });
}
