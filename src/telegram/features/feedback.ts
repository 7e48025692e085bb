import { Composer } from "grammy";
import type { InlineKeyboardButton } from "grammy/types";
import type { BotContext } from "../bot-context.ts";
import type { BotDeps } from "../bot-deps.ts";
import { namedGroups } from "../named-groups.ts";
import { chatKey } from "../people.ts";

type Vote = "up" | "down";
const MARKS: Record<Vote, string> = { up: "👍", down: "👎" };
const CHOSEN = " ✓";

/** 👍 and 👎: one vote of a person on an answer, which may change. */
export function feedback({ app, state }: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.callbackQuery(/^vote:(?<vote>up|down)$/u, async (ctx) => {
    const vote = namedGroups(ctx.match)["vote"] as Vote;
    const { place, reader, msg } = ctx;
    if (!place || !msg) return ctx.answerCallbackQuery();
    const user = `user:${ctx.from.id}`;
    await state.feedback.vote({ chat: chatKey(place.chat), message: msg.message_id, user, vote });
    await ctx.answerCallbackQuery(app.messages(reader.language, "telegram-thanks"));
    const keyboard = msg.reply_markup?.inline_keyboard;
    // In a group the buttons are everybody's.
    if (place.isGroup || !keyboard) return;
    const marked = keyboard.map((row) => row.map((button) => mark(button, vote)));
    if (JSON.stringify(marked) !== JSON.stringify(keyboard))
      await ctx.editMessageReplyMarkup({ reply_markup: { inline_keyboard: marked } });
  });
  return composer;
}

function mark(button: InlineKeyboardButton, chosen: Vote): InlineKeyboardButton {
  const data = "callback_data" in button ? button.callback_data : undefined;
  const vote = /^vote:(up|down)$/u.exec(data ?? "")?.[1] as Vote | undefined;
  return vote ? { ...button, text: MARKS[vote] + (vote === chosen ? CHOSEN : "") } : button;
}
