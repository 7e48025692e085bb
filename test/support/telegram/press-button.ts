import type { CallbackQuery, InlineKeyboardButton, Message, User } from "grammy/types";
import type { MessageRef } from "./bot-api.ts";
import { messageOf } from "./deliver.ts";
import type { World } from "./world.ts";

function buttonsOf(message: Pick<Message, "reply_markup">): InlineKeyboardButton[] {
  return message.reply_markup?.inline_keyboard.flat() ?? [];
}

/** The button with this label, or this callback data, or a label that matches. */
function findButton(
  message: Pick<Message, "reply_markup">,
  wanted: string | RegExp,
): InlineKeyboardButton {
  const buttons = buttonsOf(message);
  const found =
    typeof wanted === "string"
      ? (buttons.find(({ text }) => text === wanted) ??
        buttons.find((button) => "callback_data" in button && button.callback_data === wanted))
      : buttons.find(({ text }) => wanted.test(text));
  if (found) return found;
  const labels = buttons.map(({ text }) => `“${text}”`).join(", ");
  throw new Error(`No button ${String(wanted)}; the message has ${labels || "none"}`);
}

function inlineIdOf(world: World, message: Message): string | undefined {
  for (const [id, { chatId, messageId }] of world.inlineMessages)
    if (chatId === message.chat.id && messageId === message.message_id) return id;
  return undefined;
}

/**
 * Presses a button that the message has now or, when `stale`, one that it had when it was read:
 * a phone may show an older version.
 */
export function pressButton(
  world: World,
  by: User,
  ref: MessageRef & Pick<Message, "reply_markup">,
  wanted: string | RegExp,
  stale: boolean,
): CallbackQuery {
  const message = messageOf(world, ref);
  const button = findButton(stale ? ref : message, wanted);
  if (!("callback_data" in button))
    throw new Error(`“${button.text}” does not ask the bot anything`);
  const inlineId = inlineIdOf(world, message);
  const query: CallbackQuery = {
    id: String(world.serial()),
    from: by,
    ...(inlineId === undefined ? { message } : { inline_message_id: inlineId }),
    chat_instance: String(message.chat.id),
    data: button.callback_data,
  };
  world.callbacks.set(query.id, { query, answer: undefined });
  world.updates.add("callback_query", query);
  return query;
}
