import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import { chooseWindow } from "../../src/recap/choose-window.ts";
import { parseWhen } from "../../src/recap/parse-when.ts";
import { chatOf } from "./support.ts";

const ZONE = "Asia/Shanghai";
const at = (text: string) => DateTime.fromISO(text, { zone: ZONE }).toMillis();
/** A Wednesday. */
const NOW = at("2026-11-18T15:30:00");

const periodOf = (text: string) => {
  const when = parseWhen(text, NOW, ZONE);
  if (when?.kind !== "period") return when;
  return [when.from, when.to].map((time) =>
    DateTime.fromMillis(time, { zone: ZONE }).toFormat("LL-dd HH:mm"),
  );
};

describe("a stretch of a chat", () => {
  it.each([
    ["6h", "11-18 09:30"],
    ["6 小时", "11-18 09:30"],
    ["last 6 hours", "11-18 09:30"],
    ["最近两小时", "11-18 13:30"],
    ["90m", "11-18 14:00"],
    ["半小时", "11-18 15:00"],
    ["3d", "11-15 15:30"],
    ["三天", "11-15 15:30"],
    ["1w", "11-11 15:30"],
    ["last week ", "11-09 00:00"],
    ["today", "11-18 00:00"],
    ["今天", "11-18 00:00"],
    ["yesterday", "11-17 00:00"],
    ["昨天", "11-17 00:00"],
    ["前天", "11-16 00:00"],
    ["本周", "11-16 00:00"],
    ["2026-11-01", "11-01 00:00"],
    ["2026/11/1", "11-01 00:00"],
    ["11月1日", "11-01 00:00"],
    ["2026-11-01 08:30", "11-01 08:30"],
    ["since 2026-11-01", "11-01 00:00"],
    ["１２ｈ", "11-18 03:30"],
  ])("begins, for %s, at %s", (text, from) => {
    expect(periodOf(text)).toEqual([from, expect.any(String)]);
  });

  it("ends where the day or the range ends", () => {
    expect(periodOf("yesterday")).toEqual(["11-17 00:00", "11-18 00:00"]);
    expect(periodOf("2026-11-01..2026-11-03")).toEqual(["11-01 00:00", "11-04 00:00"]);
    expect(periodOf("11月1日到11月3日")).toEqual(["11-01 00:00", "11-04 00:00"]);
  });

  it("is a number of messages, or what the asker missed", () => {
    expect(parseWhen("100", NOW, ZONE)).toEqual({ kind: "last", count: 100 });
    expect(parseWhen("最近 50 条消息", NOW, ZONE)).toEqual({ kind: "last", count: 50 });
    expect(parseWhen("me", NOW, ZONE)).toEqual({ kind: "me" });
  });

  it("keeps to the days of the time zone, also where the clock changes", () => {
    const now = DateTime.fromISO("2026-10-26T12:00:00", { zone: "Europe/Berlin" }).toMillis();
    const when = parseWhen("yesterday", now, "Europe/Berlin");
    expect(when?.kind === "period" && (when.to - when.from) / 3_600_000).toBe(25);
  });

  it.each([
    "",
    "0",
    "-5",
    "soon",
    "2026-13-40",
    "2027-01-01",
    "6x",
    "h",
    "2026-11-03..2026-11-01",
    "; drop",
    "９".repeat(400),
  ])("is not %j", (text) => {
    expect(parseWhen(text, NOW, ZONE)).toBeNull();
  });

  it("is never longer than what was asked for", () => {
    const messages = chatOf(["Ann: a", "Bo: b", "Ann: c", "Bo: d"]);
    const ids = (list: readonly { id: number }[]) => list.map(({ id }) => id);
    expect(ids(chooseWindow(messages, { kind: "last", count: 2 }))).toEqual([3, 4]);
    expect(ids(chooseWindow(messages, { kind: "me" }, "user:ann"))).toEqual([4]);
    expect(ids(chooseWindow(messages, { kind: "me" }, "user:new"))).toEqual([1, 2, 3, 4]);
    const [from, to] = [messages[1]!.sentAt, messages[3]!.sentAt];
    expect(ids(chooseWindow(messages, { kind: "period", from, to }))).toEqual([2, 3]);
  });
});
