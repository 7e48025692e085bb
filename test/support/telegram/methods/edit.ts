import { isDeepStrictEqual } from "node:util";
import type { InlineKeyboardMarkup, Message } from "grammy/types";
import { badRequest } from "../api-error.ts";
import { without } from "../bot-api.ts";
import { findChat, writableChat, seenChat } from "../find-chat.ts";
import { acceptInlineKeyboard } from "../markup-checks.ts";
import { acceptText, TEXT_LIMIT } from "../text-checks.ts";
import type { ChatState, World } from "../world.ts";
import type { HandlersOf } from "./handler.ts";
import { store } from "./send.ts";

interface Target {
  chat_id?: number | string | undefined;
  message_id?: number | undefined;
  inline_message_id?: string | undefined;
  reply_markup?: InlineKeyboardMarkup | undefined;
}

interface Editable {
  state: ChatState;
  message: Message;
  inline: boolean;
}

const NOT_MODIFIED =
  "message is not modified: specified new message content and reply markup are exactly the same " +
  "as a current content and reply markup of the message";

/** Two days: https://core.telegram.org/bots/api#deletemessage */
const DELETABLE_FOR_S = 48 * 3600;

function findEditable(world: World, target: Target): Editable {
  if (target.inline_message_id !== undefined) {
    const place = world.inlineMessages.get(target.inline_message_id);
    if (!place) throw badRequest("MESSAGE_ID_INVALID");
    const state = findChat(world, place.chatId);
    const message = state.messages.get(place.messageId);
    if (!message) throw badRequest("MESSAGE_ID_INVALID");
    return { state, message, inline: true };
  }
  if (target.chat_id === undefined) throw badRequest("chat_id is empty");
  if (target.message_id === undefined) throw badRequest("message identifier is not specified");
  const state = writableChat(world, target.chat_id);
  const message = state.messages.get(target.message_id);
  if (!message) throw badRequest("message to edit not found");
  if (!isOwn(world, message)) throw badRequest("message can't be edited");
  return { state, message, inline: false };
}

/** Posts of a channel carry no author; there the bot wrote them if no person is noted. */
const isOwn = (world: World, { from, chat, author_signature }: Message) =>
  chat.type === "channel" ? author_signature === undefined : from?.id === world.bot.id;

function replace(world: World, { state, message, inline }: Editable, next: Message) {
  if (isDeepStrictEqual(next, message)) throw badRequest(NOT_MODIFIED);
  const edited = { ...next, edit_date: world.now() };
  store(world, state, edited);
  return inline ? true : edited;
}

function withKeyboard(message: Message, { state, inline }: Editable, target: Target): Message {
  const keyboard =
    target.reply_markup &&
    acceptInlineKeyboard(target.reply_markup, inline ? "inline" : state.chat.type);
  return { ...without(message, "reply_markup"), ...(keyboard && { reply_markup: keyboard }) };
}

export const editHandlers: HandlersOf<
  "editMessageText" | "editMessageReplyMarkup" | "deleteMessage"
> = {
  editMessageText(world, params) {
    const editable = findEditable(world, params);
    if (editable.message.text === undefined)
      throw badRequest("there is no text in the message to edit");
    const { text, entities } = acceptText(params.text, params.entities, {
      limit: TEXT_LIMIT,
      tooLong: "MESSAGE_TOO_LONG",
    });
    const next = {
      ...without(editable.message, "entities"),
      text,
      ...(entities.length > 0 && { entities }),
    };
    return replace(world, editable, withKeyboard(next, editable, params));
  },

  editMessageReplyMarkup(world, params) {
    const editable = findEditable(world, params);
    return replace(world, editable, withKeyboard(editable.message, editable, params));
  },

  deleteMessage(world, params) {
    const state = seenChat(world, params.chat_id);
    const message = state.messages.get(params.message_id);
    if (!message) throw badRequest("message to delete not found");
    const own = isOwn(world, message);
    const bot = state.members.get(world.bot.id);
    const mayDelete = bot?.status === "administrator" && bot.can_delete_messages;
    const tooOld = world.now() - message.date > DELETABLE_FOR_S;
    const allowed = state.chat.type === "private" ? !tooOld : mayDelete || (own && !tooOld);
    if (!allowed) throw badRequest("message can't be deleted for everyone");
    state.messages.delete(params.message_id);
    world.signal.notify();
    return true;
  },
};
