import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import { lastDue } from "../../../src/telegram/recap/due-run.ts";

const HOUR = 3_600_000;
const zone = fc.constantFrom(...Intl.supportedValuesOf("timeZone"), "UTC");
const schedule = fc.record({
  kind: fc.constantFrom("daily" as const, "weekly" as const),
  minuteOfDay: fc.integer({ min: 0, max: 1439 }),
  weekday: fc.integer({ min: 1, max: 7 }),
  timeZone: zone,
});
const moment = fc.integer({ min: Date.UTC(2025, 0), max: Date.UTC(2030, 0) });

/** In minutes; some clocks skip the hour before midnight. */
const lateness = ({ hour, minute }: DateTime, minuteOfDay: number): number =>
  (hour * 60 + minute - minuteOfDay + 1440) % 1440;

describe("when a scheduled recap is due", () => {
  it("is the same moment whenever one looks, once a day or week, and never in the future", () => {
    fc.assert(
      fc.property(
        schedule,
        moment,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (times, now, part) => {
          const { at, from } = lastDue(times, now);
          expect(at).toBeLessThanOrEqual(now);
          expect(lastDue(times, at).at).toBe(at);
          expect(lastDue(times, at + Math.floor((now - at) * part)).at).toBe(at);
          expect(lastDue(times, at - 1).at).toBe(from);
          const apart = (at - from) / HOUR - (times.kind === "daily" ? 24 : 7 * 24);
          // No place sets its clock by more.
          expect(Math.abs(apart)).toBeLessThanOrEqual(2);
          const day = DateTime.fromMillis(at, { zone: times.timeZone });
          const late = lateness(day, times.minuteOfDay);
          if (times.kind === "weekly")
            expect(day.minus({ minutes: late }).weekday).toBe(times.weekday);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("is at the time of day that was set, or a little later where that time is skipped", () => {
    fc.assert(
      fc.property(schedule, moment, (times, now) => {
        const due = DateTime.fromMillis(lastDue(times, now).at, { zone: times.timeZone });
        const late = lateness(due, times.minuteOfDay);
        if (late === 0) return;
        const before = due.minus({ milliseconds: 3 * HOUR });
        expect(late).toBeLessThanOrEqual(120);
        expect(due.offset).toBeGreaterThan(before.offset);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ["Europe/Berlin", "2026-10-25", 150],
    ["America/New_York", "2026-11-01", 90],
    ["America/Havana", "2026-11-01", 30],
  ])("comes once where an hour comes twice: %s", (timeZone, day, minuteOfDay) => {
    const times = { kind: "daily" as const, minuteOfDay, weekday: null, timeZone };
    const start = DateTime.fromISO(day, { zone: timeZone }).toMillis() - HOUR;
    const found = new Set<number>();
    for (let now = start; now < start + 23 * HOUR; now += 10 * 60_000)
      found.add(lastDue(times, now).at);
    const onThatDay = [...found].filter(
      (at) => DateTime.fromMillis(at, { zone: timeZone }).toISODate() === day,
    );
    expect(onThatDay).toHaveLength(1);
  });
});
