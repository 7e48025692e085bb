import { Composer, InlineKeyboard } from "grammy";
import { IANAZone } from "luxon";
import type { Consent } from "../../recap/consent.ts";
import type { RecapSchedule, StoredSchedule } from "../../recap/recap-schedules.ts";
import { isAdmin } from "../admins.ts";
import type { BotContext } from "../bot-context.ts";
import type { BotDeps } from "../bot-deps.ts";
import { namedGroups } from "../named-groups.ts";
import { chatKey } from "../people.ts";
import { noticeText } from "../recap/consent-notice.ts";
import { join, plain, type TelegramText } from "../render/telegram-text.ts";

const DAYS_KEPT = [1, 3, 7, 14, 30];
const HOURS = [8, 12, 18, 21];
const ZONES = ["UTC", "Asia/Shanghai", "Europe/Berlin", "America/New_York", "America/Los_Angeles"];
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const MORNING = 9 * 60;

/** `/recap_settings`: how long messages are kept, and when a recap comes by itself; for admins, with buttons. */
export function recapSettings(deps: BotDeps): Composer<BotContext> {
  const { app, api, state, deliver, notice, recaps } = deps;
  const composer = new Composer<BotContext>();

  composer.command("recap_settings", async (ctx) => {
    const { place, reader } = ctx;
    if (!place) return;
    const replyTo = ctx.msg.message_id;
    const say = (id: string) =>
      deliver(place, [plain(app.messages(reader.language, id))], { replyTo });
    if (!place.isGroup) return say("telegram-recap-only-groups");
    const consent = await state.consents.of(chatKey(place.chat));
    if (!consent.on) return say("telegram-recap-is-off");
    const words = ctx.match.trim();
    if (words !== "") {
      if (!(await isAdmin(ctx, api))) return say("telegram-admins-only");
      const change = changeIn(words);
      if (!change) return say("telegram-usage-recap-settings");
      await schedule(ctx, change);
    }
    const { text, keyboard } = await view(ctx);
    return deliver(place, [text], { replyTo, keyboard });
  });

  const CHANGES = /^recap:(?<what>keep|when|time|day|zone|to):(?<value>[\w/+-]+)$/u;
  composer.callbackQuery(CHANGES, async (ctx) => {
    if (!(await mayDecide(ctx))) return;
    const { what = "", value = "" } = namedGroups(ctx.match);
    if (what === "keep") await state.consents.setRetention(chatKey(ctx.place!.chat), Number(value));
    else await schedule(ctx, pressed(what, value));
    await ctx.answerCallbackQuery();
    const { text, keyboard } = await view(ctx);
    await deliver(ctx.place!, [text], { instead: [ctx.msg!.message_id], keyboard });
  });

  composer.callbackQuery("recap:off", async (ctx) => {
    if (!(await mayDecide(ctx))) return;
    await state.consents.turnOff(chatKey(ctx.place!.chat));
    await ctx.answerCallbackQuery();
    const text = plain(app.messages(ctx.reader.language, "telegram-recap-off"));
    await deliver(ctx.place!, [text], { instead: [ctx.msg!.message_id] });
  });

  composer.callbackQuery("recap:subscribe", async (ctx) => {
    const { place, reader } = ctx;
    if (!place?.isGroup) return ctx.answerCallbackQuery();
    const [chat, user] = [chatKey(place.chat), `user:${ctx.from.id}`];
    const subscribers = await state.schedules.subscribers(chat);
    if (subscribers.includes(user)) await state.schedules.unsubscribe(chat, user);
    else if (!(await canWriteTo(ctx)))
      return ctx.answerCallbackQuery({
        text: app.messages(reader.language, "telegram-recap-start-first"),
        show_alert: true,
      });
    else await state.schedules.subscribe(chat, user);
    const id = subscribers.includes(user) ? "telegram-unsubscribed" : "telegram-subscribed";
    return ctx.answerCallbackQuery(app.messages(reader.language, id));
  });

  /** Telegram lets a bot write only to those who have written to it. */
  async function canWriteTo(ctx: BotContext): Promise<boolean> {
    const place = { chat: ctx.from!.id, thread: undefined, isGroup: false };
    const title = ctx.chat && "title" in ctx.chat ? (ctx.chat.title ?? "") : "";
    const text = app.messages(ctx.reader.language, "telegram-recap-welcome", { chat: title });
    return (await deliver(place, [plain(text)])).length > 0;
  }

  async function mayDecide(ctx: BotContext): Promise<boolean> {
    if (ctx.place?.isGroup && ctx.msg && (await isAdmin(ctx, api))) {
      const { on } = await state.consents.of(chatKey(ctx.place.chat));
      if (on) return true;
      await ctx.answerCallbackQuery(app.messages(ctx.reader.language, "telegram-recap-is-off"));
    } else await ctx.answerCallbackQuery(app.messages(ctx.reader.language, "telegram-admins-only"));
    return false;
  }

  /** `null` ends the schedule; what a change does not name stays as it is. */
  async function schedule(ctx: BotContext, change: Partial<RecapSchedule> | null): Promise<void> {
    const chat = chatKey(ctx.place!.chat);
    if (change === null) {
      await state.schedules.set(chat, null);
      return;
    }
    const now = await state.schedules.of(chat);
    const timeZone = await recaps.timeZoneOf(ctx.place!.chat);
    const base: RecapSchedule = now ?? {
      kind: "daily",
      minuteOfDay: MORNING,
      weekday: null,
      timeZone,
      target: "group",
      thread: ctx.place!.thread ?? null,
    };
    const { kind, minuteOfDay, weekday, timeZone: zone, target, thread } = { ...base, ...change };
    await state.schedules.set(chat, {
      kind,
      minuteOfDay,
      weekday: kind === "weekly" ? (weekday ?? 1) : null,
      timeZone: zone,
      target,
      thread,
    });
    // What was due before it was set is not sent afterwards.
    if (!now) await state.schedules.claimRun(chat, Date.now());
  }

  async function view(ctx: BotContext): Promise<{ text: TelegramText; keyboard: InlineKeyboard }> {
    const chat = chatKey(ctx.place!.chat);
    const consent = await state.consents.of(chat);
    const planned = await state.schedules.of(chat);
    const { language } = ctx.reader;
    const text = join(
      [
        noticeText(consent.retentionDays, language, app.messages, notice),
        plain(stateOf(consent, planned)),
      ],
      "\n\n",
    );
    return { text, keyboard: keyboardFor(consent, planned) };

    function stateOf({ retentionDays }: Consent, stored: StoredSchedule | null): string {
      return app.messages(language, "telegram-recap-state", {
        days: retentionDays,
        when: stored?.kind ?? "never",
        time: clock(stored?.minuteOfDay ?? MORNING),
        zone: stored?.timeZone ?? "",
        weekday: stored?.weekday ?? 1,
        target: stored?.target ?? "group",
      });
    }

    function keyboardFor(
      { retentionDays }: Consent,
      stored: StoredSchedule | null,
    ): InlineKeyboard {
      const keyboard = new InlineKeyboard();
      const choice = (label: string, data: string, chosen: boolean) =>
        keyboard.text(chosen ? `✓ ${label}` : label, `recap:${data}`);
      const say = (id: string, values?: Record<string, number>) =>
        app.messages(language, id, values);
      for (const days of DAYS_KEPT)
        choice(say("telegram-days", { days }), `keep:${days}`, days === retentionDays);
      keyboard.row();
      for (const kind of ["never", "daily", "weekly"] as const)
        choice(say(`telegram-when-${kind}`), `when:${kind}`, kind === (stored?.kind ?? "never"));
      if (stored) {
        keyboard.row();
        for (const hour of HOURS)
          choice(clock(hour * 60), `time:${hour * 60}`, stored.minuteOfDay === hour * 60);
        if (stored.kind === "weekly") {
          keyboard.row();
          for (const day of WEEKDAYS)
            choice(say("telegram-weekday", { day }), `day:${day}`, stored.weekday === day);
        }
        for (const [index, zone] of ZONES.entries()) {
          if (index % 3 === 0) keyboard.row();
          choice(zone, `zone:${zone}`, stored.timeZone === zone);
        }
        keyboard.row();
        choice(say("telegram-to-group"), "to:group", stored.target === "group");
        choice(say("telegram-to-subscribers"), "to:subscribers", stored.target === "subscribers");
      }
      keyboard.row().text(say("telegram-recap-turn-off"), "recap:off");
      keyboard.text(say("telegram-recap-subscribe"), "recap:subscribe");
      return keyboard;
    }
  }

  return composer;
}

