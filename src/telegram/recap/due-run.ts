import { DateTime } from "luxon";
import type { RecapSchedule } from "../../recap/recap-schedules.ts";

/** One run of a schedule: when it is due, and the time that it tells of. In milliseconds since 1970. */
export interface DueRun {
  readonly at: number;
  readonly from: number;
}

/**
 * The last moment up to `now` at which a schedule is due, by the clock of its place: where an hour is skipped or
 * comes twice, a day still has one recap.
 */
export function lastDue(schedule: RecapSchedule, now: number): DueRun {
  const { kind, minuteOfDay, weekday, timeZone } = schedule;
  const here = DateTime.fromMillis(now, { zone: timeZone });
  const on = (day: DateTime) =>
    day.set({
      hour: Math.floor(minuteOfDay / 60),
      minute: minuteOfDay % 60,
      second: 0,
      millisecond: 0,
    });
  const step = kind === "daily" ? { days: 1 } : { weeks: 1 };
  const day = kind === "daily" ? here : here.set({ weekday: toWeekday(weekday) });
  const due = on(day) > here ? on(day.minus(step)) : on(day);
  return { at: due.toMillis(), from: on(due.minus(step)).toMillis() };
}

const toWeekday = (weekday: number | null): 1 | 2 | 3 | 4 | 5 | 6 | 7 => {
  const day = Math.round(weekday ?? 1);
  return (day >= 1 && day <= 7 ? day : 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
};
