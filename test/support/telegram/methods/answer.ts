import type { Message } from "grammy/types";
import { badRequest } from "../api-error.ts";
import { present } from "../bot-api.ts";
import { findChat } from "../find-chat.ts";
import { acceptInlineKeyboard } from "../markup-checks.ts";
import type { InlineResult } from "../schemas/inline.ts";
import { acceptText, TEXT_LIMIT } from "../text-checks.ts";
import { plainUser } from "../world.ts";
import { asReplyTarget } from "../place-message.ts";
import type { HandlersOf } from "./handler.ts";
import { store } from "./send.ts";

const EXPIRED = "query is too old and response timeout expired or query ID is invalid";
const TOAST_LIMIT = 200;
const RESULT_LIMIT = 50;
/** Result ids and offsets, in bytes of UTF-8. */
const ID_BYTES = 64;

/** The result with its text and keyboard as Telegram would keep them. */
function acceptResult(result: InlineResult): InlineResult {
  const bytes = Buffer.byteLength(result.id);
  if (bytes < 1 || bytes > ID_BYTES) throw badRequest("RESULT_ID_INVALID");
  if (result.title.trim() === "") throw badRequest("ARTICLE_TITLE_EMPTY");
  const content = result.input_message_content;
  if (content.parse_mode !== undefined)
    throw badRequest("can't parse entities: this server takes entities, not parse_mode");
  const { text, entities } = acceptText(content.message_text, content.entities, {
    limit: TEXT_LIMIT,
    tooLong: "MESSAGE_TOO_LONG",
  });
  const { reply_markup: markup, ...rest } = result;
  const keyboard = markup && acceptInlineKeyboard(markup, "inline");
  return {
    ...rest,
    input_message_content: { ...content, message_text: text, entities },
    ...(keyboard && { reply_markup: keyboard }),
  };
}

/** The message that a result becomes, apart from who sends it and where. */
export function contentOf(result: InlineResult): Partial<Message> {
  const { message_text: text, entities, link_preview_options } = result.input_message_content;
  return {
    text,
    ...(entities && entities.length > 0 && { entities }),
    ...(link_preview_options && { link_preview_options: present(link_preview_options) }),
    ...(result.reply_markup && { reply_markup: result.reply_markup }),
  };
}

export const answerHandlers: HandlersOf<
  "answerCallbackQuery" | "answerInlineQuery" | "answerGuestQuery"
> = {
  answerCallbackQuery(world, params) {
    const asked = world.callbacks.get(params.callback_query_id);
    if (!asked || asked.answer) throw badRequest(EXPIRED);
    if ((params.text ?? "").length > TOAST_LIMIT) throw badRequest("MESSAGE_TOO_LONG");
    // Only a link to the bot itself may be opened without a game.
    if (params.url && !params.url.startsWith(`https://t.me/${world.bot.username}?`))
      throw badRequest("URL_INVALID");
    asked.answer = present({
      text: params.text,
      show_alert: params.show_alert,
      url: params.url,
    });
    world.signal.notify();
    return true;
  },

  answerInlineQuery(world, params) {
    const asked = world.inlineQueries.get(params.inline_query_id);
    if (!asked || asked.answer) throw badRequest(EXPIRED);
    if (params.results.length > RESULT_LIMIT) throw badRequest("RESULTS_TOO_MUCH");
    if (new Set(params.results.map(({ id }) => id)).size < params.results.length)
      throw badRequest("RESULT_ID_DUPLICATE");
    if (Buffer.byteLength(params.next_offset ?? "") > ID_BYTES)
      throw badRequest("NEXT_OFFSET_INVALID");
    const { button } = params;
    if (button) {
      if (button.text.trim() === "") throw badRequest("BUTTON_TEXT_EMPTY");
      if (!button.web_app && !/^[\w-]{1,64}$/u.test(button.start_parameter ?? ""))
        throw badRequest("START_PARAM_INVALID");
    }
    asked.answer = {
      query: asked.query,
      results: params.results.map(acceptResult),
      cache_time: params.cache_time ?? 300,
      is_personal: params.is_personal ?? false,
      next_offset: params.next_offset ?? "",
      button,
    };
    world.signal.notify();
    return true;
  },

  answerGuestQuery(world, params) {
    const asked = world.guestQueries.get(params.guest_query_id);
    if (!asked || asked.answer) throw badRequest(EXPIRED);
    const result = acceptResult(params.result);
    const state = findChat(world, asked.message.chat.id);
    const inlineId = `inline-${world.serial()}`;
    const message = {
      message_id: world.nextMessageId(state),
      from: plainUser(world.bot),
      chat: state.chat,
      date: world.now(),
      reply_to_message: asReplyTarget(asked.message),
      ...present({
        guest_bot_caller_user: asked.message.from,
        message_thread_id: asked.message.message_thread_id,
        is_topic_message: asked.message.is_topic_message,
      }),
      ...contentOf(result),
    } as Message;
    asked.answer = message;
    world.inlineMessages.set(inlineId, { chatId: state.chat.id, messageId: message.message_id });
    store(world, state, message);
    return { inline_message_id: inlineId };
  },
};