function pressed(what: string, value: string): Partial<RecapSchedule> | null {
  if (what === "when")
    return value === "never" ? null : { kind: value === "weekly" ? "weekly" : "daily" };
  if (what === "time") return { minuteOfDay: Math.min(Number(value) || 0, 1439) };
  if (what === "day") return { weekday: Number(value) };
  if (what === "zone") return IANAZone.isValidZone(value) ? { timeZone: value } : {};
  return { target: value === "subscribers" ? "subscribers" : "group" };
}

/** "21:30", "Europe/Berlin", or both; `null` for anything else. */
function changeIn(words: string): Partial<RecapSchedule> | null {
  const change: { minuteOfDay?: number; timeZone?: string } = {};
  for (const word of words.normalize("NFKC").split(/\s+/u)) {
    const [, hour, minute] = /^(\d{1,2}):(\d{2})$/u.exec(word) ?? [];
    if (hour !== undefined && Number(hour) < 24 && Number(minute) < 60)
      change.minuteOfDay = Number(hour) * 60 + Number(minute);
    else if (IANAZone.isValidZone(word)) change.timeZone = word;
    else return null;
  }
  return change;
}

const clock = (minuteOfDay: number): string =>
  [Math.floor(minuteOfDay / 60), minuteOfDay % 60]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
