import type { Chat, InlineKeyboardButton, InlineKeyboardMarkup } from "grammy/types";
import { badRequest } from "./api-error.ts";

/** https://core.telegram.org/bots/api#inlinekeyboardbutton; sizes by limits.tginfo.me */
const BUTTON_LIMIT = 100;
const ROW_LIMIT = 8;
const CALLBACK_DATA_BYTES = 64;
const COPY_TEXT_LIMIT = 256;
const INLINE_QUERY_LIMIT = 256;

const BUTTON_URL = /^(https?|tg):\/\/\S+$/u;

/** What a button may do; exactly one of these. */
const ACTIONS = [
  "url",
  "callback_data",
  "web_app",
  "login_url",
  "disabled",
  "switch_inline_query",
  "switch_inline_query_current_chat",
  "switch_inline_query_chosen_chat",
  "copy_text",
  "callback_game",
  "pay",
] as const;

const malformed = (detail: string) => badRequest(`can't parse inline keyboard button: ${detail}`);

function checkButton(button: InlineKeyboardButton, where: Chat["type"] | "inline"): void {
  if (button.text.trim() === "") throw malformed('Field "text" must be non-empty');
  const actions = ACTIONS.filter((action) => action in button);
  if (actions.length === 0) throw malformed("Text buttons are unallowed in the inline keyboard");
  if (actions.length > 1) throw malformed(`More than one action: ${actions.join(", ")}`);
  if ("callback_data" in button) {
    const bytes = Buffer.byteLength(button.callback_data);
    if (bytes < 1 || bytes > CALLBACK_DATA_BYTES) throw badRequest("BUTTON_DATA_INVALID");
  }
  if ("url" in button && !BUTTON_URL.test(button.url)) throw badRequest("BUTTON_URL_INVALID");
  if ("copy_text" in button) {
    const { length } = button.copy_text.text;
    if (length < 1 || length > COPY_TEXT_LIMIT) throw badRequest("BUTTON_COPY_TEXT_INVALID");
  }
  if ("web_app" in button && where !== "private") throw badRequest("BUTTON_TYPE_INVALID");
  if ("switch_inline_query_current_chat" in button && where === "channel")
    throw badRequest("BUTTON_TYPE_INVALID");
  if ("callback_game" in button || "pay" in button) throw badRequest("BUTTON_TYPE_INVALID");
  const query =
    ("switch_inline_query" in button && button.switch_inline_query) ||
    ("switch_inline_query_current_chat" in button && button.switch_inline_query_current_chat) ||
    ("switch_inline_query_chosen_chat" in button && button.switch_inline_query_chosen_chat.query) ||
    "";
  if (query.length > INLINE_QUERY_LIMIT) throw badRequest("BUTTON_DATA_INVALID");
}

/**
 * The keyboard as Telegram would keep it: without empty rows, and none at all when no button is
 * left. `where` is the type of the chat, or "inline" for messages sent via the bot.
 */
export function acceptInlineKeyboard(
  markup: InlineKeyboardMarkup,
  where: Chat["type"] | "inline",
): InlineKeyboardMarkup | undefined {
  const rows = markup.inline_keyboard.filter((row) => row.length > 0);
  const buttons = rows.flat();
  for (const button of buttons) checkButton(button, where);
  if (buttons.length > BUTTON_LIMIT || rows.some((row) => row.length > ROW_LIMIT))
    throw badRequest("reply markup is too long");
  return rows.length > 0 ? { inline_keyboard: rows } : undefined;
}
