import type { Chat, Message, User } from "grammy/types";
import { chatIdOf, type ChatRef, type MessageRef, present } from "./bot-api.ts";
import { asMember } from "./membership.ts";
import { asReplyTarget, threadOfReply } from "./place-message.ts";
import { reachesBot } from "./privacy.ts";
import { type ChatState, plainUser, type Topic, type World } from "./world.ts";

export interface SendOptions {
  replyTo?: MessageRef;
  /** The words of `replyTo` that are quoted. */
  quote?: string;
  /** A topic of a forum, or its id; the General topic is none. */
  thread?: Topic | number;
  /** Written as the group itself (an anonymous administrator) or as a channel. */
  as?: "anonymous" | ChatRef;
  /** Sent with the inline mode of the bot. */
  via?: boolean;
  /** Anything else the message should carry, such as `forward_origin`. */
  extra?: Partial<Message>;
}

/** The people that stand in for chats: https://core.telegram.org/bots/api#message (sender_chat) */
const GROUP_ANONYMOUS: User = {
  id: 1087968824,
  is_bot: true,
  first_name: "Group",
  username: "GroupAnonymousBot",
};
const CHANNEL_STAND_IN: User = {
  id: 136817688,
  is_bot: true,
  first_name: "Channel",
  username: "Channel_Bot",
};
export const TELEGRAM_SERVICE: User = { id: 777000, is_bot: false, first_name: "Telegram" };

export function stateOf(world: World, chat: ChatRef): ChatState {
  const state = world.chats.get(chatIdOf(chat));
  if (!state) throw new Error(`No such chat: ${chatIdOf(chat)}`);
  return state;
}

export function messageOf(world: World, ref: MessageRef): Message {
  const found = stateOf(world, ref.chat).messages.get(ref.message_id);
  if (!found) throw new Error(`No message ${ref.message_id} in chat ${ref.chat.id}`);
  return found;
}

function author(world: World, state: ChatState, by: User, as: SendOptions["as"]) {
  if (as === undefined) return { from: by };
  if (as === "anonymous") return { from: GROUP_ANONYMOUS, sender_chat: state.chat };
  return { from: CHANNEL_STAND_IN, sender_chat: stateOf(world, as).chat };
}

function place(world: World, state: ChatState, options: SendOptions): Partial<Message> {
  const target = options.replyTo && messageOf(world, options.replyTo);
  const isForum = state.chat.type === "supergroup" && state.chat.is_forum === true;
  if (!isForum)
    return present({
      reply_to_message: target && asReplyTarget(target),
      message_thread_id:
        target && state.chat.type === "supergroup" ? threadOfReply(target) : undefined,
    });
  const given = typeof options.thread === "object" ? options.thread.id : options.thread;
  const topic = state.topics.get(given ?? target?.message_thread_id ?? 0);
  const replied = target ?? topic?.created;
  return present({
    message_thread_id: topic?.id,
    is_topic_message: topic ? (true as const) : undefined,
    reply_to_message: replied && asReplyTarget(replied),
  });
}

function quoted(world: World, text: string, replyTo: MessageRef | undefined): Message["quote"] {
  const whole = replyTo && messageOf(world, replyTo).text;
  const position = whole?.indexOf(text) ?? -1;
  if (position < 0) throw new Error(`“${text}” is not in the message replied to`);
  return { text, position, is_manual: true };
}

/** Puts a message of a person into a chat and, if the bot may see it, into its updates. */
export function deliver(
  world: World,
  chat: ChatRef,
  by: User,
  content: Partial<Message>,
  { mentionsArrive, ...options }: SendOptions & { mentionsArrive: boolean },
): Message {
  const state = stateOf(world, chat);
  if (state.migratedTo !== undefined) throw new Error("This group has become a supergroup");
  if (state.chat.type === "private" && state.contact === "none") state.contact = "open";
  if (!state.members.has(by.id)) state.members.set(by.id, asMember(by));
  const message = {
    message_id: world.nextMessageId(state),
    ...author(world, state, by, options.as),
    chat: state.chat,
    date: world.now(),
    ...place(world, state, options),
    ...(options.quote && { quote: quoted(world, options.quote, options.replyTo) }),
    ...(options.via && { via_bot: plainUser(world.bot) }),
    ...content,
    ...options.extra,
  } as Message;
  state.messages.set(message.message_id, message);
  announce(world, state, "message", message, mentionsArrive);
  return message;
}

/** Tells the bot of a new or edited message if it may see it. */
export function announce(
  world: World,
  state: ChatState,
  kind: "message" | "edited_message",
  message: Message,
  mentionsArrive: boolean,
): void {
  const inChannel = state.chat.type === "channel";
  const update = kind === "message" ? "channel_post" : "edited_channel_post";
  if (reachesBot(world, state, message, mentionsArrive))
    world.updates.add(inChannel ? update : kind, message);
  world.signal.notify();
}

/** A private chat as the Bot API shows it. */
export function privateChatOf({ id, first_name, last_name, username }: User): Chat.PrivateChat {
  return { id, type: "private", first_name, ...present({ last_name, username }) };
}
