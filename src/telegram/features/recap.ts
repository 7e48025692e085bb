import { Composer, InlineKeyboard } from "grammy";
import { withinLimits } from "../allowance.ts";
import type { BotContext } from "../bot-context.ts";
import type { BotDeps } from "../bot-deps.ts";
import { namedGroups } from "../named-groups.ts";
import { chatKey } from "../people.ts";
import { agreementOf, noticeVersion } from "../recap/consent-notice.ts";
import { deciderOf } from "../recap/decider.ts";
import { offerOf } from "../recap/offer-recaps.ts";
import { recapChatOf } from "../recap/recap-chat.ts";
import { wantedRecap } from "../recap/recap-range.ts";
import { plain } from "../render/telegram-text.ts";

/** `/recap`: what the group discussed, in the topic where it is asked; off until an admin agrees. */
export function recap(deps: BotDeps): Composer<BotContext> {
  const { app, api, state, deliver, recaps, notice, me, logger } = deps;
  const composer = new Composer<BotContext>();

  composer.command("recap", async (ctx) => {
    const { place, reader } = ctx;
    if (!place || !(await withinLimits(ctx, deps))) return;
    const replyTo = ctx.msg.message_id;
    const say = (id: string, values?: Record<string, string>) =>
      deliver(place, [plain(app.messages(reader.language, id, values))], { replyTo });
    if (!place.isGroup) return say("telegram-recap-in-groups", { name: me.username });
    const chat = chatKey(place.chat);
    const consent = await state.consents.of(chat);
    if (agreementOf(consent, notice) !== "agreed") {
      const { text, keyboard } = offerOf(ctx, consent, deps);
      return deliver(place, [text], { replyTo, keyboard });
    }
    const wanted = await wantedRecap(ctx, ctx.match.trim(), {
      now: Date.now(),
      timeZone: await recaps.timeZoneOf(place.chat),
      chatLog: state.chatLog,
    });
    if (wanted === null) return say("telegram-usage-recap");
    const { range, isPrivate } = wanted;
    const asker = { user: reader.person, chat };
    const window = { ...range, thread: place.thread ?? null };
    if (isPrivate && ctx.msg.sender_chat) return say("telegram-recap-anonymous");
    if (notice.model !== "none" && !isPrivate)
      ctx.replyWithChatAction("typing").catch((error: unknown) => {
        logger.debug({ err: error }, "could not show that a recap is being made");
      });
    const made = await recaps.of(recapChatOf(ctx.chat), window, {
      after: isPrivate ? reader.person : null,
      asker,
    });
    const chosen = isPrivate ? await state.preferences.language(reader.person) : null;
    const fixed = chosen ?? reader.fixed;
    const language = fixed ?? (made.covered > 0 ? made.language : reader.language);
    const texts = await recaps.render(made, language, { single: !isPrivate });
    if (!isPrivate || !ctx.from) {
      const planned = await state.schedules.of(chat);
      const subscribe = app.messages(language, "telegram-recap-subscribe");
      const keyboard = planned && new InlineKeyboard().text(subscribe, "recap:subscribe");
      return deliver(place, texts, { replyTo, ...(keyboard ? { keyboard } : {}) });
    }
    const sent = await deliver({ chat: ctx.from.id, thread: undefined, isGroup: false }, texts);
    return sent.length > 0
      ? say("telegram-recap-sent")
      : say("telegram-recap-cannot-send", { name: me.username });
  });

  composer.callbackQuery(/^recap:accept(?::(?<version>\d+))?$/u, async (ctx) => {
    const { place, reader } = ctx;
    if (!place?.isGroup || !ctx.msg) return ctx.answerCallbackQuery();
    const say = (id: string, values?: Record<string, string>) =>
      app.messages(reader.language, id, values);
    const decider = await deciderOf(ctx, api);
    if (!decider) return ctx.answerCallbackQuery(say("telegram-admins-only"));
    const chat = chatKey(place.chat);
    const instead = [ctx.msg.message_id];
    const current = noticeVersion(notice);
    // What they agree to is what they have read.
    if (Number(namedGroups(ctx.match)["version"]) !== current) {
      await ctx.answerCallbackQuery({ text: say("telegram-recap-read-again"), show_alert: true });
      const { text, keyboard } = offerOf(ctx, await state.consents.of(chat), deps);
      return deliver(place, [text], { instead, keyboard });
    }
    await state.consents.turnOn({ chat, by: decider.key, noticeVersion: current });
    await ctx.answerCallbackQuery();
    const hears = me.can_read_all_group_messages || (await isBotAdmin(place.chat));
    const id = hears ? "telegram-recap-on" : "telegram-recap-on-deaf";
    await deliver(place, [plain(say(id, { name: decider.name }))], { instead });
  });

  async function isBotAdmin(chat: number): Promise<boolean> {
    const { status } = await api.getChatMember(chat, me.id);
    return status === "administrator";
  }

  return composer;
}
