import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import type { State } from "../../src/state/state.ts";

/** What every keeper of the bot's state does, wherever it keeps it. */
export function stateContract(open: () => Promise<State>): void {
  let state: State;
  beforeEach(async () => {
    const opened = await open();
    state = opened;
    onTestFinished(() => opened.close());
  });

  describe("preferences", () => {
    it("have no language until one is chosen, and none after it is taken back", async () => {
      expect(await state.preferences.language("user:1")).toBeNull();
      await state.preferences.setLanguage("user:1", "zh");
      await state.preferences.setLanguage("user:1", "en");
      expect(await state.preferences.language("user:1")).toBe("en");
      await state.preferences.setLanguage("user:1", null);
      expect(await state.preferences.language("user:1")).toBeNull();
    });

    it("tell a person from a chat with the same number", async () => {
      await state.preferences.setLanguage("user:1", "zh");
      expect(await state.preferences.language("chat:1")).toBeNull();
    });
  });

  describe("feedback", () => {
    const at = { chat: "chat:-1", message: 7 };
    const votes = () => state.feedback.of(at.chat, at.message);

    it("counts a person once, by the last vote", async () => {
      await state.feedback.vote({ ...at, user: "user:1", vote: "up" });
      await state.feedback.vote({ ...at, user: "user:1", vote: "up" });
      await state.feedback.vote({ ...at, user: "user:2", vote: "up" });
      expect(await votes()).toEqual({ up: 2, down: 0 });
      await state.feedback.vote({ ...at, user: "user:1", vote: "down" });
      expect(await votes()).toEqual({ up: 1, down: 1 });
      await state.feedback.vote({ ...at, user: "user:1", vote: null });
      await state.feedback.vote({ ...at, user: "user:3", vote: null });
      expect(await votes()).toEqual({ up: 1, down: 0 });
    });

    it("is about one message of one chat", async () => {
      await state.feedback.vote({ ...at, user: "user:1", vote: "up" });
      expect(await state.feedback.of("chat:-1", 8)).toEqual({ up: 0, down: 0 });
      expect(await state.feedback.of("chat:-2", 7)).toEqual({ up: 0, down: 0 });
    });
  });

  describe("updates", () => {
    it("are done when they are marked, as often as that happens", async () => {
      expect(await state.updates.isDone(5)).toBe(false);
      await state.updates.markDone(5);
      await state.updates.markDone(5);
      expect(await state.updates.isDone(5)).toBe(true);
      expect(await state.updates.isDone(6)).toBe(false);
    });

    it("are forgotten below an id only", async () => {
      for (const id of [1, 2, 3]) await state.updates.markDone(id);
      await state.updates.forgetBelow(3);
      expect(await Promise.all([1, 2, 3].map((id) => state.updates.isDone(id)))).toEqual([
        false,
        false,
        true,
      ]);
    });
  });

  describe("tokens", () => {
    it("add up for a scope and a day", async () => {
      await Promise.all(
        [10, 20, -5].map((count) => state.tokens.add("user:1", "2026-11-23", count)),
      );
      expect(await state.tokens.used("user:1", "2026-11-23")).toBe(25);
      expect(await state.tokens.used("user:1", "2026-11-24")).toBe(0);
      expect(await state.tokens.used("all", "2026-11-23")).toBe(0);
    });

    it("of earlier days can go", async () => {
      for (const day of ["2026-09-30", "2026-11-22", "2026-11-23"])
        await state.tokens.add("all", day, 1);
      await state.tokens.forgetBefore("2026-11-23");
      expect(await state.tokens.used("all", "2026-09-30")).toBe(0);
      expect(await state.tokens.used("all", "2026-11-22")).toBe(0);
      expect(await state.tokens.used("all", "2026-11-23")).toBe(1);
    });
  });

  describe("notices", () => {
    it("are given once, until they are forgotten", async () => {
      expect(await state.notices.once("deaf:chat:-1")).toBe(true);
      expect(await state.notices.once("deaf:chat:-1")).toBe(false);
      expect(await state.notices.once("deaf:chat:-2")).toBe(true);
      await state.notices.forget("deaf:chat:-1");
      expect(await state.notices.once("deaf:chat:-1")).toBe(true);
    });

    it("are given once when several ask at the same time", async () => {
      const asked = Array.from({ length: 10 }, () => state.notices.once("hello:user:1"));
      expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(1);
    });
  });

  /** The same about whoever it is. */
  const settle = async (chat: string, user: string) => {
    await state.preferences.setLanguage(chat, "zh");
    await state.preferences.setLanguage(user, "en");
    await state.feedback.vote({ chat, message: 7, user, vote: "up" });
    await state.notices.once(`deaf:${chat}`);
    await state.notices.once(`welcome:${user}`);
    await state.tokens.add(user, "2026-11-23", 100);
    await state.tokens.add(chat, "2026-11-23", 100);
  };

  it("moves all that it knows of a group to its supergroup, where messages are counted anew", async () => {
    await settle("chat:-1", "user:1");
    await state.tokens.add("chat:-1001", "2026-11-23", 5);
    await state.moveChat("chat:-1", "chat:-1001");
    await state.moveChat("chat:-1", "chat:-1001");
    expect(await state.preferences.language("chat:-1001")).toBe("zh");
    expect(await state.preferences.language("chat:-1")).toBeNull();
    expect(await state.feedback.of("chat:-1001", -7)).toEqual({ up: 1, down: 0 });
    expect(await state.feedback.of("chat:-1001", 7)).toEqual({ up: 0, down: 0 });
    expect(await state.tokens.used("chat:-1001", "2026-11-23")).toBe(105);
    expect(await state.notices.once("deaf:chat:-1001")).toBe(false);
    expect(await state.preferences.language("user:1")).toBe("en");
  });

  it("keeps what a supergroup has chosen itself, and leaves a chat that moves to itself alone", async () => {
    await state.preferences.setLanguage("chat:-1", "zh");
    await state.preferences.setLanguage("chat:-1001", "en");
    await state.moveChat("chat:-1", "chat:-1001");
    await state.moveChat("chat:-1001", "chat:-1001");
    expect(await state.preferences.language("chat:-1001")).toBe("en");
  });

  it("forgets a person and nobody else, but not what a model cost them", async () => {
    await settle("chat:-1", "user:1");
    await settle("chat:-2", "user:11");
    await state.forgetUser("user:1");
    expect(await state.preferences.language("user:1")).toBeNull();
    expect(await state.feedback.of("chat:-1", 7)).toEqual({ up: 0, down: 0 });
    expect(await state.notices.once("welcome:user:1")).toBe(true);
    expect(await state.tokens.used("user:1", "2026-11-23")).toBe(100);
    expect(await state.preferences.language("user:11")).toBe("en");
    expect(await state.preferences.language("chat:-1")).toBe("zh");
    expect(await state.feedback.of("chat:-2", 7)).toEqual({ up: 1, down: 0 });
    expect(await state.notices.once("welcome:user:11")).toBe(false);
  });

  it("forgets a chat and no other", async () => {
    await settle("chat:-1", "user:1");
    await settle("chat:-2", "user:1");
    await state.forgetChat("chat:-1");
    expect(await state.preferences.language("chat:-1")).toBeNull();
    expect(await state.feedback.of("chat:-1", 7)).toEqual({ up: 0, down: 0 });
    expect(await state.notices.once("deaf:chat:-1")).toBe(true);
    expect(await state.preferences.language("chat:-2")).toBe("zh");
    expect(await state.preferences.language("user:1")).toBe("en");
    expect(await state.feedback.of("chat:-2", 7)).toEqual({ up: 1, down: 0 });
  });
}
