import { InlineKeyboard } from "grammy";
import type { Language } from "../../interview/interview.ts";
import type { Messages } from "../../locales/messages.ts";
import type { Consent } from "../../recap/consent.ts";
import type { StoredSchedule } from "../../recap/recap-schedules.ts";
import { plain, type TelegramText } from "../render/telegram-text.ts";

const DAYS_KEPT = [1, 3, 7, 14, 30];
const HOURS = [8, 12, 18, 21];
const ZONES = ["UTC", "Asia/Shanghai", "Europe/Berlin", "America/New_York", "America/Los_Angeles"];
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
export const MORNING = 9 * 60;

/** How long messages are kept, and when a recap comes by itself. */
export const settingsText = (
  { retentionDays }: Consent,
  stored: StoredSchedule | null,
  language: Language,
  messages: Messages,
): TelegramText =>
  plain(
    messages(language, "telegram-recap-state", {
      days: retentionDays,
      when: stored?.kind ?? "never",
      time: clock(stored?.minuteOfDay ?? MORNING),
      zone: stored?.timeZone ?? "",
      weekday: stored?.weekday ?? 1,
      target: stored?.target ?? "group",
      scope: stored && stored.thread !== null ? "topic" : "all",
    }),
  );

export function settingsKeyboard(
  { retentionDays }: Consent,
  stored: StoredSchedule | null,
  language: Language,
  messages: Messages,
): InlineKeyboard {
  const keyboard = new InlineKeyboard();
  const choice = (label: string, data: string, chosen: boolean) =>
    keyboard.text(chosen ? `✓ ${label}` : label, `recap:${data}`);
  const say = (id: string, values?: Record<string, number>) => messages(language, id, values);
  const days = [...new Set([...DAYS_KEPT, retentionDays])].sort((a, b) => a - b);
  for (const count of days)
    choice(say("telegram-days", { days: count }), `keep:${count}`, count === retentionDays);
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
    keyboard.row().text(say("telegram-recap-subscribe"), "recap:subscribe");
  }
  return keyboard.row().text(say("telegram-recap-turn-off"), "recap:off");
}

const clock = (minuteOfDay: number): string =>
  [Math.floor(minuteOfDay / 60), minuteOfDay % 60]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
