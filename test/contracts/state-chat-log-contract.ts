import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { MOST_MESSAGES } from "../../src/recap/chat-log.ts";
import { DAY_MS, NO_CONSENT } from "../../src/recap/consent.ts";
import type { RecapSchedule } from "../../src/recap/recap-schedules.ts";
import type { State } from "../../src/state/state.ts";
import { ADMIN, CHAT, idsOf, message, NOW, talk } from "../state/messages.ts";

/** What every keeper of chat messages does, in a file or in memory. */
export function chatLogContract(open: (now: () => number) => Promise<State>): void {
  let state: State;
  let now: number;
  beforeEach(async () => {
    now = NOW;
    const opened = await open(() => now);
    state = opened;
    onTestFinished(() => opened.close());
  });
  const turnOn = (chat = CHAT) => state.consents.turnOn({ chat, by: ADMIN, noticeVersion: 1 });
  const stored = async (chat = CHAT) => idsOf(await state.chatLog.range(chat, {}));

  describe("consent", () => {
    it("is off until it is given, and then says by whom, when and for how long", async () => {
      expect(await state.consents.of(CHAT)).toEqual(NO_CONSENT);
      const consent = { on: true, by: ADMIN, at: NOW, retentionDays: 7, noticeVersion: 1 };
      expect(await turnOn()).toEqual(consent);
      expect(await state.consents.of(CHAT)).toEqual(consent);
      expect(await state.consents.of("chat:-1002")).toEqual(NO_CONSENT);
    });

    it("lets nothing be stored without it", async () => {
      expect(await state.chatLog.add(CHAT, message(1))).toBe(false);
      expect(await state.chatLog.addAll(CHAT, [message(2)])).toBe(0);
      await turnOn();
      expect(await stored()).toEqual([]);
    });

    it("takes everything of the chat along when it is withdrawn", async () => {
      await turnOn();
      await state.chatLog.addAll(CHAT, talk(1_200));
      await state.schedules.set(CHAT, DAILY);
      await state.schedules.subscribe(CHAT, "user:1");
      await state.consents.turnOff(CHAT);
      await state.consents.turnOff(CHAT);
      expect(await state.consents.of(CHAT)).toEqual(NO_CONSENT);
      await turnOn();
      expect(await stored()).toEqual([]);
      expect(await state.schedules.of(CHAT)).toBeNull();
      expect(await state.schedules.subscribers(CHAT)).toEqual([]);
    });

    it("keeps the retention when another notice is accepted, within 1 to 30 days", async () => {
      await turnOn();
      expect(await state.consents.setRetention(CHAT, 14)).toMatchObject({ retentionDays: 14 });
      const again = await state.consents.turnOn({ chat: CHAT, by: "user:2", noticeVersion: 2 });
      expect(again).toMatchObject({ by: "user:2", noticeVersion: 2, retentionDays: 14 });
      expect(await state.consents.setRetention(CHAT, 1_000)).toMatchObject({ retentionDays: 30 });
      expect(await state.consents.setRetention(CHAT, 0)).toMatchObject({ retentionDays: 1 });
      expect(await state.consents.setRetention(CHAT, NaN)).toMatchObject({ retentionDays: 7 });
      expect(await state.consents.setRetention("chat:-1002", 3)).toEqual(NO_CONSENT);
    });
  });

  describe("a message", () => {
    beforeEach(() => turnOn().then(() => undefined));

    it("comes back as it was stored", async () => {
      const rich = message(5, {
        thread: 3,
        replyTo: 2,
        media: "photo",
        text: "第一行\n“引号” 👩‍👩‍👧 \ud800 \u0000 end",
        author: { key: "chat:-100777", name: "频道", handle: null },
        mentions: ["@ada", "user:5"],
      });
      expect(await state.chatLog.add(CHAT, rich)).toBe(true);
      expect(await state.chatLog.range(CHAT, {})).toEqual([rich]);
    });

    it("is replaced by its edit, which does not move it", async () => {
      await state.chatLog.add(CHAT, message(1));
      await state.chatLog.add(CHAT, message(2));
      const edit = message(1, { text: "edited", editedAt: NOW, sentAt: NOW });
      expect(await state.chatLog.add(CHAT, edit)).toBe(true);
      const [first] = await state.chatLog.range(CHAT, {});
      expect(first).toEqual({ ...edit, sentAt: message(1).sentAt });
    });

    it("is not replaced by an older state of itself", async () => {
      const edit = message(1, { text: "edited", editedAt: NOW });
      await state.chatLog.add(CHAT, edit);
      expect(await state.chatLog.addAll(CHAT, [message(1, { text: "from an old export" })])).toBe(
        0,
      );
      expect(await state.chatLog.range(CHAT, {})).toEqual([edit]);
    });

    it("can be removed", async () => {
      await state.chatLog.addAll(CHAT, talk(5));
      await state.chatLog.removeMessages(CHAT, [2, 4, 99]);
      expect(await stored()).toEqual([1, 3, 5]);
    });
  });

  describe("a range", () => {
    beforeEach(async () => {
      await turnOn();
      // Stored in another order than they were written in.
      await state.chatLog.addAll(
        CHAT,
        [4, 2].map((id) => message(id)),
      );
      await state.chatLog.addAll(
        CHAT,
        [5, 3, 1].map((id) => message(id, { thread: 9 })),
      );
    });
    const ids = async (range: Parameters<State["chatLog"]["range"]>[1]) =>
      idsOf(await state.chatLog.range(CHAT, range));

    it("is in order of time", async () => {
      expect(await ids({})).toEqual([1, 2, 3, 4, 5]);
    });

    it("takes its first moment in and its last one not", async () => {
      expect(await ids({ from: message(2).sentAt, to: message(4).sentAt })).toEqual([2, 3]);
    });

    it("takes the newest so many", async () => {
      expect(await ids({ last: 2 })).toEqual([4, 5]);
      expect(await ids({ last: 2, to: message(4).sentAt })).toEqual([2, 3]);
      expect(await ids({ last: 0 })).toEqual([]);
    });

    it("stays in a forum topic, or outside of all", async () => {
      expect(await ids({ thread: 9 })).toEqual([1, 3, 5]);
      expect(await ids({ thread: null })).toEqual([2, 4]);
      expect(await ids({ thread: 9, last: 1 })).toEqual([5]);
    });

    it("begins at a message, whether that is stored or not", async () => {
      expect(await ids({ fromMessage: 3 })).toEqual([3, 4, 5]);
      await state.chatLog.removeMessages(CHAT, [3]);
      expect(await ids({ fromMessage: 3, thread: 9 })).toEqual([5]);
    });

    it("orders messages of one second by their ids", async () => {
      await turnOn("chat:-7");
      for (const id of [12, 9, 10, 11])
        await state.chatLog.add("chat:-7", message(id, { sentAt: NOW }));
      expect(await stored("chat:-7")).toEqual([9, 10, 11, 12]);
    });
  });

  it("knows when somebody last wrote, and what it has", async () => {
    await turnOn();
    expect(await state.chatLog.stats(CHAT)).toEqual({
      count: 0,
      oldest: null,
      newest: null,
      unreadable: 0,
    });
    await state.chatLog.addAll(CHAT, [message(1), message(2, {}, 2), message(3)]);
    expect(await state.chatLog.lastBy(CHAT, "user:1")).toBe(message(3).sentAt);
    expect(await state.chatLog.lastBy(CHAT, "user:2")).toBe(message(2).sentAt);
    expect(await state.chatLog.lastBy(CHAT, "user:3")).toBeNull();
    expect(await state.chatLog.lastBy("chat:-1002", "user:1")).toBeNull();
    expect(await state.chatLog.stats(CHAT)).toEqual({
      count: 3,
      oldest: message(1).sentAt,
      newest: message(3).sentAt,
      unreadable: 0,
    });
  });

  describe("time", () => {
    it("runs out for messages, whether anybody purges or not", async () => {
      await turnOn();
      const old = message(1, { sentAt: NOW - 6 * DAY_MS });
      await state.chatLog.addAll(CHAT, [old, message(2)]);
      now += 2 * DAY_MS;
      expect(await stored()).toEqual([2]);
      expect(await state.chatLog.stats(CHAT)).toMatchObject({ count: 1 });
      expect(await state.chatLog.purge()).toBe(1);
      expect(await state.chatLog.purge()).toBe(0);
      expect(await stored()).toEqual([2]);
    });

    it("has run out for what is older when it comes", async () => {
      await turnOn();
      const old = message(1, { sentAt: NOW - 8 * DAY_MS });
      expect(await state.chatLog.add(CHAT, old)).toBe(false);
      expect(await state.chatLog.addAll(CHAT, [old, message(2)])).toBe(1);
      expect(await stored()).toEqual([2]);
    });

    it("is each chat's own, and a shorter one holds at once", async () => {
      await turnOn();
      await turnOn("chat:-1002");
      const old = message(1, { sentAt: NOW - 3 * DAY_MS });
      for (const chat of [CHAT, "chat:-1002"]) await state.chatLog.addAll(chat, [old, message(2)]);
      await state.consents.setRetention(CHAT, 2);
      await state.consents.setRetention(CHAT, 30);
      expect(await stored()).toEqual([2]);
      expect(await stored("chat:-1002")).toEqual([1, 2]);
    });

    it("leaves a chat its newest messages, and not more than the most", async () => {
      await turnOn();
      const many = Array.from({ length: MOST_MESSAGES + 50 }, (_, index) =>
        message(index + 1, { sentAt: NOW - DAY_MS + index }),
      );
      expect(await state.chatLog.addAll(CHAT, many)).toBe(MOST_MESSAGES);
      for (let id = MOST_MESSAGES + 51; id <= MOST_MESSAGES + 310; id += 1)
        await state.chatLog.add(CHAT, message(id, { sentAt: NOW }));
      await state.chatLog.purge();
      const { count } = await state.chatLog.stats(CHAT);
      expect(count).toBe(MOST_MESSAGES);
      expect(idsOf(await state.chatLog.range(CHAT, { last: 1 }))).toEqual([MOST_MESSAGES + 310]);
    });
  });

  describe("somebody who wants to be forgotten", () => {
    beforeEach(async () => {
      for (const chat of [CHAT, "chat:-1002"]) {
        await turnOn(chat);
        await state.chatLog.addAll(chat, talk(6));
      }
    });

    it("is forgotten everywhere, and stays so until they want otherwise", async () => {
      await state.chatLog.forgetAuthor(null, "user:1");
      expect(await stored()).toEqual([2, 3, 5, 6]);
      expect(await stored("chat:-1002")).toEqual([2, 3, 5, 6]);
      expect(await state.chatLog.add(CHAT, message(7))).toBe(false);
      expect(await state.chatLog.addAll(CHAT, talk(6))).toBe(4);
      expect(await state.chatLog.hasOptedOut(CHAT, "user:1")).toBe(true);
      expect(await state.chatLog.lastBy(CHAT, "user:1")).toBeNull();
      await state.chatLog.optIn("user:1");
      expect(await state.chatLog.hasOptedOut(CHAT, "user:1")).toBe(false);
      expect(await state.chatLog.add(CHAT, message(7))).toBe(true);
      expect(await stored()).toEqual([2, 3, 5, 6, 7]);
    });

    it("is forgotten in one chat alone when that is the wish", async () => {
      await state.chatLog.forgetAuthor(CHAT, "user:1");
      expect(await stored()).toEqual([2, 3, 5, 6]);
      expect(await stored("chat:-1002")).toEqual([1, 2, 3, 4, 5, 6]);
      expect(await state.chatLog.add(CHAT, message(7))).toBe(false);
      expect(await state.chatLog.add("chat:-1002", message(7))).toBe(true);
    });

    it("stays forgotten when recaps are turned off and on, or the group becomes a supergroup", async () => {
      await state.chatLog.forgetAuthor(CHAT, "user:1");
      await state.consents.turnOff(CHAT);
      await turnOn();
      expect(await state.chatLog.add(CHAT, message(7))).toBe(false);
      await state.moveChat(CHAT, "chat:-1009");
      expect(await state.chatLog.add("chat:-1009", message(8))).toBe(false);
      expect(await state.chatLog.add("chat:-1009", message(9, {}, 2))).toBe(true);
    });

    it("is forgotten with all that is known of them, subscriptions too", async () => {
      await state.schedules.subscribe(CHAT, "user:1");
      await state.schedules.subscribe(CHAT, "user:2");
      await state.forgetUser("user:1");
      expect(await stored()).toEqual([2, 3, 5, 6]);
      expect(await state.chatLog.hasOptedOut("chat:-1003", "user:1")).toBe(true);
      expect(await state.schedules.subscribers(CHAT)).toEqual(["user:2"]);
    });

    it("may not even be edited back in", async () => {
      await state.chatLog.forgetAuthor(null, "user:1");
      expect(await state.chatLog.add(CHAT, message(1, { editedAt: NOW }))).toBe(false);
    });
  });

  it("forgets a chat with its consent, and no other", async () => {
    for (const chat of [CHAT, "chat:-1002"]) {
      await turnOn(chat);
      await state.chatLog.addAll(chat, talk(3));
    }
    await state.forgetChat(CHAT);
    expect(await state.consents.of(CHAT)).toEqual(NO_CONSENT);
    expect(await stored()).toEqual([]);
    expect(await stored("chat:-1002")).toEqual([1, 2, 3]);
  });

  describe("a group that becomes a supergroup", () => {
    const GROUP = "chat:-5";
    beforeEach(async () => {
      await turnOn(GROUP);
      await state.chatLog.addAll(GROUP, [message(10), message(11, { replyTo: 10 }, 2)]);
      await state.schedules.set(GROUP, DAILY);
      await state.schedules.subscribe(GROUP, "user:1");
    });

    it("keeps consent, messages, schedule and subscribers; old messages have ids that no new one has", async () => {
      await state.moveChat(GROUP, CHAT);
      expect(await state.consents.of(GROUP)).toEqual(NO_CONSENT);
      expect(await state.consents.of(CHAT)).toMatchObject({ on: true, by: ADMIN });
      await state.chatLog.add(CHAT, message(10, { sentAt: NOW, text: "new", replyTo: 9 }));
      expect(await state.chatLog.range(CHAT, {})).toEqual([
        message(10, { id: -10 }),
        message(11, { id: -11, replyTo: -10 }, 2),
        message(10, { sentAt: NOW, text: "new", replyTo: 9 }),
      ]);
      expect(idsOf(await state.chatLog.range(CHAT, { fromMessage: -11 }))).toEqual([-11, 10]);
      expect(idsOf(await state.chatLog.range(CHAT, { fromMessage: 1 }))).toEqual([10]);
      expect(await state.schedules.of(CHAT)).toMatchObject({ ...DAILY, chat: CHAT });
      expect(await state.schedules.subscribers(CHAT)).toEqual(["user:1"]);
      expect(await state.chatLog.lastBy(CHAT, "user:2")).toBe(message(11).sentAt);
    });

    it("brings its messages into a supergroup that has consented already", async () => {
      await turnOn(CHAT);
      await state.consents.setRetention(CHAT, 3);
      await state.chatLog.add(CHAT, message(10, { sentAt: NOW }));
      await state.moveChat(GROUP, CHAT);
      await state.moveChat(GROUP, CHAT);
      expect(await stored()).toEqual([-10, -11, 10]);
      expect(await state.consents.of(CHAT)).toMatchObject({ retentionDays: 3 });
      expect(await state.schedules.subscribers(CHAT)).toEqual(["user:1"]);
    });

    it("forgets whoever posted as the group itself", async () => {
      const author = { key: GROUP, name: "The group", handle: null };
      await state.chatLog.add(GROUP, message(12, { author }));
      await state.moveChat(GROUP, CHAT);
      await state.chatLog.forgetAuthor(null, CHAT);
      expect(await stored()).toEqual([-10, -11]);
    });
  });

  describe("schedules", () => {
    it("are kept for chats that consent, one each", async () => {
      expect(await state.schedules.set(CHAT, DAILY)).toBe(false);
      expect(await state.schedules.subscribe(CHAT, "user:1")).toBe(false);
      await turnOn();
      expect(await state.schedules.set(CHAT, DAILY)).toBe(true);
      const weekly = { ...DAILY, kind: "weekly", weekday: 7, thread: 4 } as const;
      expect(await state.schedules.claimRun(CHAT, NOW)).toBe(true);
      expect(await state.schedules.set(CHAT, weekly)).toBe(true);
      expect(await state.schedules.all()).toEqual([{ ...weekly, chat: CHAT, lastRunAt: NOW }]);
      expect(await state.schedules.set(CHAT, null)).toBe(true);
      expect(await state.schedules.all()).toEqual([]);
    });

    it("run once for each time that is due", async () => {
      await turnOn();
      expect(await state.schedules.claimRun(CHAT, NOW)).toBe(false);
      await state.schedules.set(CHAT, DAILY);
      const claims = await Promise.all([1, 2, 3].map(() => state.schedules.claimRun(CHAT, NOW)));
      expect(claims.filter(Boolean)).toHaveLength(1);
      expect(await state.schedules.claimRun(CHAT, NOW - 1)).toBe(false);
      expect(await state.schedules.claimRun(CHAT, NOW + DAY_MS)).toBe(true);
    });

    it("know who wants them, once each", async () => {
      await turnOn();
      for (const user of ["user:2", "user:1", "user:2"])
        expect(await state.schedules.subscribe(CHAT, user)).toBe(true);
      expect(await state.schedules.subscribers(CHAT)).toEqual(["user:1", "user:2"]);
      await state.schedules.unsubscribe(CHAT, "user:2");
      await state.schedules.unsubscribe("chat:-1002", "user:1");
      expect(await state.schedules.subscribers(CHAT)).toEqual(["user:1"]);
    });
  });
}

const DAILY: RecapSchedule = {
  kind: "daily",
  minuteOfDay: 540,
  weekday: null,
  timeZone: "Asia/Shanghai",
  target: "group",
  thread: null,
};
