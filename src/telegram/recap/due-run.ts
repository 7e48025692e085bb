import { DateTime } from "luxon";
import type { RecapSchedule } from "../../recap/recap-schedules.ts";

/** One run of a schedule: when it is due, and the time that it tells of. In milliseconds since 1970. */
export interface DueRun {
  readonly at: number;
  readonly from: number;
}

type Times = Pick<RecapSchedule, "kind" | "minuteOfDay" | "weekday" | "timeZone">;

/**
 * The last moment up to `now` at which a schedule is due, by the clock of its place: where an hour is skipped or
 * comes twice, a day still has one recap.
 */
export function lastDue({ kind, minuteOfDay, weekday, timeZone }: Times, now: number): DueRun {
  const noon = noonOf(DateTime.fromMillis(now, { zone: timeZone }));
  const day = kind === "daily" ? noon : noon.set({ weekday: weekdayOf(weekday) });
  const before = (from: DateTime) =>
    noonOf(from.minus(kind === "daily" ? { days: 1 } : { weeks: 1 }));
  const at = (on: DateTime) =>
    on.set({ hour: Math.floor(minuteOfDay / 60), minute: minuteOfDay % 60 }).toMillis();
  const due = at(day) > now ? before(day) : day;
  return { at: at(due), from: at(before(due)) };
}

/**
 * No clock is set at noon. What is counted from there is the same at every time of the day; counted from `now`,
 * an hour that comes twice would be the first one before it and the second one after it.
 */
const noonOf = (time: DateTime): DateTime =>
  time.set({ hour: 12, minute: 0, second: 0, millisecond: 0 });

const weekdayOf = (weekday: number | null): 1 | 2 | 3 | 4 | 5 | 6 | 7 => {
  const day = Math.round(weekday ?? 1);
  return (day >= 1 && day <= 7 ? day : 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
};
