import { Api, Bot } from "grammy";
import type { Update } from "grammy/types";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Person } from "../../support/telegram/people.ts";
import { startTelegram, type Telegram } from "../../support/telegram/start-telegram.ts";
import { refusal } from "./refusal.ts";

let telegram: Telegram;
let api: Api;
let ann: Person;

beforeEach(async () => {
  telegram = await startTelegram();
  api = new Api(telegram.token, { apiRoot: telegram.root });
  ann = telegram.user({ first_name: "Ann" });
});

afterEach(() => telegram.close());

const texts = (updates: Update[]) => updates.map(({ message }) => message?.text);
const say = (...words: string[]) => words.map((word) => ann.sends(ann, word));

describe("getUpdates", () => {
  it("repeats what is not confirmed, and forgets what is", async () => {
    say("one", "two", "three");
    const all = await api.getUpdates();
    expect(texts(all)).toEqual(["one", "two", "three"]);
    expect(texts(await api.getUpdates())).toEqual(["one", "two", "three"]);
    expect(texts(await api.getUpdates({ limit: 2 }))).toEqual(["one", "two"]);
    const [, second] = all;
    expect(texts(await api.getUpdates({ offset: second!.update_id }))).toEqual(["two", "three"]);
    expect(telegram.pendingUpdates()).toBe(2);
    expect(await api.getUpdates({ offset: all[2]!.update_id + 1 })).toEqual([]);
    expect(telegram.pendingUpdates()).toBe(0);
  });

  it("numbers updates one by one", async () => {
    say("one", "two", "three");
    const [first, second, third] = (await api.getUpdates()).map(({ update_id }) => update_id);
    expect([second! - first!, third! - second!]).toEqual([1, 1]);
  });

  it("counts a negative offset from the end", async () => {
    say("one", "two", "three");
    expect(texts(await api.getUpdates({ offset: -1 }))).toEqual(["three"]);
    expect(texts(await api.getUpdates())).toEqual(["three"]);
  });

  it("waits for something to happen", async () => {
    const waiting = api.getUpdates({ timeout: 30 });
    await telegram.waitFor(telegram.isPolling);
    say("late", "later");
    expect(texts(await waiting)).toEqual(["late", "later"]);
  });

  it("waits no longer than it was asked to", async () => {
    expect(await api.getUpdates({ timeout: 1 })).toEqual([]);
  });

  it("gives what was asked for from then on, and remembers", async () => {
    const group = telegram.group({ bot: "administrator" });
    const bob = telegram.user();
    group.adds(bob);
    const kinds = async () => {
      const updates = await api.getUpdates();
      if (updates.length > 0) await api.getUpdates({ offset: updates.at(-1)!.update_id + 1 });
      return updates.map((update) => Object.keys(update)[1]);
    };
    expect(await kinds()).toEqual(["message"]);
    await api.getUpdates({ allowed_updates: ["chat_member"] });
    group.removes(bob);
    expect(await kinds()).toEqual(["chat_member"]);
    group.adds(bob);
    expect(await kinds()).toEqual(["chat_member"]);
    await api.getUpdates({ allowed_updates: [] });
    group.removes(bob);
    expect(await kinds()).toEqual(["message"]);
    expect(await refusal(api.getUpdates({ allowed_updates: ["text" as never] }))).toMatch(/^400 /u);
  });

  it("serves one caller: the earlier of two is told of the conflict", async () => {
    const first = refusal(api.getUpdates({ timeout: 30 }));
    await telegram.waitFor(telegram.isPolling);
    const second = api.getUpdates({ timeout: 30 });
    expect(await first).toBe(
      "409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    );
    say("hello");
    expect(texts(await second)).toEqual(["hello"]);
  });

  it("ends a bot when a second one starts", async () => {
    const first = new Bot(telegram.token, { client: { apiRoot: telegram.root } });
    const ended = refusal(first.start());
    await telegram.waitFor(telegram.isPolling);
    const second = refusal(api.getUpdates({ timeout: 1 }));
    expect(await ended).toMatch(/^409 Conflict: terminated by other getUpdates request/u);
    expect(await second).toBe("accepted");
  });

  it("forgets a caller that hung up", async () => {
    const controller = new AbortController();
    const gone = api.getUpdates({ timeout: 30 }, controller.signal as never);
    await telegram.waitFor(telegram.isPolling);
    controller.abort();
    await expect(gone).rejects.toThrow("getUpdates");
    await telegram.waitFor(() => !telegram.isPolling());
    say("still here");
    expect(texts(await api.getUpdates({ timeout: 5 }))).toEqual(["still here"]);
  });

  it("does not work beside a webhook", async () => {
    await api.setWebhook("https://a.example/hook");
    expect(await refusal(api.getUpdates())).toBe(
      "409 Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
    say("dropped");
    await api.deleteWebhook({ drop_pending_updates: true });
    expect(await api.getWebhookInfo()).toMatchObject({ url: "", pending_update_count: 0 });
    expect(await api.getUpdates()).toEqual([]);
  });
});

describe("the server", () => {
  it("comes back on its port with everything it knew", async () => {
    say("before");
    const { root } = telegram;
    await telegram.stop();
    await expect(api.getMe()).rejects.toThrow("Network request");
    say("while away");
    await telegram.restart();
    expect(telegram.root).toBe(root);
    expect(texts(await api.getUpdates())).toEqual(["before", "while away"]);
    expect(telegram.messages(ann)).toHaveLength(2);
  });

  it("knows its token and its methods, by POST, GET and form", async () => {
    const url = (token: string, method: string) => `${telegram.root}/bot${token}/${method}`;
    const ask = async (at: string, init?: RequestInit) => {
      const response = await fetch(at, init);
      return { status: response.status, body: await response.json() };
    };
    expect(await ask(url("1:wrong", "getMe"))).toEqual({
      status: 401,
      body: { ok: false, error_code: 401, description: "Unauthorized" },
    });
    expect(await ask(url(telegram.token, "sendNothing"))).toEqual({
      status: 404,
      body: { ok: false, error_code: 404, description: "Not Found" },
    });
    expect(await ask(url("nonsense", "getMe"))).toMatchObject({ status: 404 });
    expect(await ask(url(telegram.token, "GETME"))).toMatchObject({
      body: { ok: true, result: { username: "verbatim_test_bot", is_bot: true } },
    });
    say("hi");
    const query = `?chat_id=${ann.id}&text=by%20query`;
    expect(await ask(url(telegram.token, "sendMessage") + query)).toMatchObject({
      body: { result: { text: "by query" } },
    });
    const form = new URLSearchParams({
      chat_id: String(ann.id),
      text: "by form",
      entities: JSON.stringify([{ type: "bold", offset: 0, length: 2 }]),
      disable_notification: "true",
    });
    expect(
      await ask(url(telegram.token, "sendMessage"), { method: "POST", body: form }),
    ).toMatchObject({ body: { result: { text: "by form", entities: [{ type: "bold" }] } } });
    const json = { method: "POST", headers: { "content-type": "application/json" } };
    expect(await ask(url(telegram.token, "getMe"), { ...json, body: "{" })).toMatchObject({
      status: 400,
    });
  });
});
