import { IANAZone } from "luxon";
import { MOST_RETENTION_DAYS } from "../../recap/consent.ts";
import type { RecapSchedule } from "../../recap/recap-schedules.ts";

/** What `/recap_settings` with words changes. */
export interface SettingsChange {
  readonly keptDays: number | null;
  readonly schedule: Partial<RecapSchedule>;
}

/** "21:30", "Europe/Berlin", "weekly", "10d", or several of these; `null` for anything else. */
export function parseSettings(words: string): SettingsChange | null {
  let keptDays: number | null = null;
  const schedule: {
    -readonly [Key in keyof RecapSchedule]?: RecapSchedule[Key];
  } = {};
  for (const word of words.normalize("NFKC").split(/\s+/u).filter(Boolean)) {
    const [, hour, minute] = /^(\d{1,2}):(\d{2})$/u.exec(word) ?? [];
    const [, days] = /^(\d{1,2})(?:d|days?|天|日)$/iu.exec(word) ?? [];
    if (hour !== undefined && Number(hour) < 24 && Number(minute) < 60)
      schedule.minuteOfDay = Number(hour) * 60 + Number(minute);
    else if (days !== undefined && Number(days) >= 1 && Number(days) <= MOST_RETENTION_DAYS)
      keptDays = Number(days);
    else if (/^(?:daily|每天|每日)$/iu.test(word)) schedule.kind = "daily";
    else if (/^(?:weekly|每周|每週)$/iu.test(word)) schedule.kind = "weekly";
    else if (IANAZone.isValidZone(word)) schedule.timeZone = word;
    else return null;
  }
  return { keptDays, schedule };
}

/** What a button of the settings stands for; `null` ends the schedule. */
export function scheduleOfButton(
  what: string,
  value: string,
  thread: number | null,
): Partial<RecapSchedule> | null {
  if (what === "when")
    return value === "never" ? null : { kind: value === "weekly" ? "weekly" : "daily" };
  if (what === "time") return { minuteOfDay: Math.min(Number(value) || 0, 1439) };
  if (what === "day") return { weekday: Math.min(Math.max(Number(value) || 1, 1), 7) };
  if (what === "zone") return IANAZone.isValidZone(value) ? { timeZone: value } : {};
  // Where it is pressed is where it goes.
  return value === "subscribers" ? { target: "subscribers" } : { target: "group", thread };
}
