import { Composer, InlineKeyboard } from "grammy";
import type { RecapSchedule } from "../../recap/recap-schedules.ts";
import { isAdmin } from "../admins.ts";
import type { BotContext } from "../bot-context.ts";
import type { BotDeps } from "../bot-deps.ts";
import { namedGroups } from "../named-groups.ts";
import { chatKey } from "../people.ts";
import { agreementOf } from "../recap/consent-notice.ts";
import { offerOf } from "../recap/offer-recaps.ts";
import { parseSettings, scheduleOfButton } from "../recap/parse-settings.ts";
import { MORNING, settingsKeyboard, settingsText } from "../recap/settings-view.ts";
import { subscriptions } from "../recap/subscriptions.ts";
import { join, plain } from "../render/telegram-text.ts";

/**
 * `/recap_settings`: what the group agreed to, how long messages are kept, and when a recap comes by itself. For
 * everybody to read; its buttons are for admins.
 */
export function recapSettings(deps: BotDeps): Composer<BotContext> {
  const { app, api, state, deliver, notice, recaps } = deps;
  const composer = new Composer<BotContext>();
  composer.use(subscriptions(deps));

  composer.command("recap_settings", async (ctx) => {
    const { place, reader } = ctx;
    if (!place) return;
    const replyTo = ctx.msg.message_id;
    const say = (id: string) =>
      deliver(place, [plain(app.messages(reader.language, id))], { replyTo });
    if (!place.isGroup) return say("telegram-recap-only-groups");
    const chat = chatKey(place.chat);
    const words = ctx.match.trim();
    if (words !== "" && (await state.consents.of(chat)).on) {
      if (!(await isAdmin(ctx, api))) return say("telegram-admins-only");
      const change = parseSettings(words);
      if (!change) return say("telegram-usage-recap-settings");
      if (change.keptDays !== null) await state.consents.setRetention(chat, change.keptDays);
      if (Object.keys(change.schedule).length > 0) await schedule(ctx, change.schedule);
    }
    const { text, keyboard } = await view(ctx);
    return deliver(place, [text], { replyTo, keyboard });
  });

  const CHANGES = /^recap:(?<what>keep|when|time|day|zone|to):(?<value>[\w/+-]+)$/u;
  composer.callbackQuery(CHANGES, async (ctx) => {
    if (!(await mayDecide(ctx))) return;
    const { what = "", value = "" } = namedGroups(ctx.match);
    if (what === "keep") await state.consents.setRetention(chatKey(ctx.place!.chat), Number(value));
    else await schedule(ctx, scheduleOfButton(what, value, ctx.place!.thread ?? null));
    await ctx.answerCallbackQuery();
    await show(ctx);
  });

  composer.callbackQuery("recap:settings", async (ctx) => {
    if (!(await mayDecide(ctx))) return;
    await ctx.answerCallbackQuery();
    await show(ctx);
  });

  composer.callbackQuery("recap:off", async (ctx) => {
    if (!(await mayDecide(ctx))) return;
    const say = (id: string) => app.messages(ctx.reader.language, id);
    await ctx.answerCallbackQuery();
    const keyboard = new InlineKeyboard()
      .text(say("telegram-recap-turn-off"), "recap:off:yes")
      .text(say("telegram-keep"), "recap:settings");
    const { count } = await state.chatLog.stats(chatKey(ctx.place!.chat));
    const question = app.messages(ctx.reader.language, "telegram-recap-off-sure", { count });
    await deliver(ctx.place!, [plain(question)], { instead: [ctx.msg!.message_id], keyboard });
  });

  composer.callbackQuery("recap:off:yes", async (ctx) => {
    if (!(await mayDecide(ctx))) return;
    await state.consents.turnOff(chatKey(ctx.place!.chat));
    await ctx.answerCallbackQuery();
    const text = plain(app.messages(ctx.reader.language, "telegram-recap-off"));
    await deliver(ctx.place!, [text], { instead: [ctx.msg!.message_id] });
  });

  async function mayDecide(ctx: BotContext): Promise<boolean> {
    const say = (id: string) => app.messages(ctx.reader.language, id);
    if (ctx.place?.isGroup && ctx.msg && (await isAdmin(ctx, api))) {
      const { on } = await state.consents.of(chatKey(ctx.place.chat));
      if (on) return true;
      await ctx.answerCallbackQuery(say("telegram-recap-is-off"));
    } else await ctx.answerCallbackQuery(say("telegram-admins-only"));
    return false;
  }

  /** `null` ends the schedule; what a change does not name stays as it is. */
  async function schedule(ctx: BotContext, change: Partial<RecapSchedule> | null): Promise<void> {
    const { chat: id, thread = null } = ctx.place!;
    const chat = chatKey(id);
    if (change === null) {
      await state.schedules.set(chat, null);
      return;
    }
    const now = await state.schedules.of(chat);
    const base: RecapSchedule = now ?? {
      kind: "daily",
      minuteOfDay: MORNING,
      weekday: null,
      timeZone: await recaps.timeZoneOf(id),
      target: "group",
      thread,
    };
    const next = { ...base, ...change };
    // What was due before the change is not sent after it.
    if (now) await state.schedules.claimRun(chat, Date.now());
    await state.schedules.set(chat, {
      kind: next.kind,
      minuteOfDay: next.minuteOfDay,
      weekday: next.kind === "weekly" ? (next.weekday ?? 1) : null,
      timeZone: next.timeZone,
      target: next.target,
      thread: next.thread,
    });
    if (!now) await state.schedules.claimRun(chat, Date.now());
  }

  async function show(ctx: BotContext): Promise<void> {
    const { text, keyboard } = await view(ctx);
    await deliver(ctx.place!, [text], { instead: [ctx.msg!.message_id], keyboard });
  }

  async function view(ctx: BotContext) {
    const { language } = ctx.reader;
    const chat = chatKey(ctx.place!.chat);
    const consent = await state.consents.of(chat);
    const offer = offerOf(ctx, consent, deps);
    if (!consent.on) {
      const off = plain(app.messages(language, "telegram-recap-is-off"));
      return { text: join([offer.text, off], "\n\n"), keyboard: offer.keyboard };
    }
    const planned = await state.schedules.of(chat);
    const settings = settingsKeyboard(consent, planned, language, app.messages);
    const isAgreed = agreementOf(consent, notice) === "agreed";
    return {
      text: join([offer.text, settingsText(consent, planned, language, app.messages)], "\n\n"),
      keyboard: isAgreed
        ? settings
        : InlineKeyboard.from([...offer.keyboard.inline_keyboard, ...settings.inline_keyboard]),
    };
  }

  return composer;
}
