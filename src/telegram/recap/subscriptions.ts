import { Composer, InlineKeyboard } from "grammy";
import type { BotContext } from "../bot-context.ts";
import type { BotDeps } from "../bot-deps.ts";
import { namedGroups } from "../named-groups.ts";
import { chatKey, userKey } from "../people.ts";
import { plain } from "../render/telegram-text.ts";

/** The button under recaps and settings by which anybody has the scheduled ones sent to them, and its opposite. */
export function subscriptions({ app, state, deliver }: BotDeps): Composer<BotContext> {
  const { schedules } = state;
  const composer = new Composer<BotContext>();

  composer.callbackQuery("recap:subscribe", async (ctx) => {
    const { place, reader } = ctx;
    if (!place?.isGroup) return ctx.answerCallbackQuery();
    const [chat, user] = [chatKey(place.chat), userKey(ctx.from.id)];
    const toast = (id: string) => ctx.answerCallbackQuery(app.messages(reader.language, id));
    if ((await schedules.subscribers(chat)).includes(user)) {
      await schedules.unsubscribe(chat, user);
      return toast("telegram-unsubscribed");
    }
    if (!(await schedules.of(chat))) return toast("telegram-recap-none-scheduled");
    if (!(await welcome(ctx)))
      return ctx.answerCallbackQuery({
        text: app.messages(reader.language, "telegram-recap-start-first"),
        show_alert: true,
      });
    await schedules.subscribe(chat, user);
    return toast("telegram-subscribed");
  });

  composer.callbackQuery(/^recap:unsubscribe:(?<chat>-\d+)$/u, async (ctx) => {
    const chat = chatKey(Number(namedGroups(ctx.match)["chat"]));
    await schedules.unsubscribe(chat, userKey(ctx.from.id));
    await ctx.answerCallbackQuery(app.messages(ctx.reader.language, "telegram-unsubscribed"));
    await ctx.editMessageReplyMarkup();
  });

  /** Telegram lets a bot write only to those who have written to it. */
  async function welcome({ from, chat, reader }: BotContext): Promise<boolean> {
    const place = { chat: from!.id, thread: undefined, isGroup: false };
    const title = chat && "title" in chat ? (chat.title ?? "") : "";
    const text = app.messages(reader.language, "telegram-recap-welcome", { chat: title });
    const keyboard = unsubscribeButton(app.messages(reader.language, "telegram-recap-end"), chat!);
    return (await deliver(place, [plain(text)], { keyboard })).length > 0;
  }

  return composer;
}

/** Works also where the group cannot be seen any more. */
export const unsubscribeButton = (label: string, { id }: { readonly id: number }): InlineKeyboard =>
  new InlineKeyboard().text(label, `recap:unsubscribe:${id}`);
