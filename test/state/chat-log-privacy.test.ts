import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { DAY_MS } from "../../src/recap/consent.ts";
import { openState, type StateOptions } from "../../src/state/open-state.ts";
import { workspace } from "../support/workspace.ts";
import { column, foundInFiles, look } from "./files.ts";
import { ADMIN, CHAT, idsOf, message, NOW, talk } from "./messages.ts";

const OLD = randomBytes(32);
const NEW = randomBytes(32);
const OTHER = "chat:-1002";
/** Whatever of `message` must never be readable in a file. */
const PERSONAL = ["secret-text", "秘密", "名字", "handle1", "somebody_mentioned", "linked.example"];

const newFile = () => join(workspace().path, "state.sqlite");

async function open(options: Partial<StateOptions> & { file: string }) {
  const state = await openState({ keys: [OLD], now: () => NOW, ...options });
  let isOpen = true;
  const close = async () => {
    if (isOpen) await state.close();
    isOpen = false;
  };
  onTestFinished(close);
  return { ...state, close };
}

async function openWith(count: number, options: Partial<StateOptions> & { file: string }) {
  const state = await open(options);
  for (const chat of [CHAT, OTHER]) {
    await state.consents.turnOn({ chat, by: ADMIN, noticeVersion: 1 });
    await state.chatLog.addAll(chat, talk(count));
  }
  return state;
}

describe("the files of a chat log", () => {
  it("hold nothing personal that can be read, nor who wrote", async () => {
    const file = newFile();
    const state = await openWith(300, { file });
    expect(foundInFiles(file, [...PERSONAL, "user:1"])).toEqual([]);
    await state.close();
    expect(foundInFiles(file, [...PERSONAL, "user:1"])).toEqual([]);
    expect(foundInFiles(file, ["recap_chats"])).toEqual(["recap_chats"]);
  });

  it("hold no messages at all without a key", async () => {
    const file = newFile();
    const state = await openWith(300, { file, keys: [] });
    expect((await state.chatLog.stats(CHAT)).count).toBe(300);
    expect(column(file, "select count(*) from messages")).toEqual([0]);
    await state.close();
    const again = await open({ file, keys: [] });
    expect(await again.consents.of(CHAT)).toMatchObject({ on: true });
    expect((await again.chatLog.stats(CHAT)).count).toBe(0);
  });

  it("keep opt-outs without a key, or with another one", async () => {
    const file = newFile();
    const first = await openWith(3, { file, keys: [] });
    await first.chatLog.forgetAuthor(null, "user:1");
    await first.close();
    for (const keys of [[OLD], [NEW], []]) {
      const state = await open({ file, keys });
      expect(await state.chatLog.add(CHAT, message(10))).toBe(false);
      await state.close();
    }
  });

  const ways = {
    "an author": (state: Awaited<ReturnType<typeof open>>) => state.forgetUser("user:1"),
    "a message": (state: Awaited<ReturnType<typeof open>>) =>
      state.chatLog.removeMessages(CHAT, idsOf(talk(300))),
    "consent withdrawn": (state: Awaited<ReturnType<typeof open>>) => state.consents.turnOff(CHAT),
    "a chat": (state: Awaited<ReturnType<typeof open>>) => state.forgetChat(CHAT),
    "a shorter time": (state: Awaited<ReturnType<typeof open>>) =>
      state.consents.setRetention(CHAT, 1),
  };
  it.each(Object.entries(ways))("keep not even the ciphertext after %s", async (_, forget) => {
    const file = newFile();
    const state = await openWith(300, { file });
    // Just too old for one day.
    await state.chatLog.add(CHAT, message(1, { editedAt: NOW, sentAt: NOW - DAY_MS }));
    const before = column(file, "select body from messages") as Buffer[];
    await forget(state);
    const after = new Set(
      (column(file, "select body from messages") as Buffer[]).map((body) => body.toString("hex")),
    );
    const gone = before.filter((body) => !after.has(body.toString("hex")));
    if (forget !== ways["a shorter time"]) expect(gone.length).toBeGreaterThan(90);
    expect(foundInFiles(file, gone)).toEqual([]);
    expect(
      foundInFiles(file, before.filter((body) => !gone.includes(body)).slice(0, 1)),
    ).toHaveLength(1);
  });

  it("keep nothing of what time has run out for, once it is purged", async () => {
    const file = newFile();
    let now = NOW;
    const state = await openWith(300, { file, now: () => now });
    const bodies = column(file, "select body from messages") as Buffer[];
    now += 8 * DAY_MS;
    expect(await state.chatLog.purge()).toBe(600);
    expect(foundInFiles(file, bodies)).toEqual([]);
  });
});

describe("a stored message", () => {
  /** A stored message that somebody with access to the file has changed. */
  async function changed(statement: string) {
    const file = newFile();
    const state = await openWith(4, { file });
    look(file, (db) => db.exec(statement));
    return state;
  }
  const here = `chat = (select id from recap_chats where key = '${CHAT}') and id = 2`;

  it.each([
    ["its text", `update messages set body = zeroblob(length(body)) where ${here}`],
    ["the length of its text", `update messages set body = x'00' where ${here}`],
    ["its nonce", `update messages set nonce = x'0102' where ${here}`],
    ["its time", `update messages set sent_at = sent_at + 1 where ${here}`],
    ["its topic", `update messages set thread = 5 where ${here}`],
    ["its author", `update messages set author = x'00' where ${here}`],
    ["its key", `update messages set key = 1 where ${here}`],
    ["its number", `update messages set id = 77 where ${here}`],
    ["what it answers", `update messages set reply_to = 1 where ${here}`],
  ])("is left out when somebody has changed %s", async (_, statement) => {
    const state = await changed(statement);
    expect(idsOf(await state.chatLog.range(CHAT, {}))).toEqual([1, 3, 4]);
    expect(idsOf(await state.chatLog.range(OTHER, {}))).toEqual([1, 2, 3, 4]);
    expect(await state.chatLog.reencrypt()).toMatchObject({ done: 0 });
  });

  it("is never shown in another chat", async () => {
    const state = await changed(`
      delete from messages where not (${here});
      update messages set chat = (select id from recap_chats where key = '${OTHER}')`);
    expect(await state.chatLog.range(OTHER, {})).toEqual([]);
    const renamed = await changed(`
      update recap_chats set key = 'x' where key = '${CHAT}';
      update recap_chats set key = '${CHAT}' where key = '${OTHER}'`);
    expect(await renamed.chatLog.range(CHAT, {})).toEqual([]);
  });
});

describe("another key", () => {
  it("decrypts what the older ones encrypted, until it has encrypted it itself", async () => {
    const file = newFile();
    await (await openWith(250, { file })).close();
    const both = await open({ file, keys: [NEW, OLD] });
    await both.chatLog.add(CHAT, message(1_000));
    expect(await both.chatLog.lastBy(CHAT, "user:2")).toBe(talk(250)[247]!.sentAt - 0);
    const before = await both.chatLog.range(CHAT, {});
    expect(before).toEqual([...talk(250), message(1_000)].sort((a, b) => a.sentAt - b.sentAt));
    const bodies = column(file, "select body from messages where id < 1000") as Buffer[];
    expect(await both.chatLog.reencrypt()).toEqual({ done: 500, unreadable: 0 });
    expect(await both.chatLog.reencrypt()).toEqual({ done: 0, unreadable: 0 });
    expect(foundInFiles(file, bodies)).toEqual([]);
    await both.close();
    const alone = await open({ file, keys: [NEW] });
    expect(await alone.chatLog.range(CHAT, {})).toEqual(before);
    expect(await alone.chatLog.countUnreadable()).toBe(0);
    await alone.chatLog.forgetAuthor(CHAT, "user:2");
    expect((await alone.chatLog.range(CHAT, {})).map(({ author }) => author.key)).not.toContain(
      "user:2",
    );
  });

  it("forgets authors under older keys too", async () => {
    const file = newFile();
    await (await openWith(30, { file })).close();
    const both = await open({ file, keys: [NEW, OLD] });
    await both.chatLog.addAll(CHAT, [
      message(40, { sentAt: NOW }),
      message(41, { sentAt: NOW }, 2),
    ]);
    await both.chatLog.forgetAuthor(null, "user:1");
    expect(column(file, "select count(*) from messages")).toEqual([41]);
    const authors = (await both.chatLog.range(CHAT, {})).map(({ author }) => author.key);
    expect(authors).not.toContain("user:1");
  });

  it.each([
    ["which is not theirs", [NEW]],
    ["missing", []],
  ])(
    "%s leaves messages unread but counted, takes new ones, and goes on when the key is back",
    async (_, keys) => {
      const file = newFile();
      await (await openWith(10, { file })).close();
      const wrong = await open({ file, keys });
      expect(await wrong.chatLog.range(CHAT, {})).toEqual([]);
      expect(await wrong.chatLog.countUnreadable()).toBe(20);
      expect(await wrong.chatLog.reencrypt()).toMatchObject({ done: 0 });
      expect(await wrong.chatLog.add(CHAT, message(50))).toBe(true);
      expect(idsOf(await wrong.chatLog.range(CHAT, {}))).toEqual([50]);
      await wrong.close();
      const right = await open({ file });
      const kept = keys.length > 0 ? 1 : 0;
      expect(await right.chatLog.stats(CHAT)).toMatchObject({ count: 10 + kept, unreadable: kept });
      expect(await right.chatLog.range(CHAT, {})).toEqual(talk(10));
    },
  );

  it.each([
    ["which is not theirs", [NEW]],
    ["missing", []],
  ])("%s keeps nothing that may be of somebody who is forgotten", async (_, keys) => {
    const file = newFile();
    await (await openWith(10, { file })).close();
    const wrong = await open({ file, keys });
    await wrong.chatLog.forgetAuthor(CHAT, "user:1");
    await wrong.close();
    const right = await open({ file });
    expect(await right.chatLog.range(CHAT, {})).toEqual([]);
    expect(await right.chatLog.range(OTHER, {})).toEqual(talk(10));
  });
});
