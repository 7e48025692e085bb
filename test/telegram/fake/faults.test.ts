import { autoRetry } from "@grammyjs/auto-retry";
import { Api, Bot, GrammyError, HttpError } from "grammy";
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
  ann.starts();
});

afterEach(() => telegram.close());

const send = (text: string) => api.sendMessage(ann.id, text);
const arrived = () => telegram.sent(ann).map(({ text }) => text);

describe("faults", () => {
  it("answer every n-th call with 429 and the wait", async () => {
    telegram.faults.every(3, { status: 429, retryAfter: 7 });
    await send("1");
    await send("2");
    await expect(send("3")).rejects.toMatchObject({
      error_code: 429,
      description: "Too Many Requests: retry after 7",
      parameters: { retry_after: 7 },
    });
    await send("4");
    expect(arrived()).toEqual(["1", "2", "4"]);
    telegram.faults.clear();
    await Promise.all(["5", "6", "7"].map(send));
    expect(arrived()).toHaveLength(6);
  });

  it("leave polling alone unless they name it", async () => {
    telegram.faults.every(1, { status: 500 });
    expect(await refusal(api.getUpdates())).toBe("accepted");
    telegram.faults.next({ status: 502, html: true }, { method: "getUpdates" });
    expect(await refusal(api.getUpdates())).toMatch(/HttpError|Unexpected token|Network/u);
    expect(await refusal(api.getUpdates())).toBe("accepted");
  });

  it("hit the calls they are for, as often as they should", async () => {
    telegram.faults.next(
      { status: 403 },
      { method: "sendMessage", when: ({ text }) => text === "this", times: 2 },
    );
    expect(await refusal(api.sendChatAction(ann.id, "typing"))).toBe("accepted");
    expect(await refusal(send("that"))).toBe("accepted");
    expect(await refusal(send("this"))).toBe("403 Forbidden: bot was blocked by the user");
    expect(await refusal(send("this"))).toMatch(/^403/u);
    expect(await refusal(send("this"))).toBe("accepted");
  });

  it("cut the connection before a call is done, or after", async () => {
    telegram.faults.next({ drop: "before" });
    await expect(send("lost")).rejects.toThrow(HttpError);
    telegram.faults.next({ drop: "after" });
    await expect(send("unheard")).rejects.toThrow(HttpError);
    await send("fine");
    expect(arrived()).toEqual(["unheard", "fine"]);
    expect(telegram.callsOf("sendMessage").map(({ ok }) => ok)).toEqual([false, true, true]);
  });

  it("strike one after the other when two rules meet", async () => {
    telegram.faults.every(2, { status: 429, retryAfter: 1 });
    telegram.faults.every(4, { status: 500 });
    const codes: string[] = [];
    for (let call = 0; call < 8; call += 1) codes.push((await refusal(send("a"))).slice(0, 3));
    expect(codes).toEqual(["acc", "429", "acc", "429", "500", "429", "acc", "429"]);
  });

  it("delay a call, or never answer it", async () => {
    telegram.faults.next({ delayMs: 30 });
    await send("slow");
    expect(arrived()).toEqual(["slow"]);
    telegram.faults.next({ hang: true });
    const controller = new AbortController();
    const hanging = api.sendMessage(ann.id, "never", undefined, controller.signal as never);
    await telegram.waitFor(() => telegram.calls.at(-1)?.fault);
    controller.abort();
    await expect(hanging).rejects.toThrow();
    expect(arrived()).toEqual(["slow"]);
  });

  it("are survived by a bot that retries", async () => {
    const bot = new Bot(telegram.token, { client: { apiRoot: telegram.root } });
    bot.api.config.use(autoRetry({ maxRetryAttempts: 3 }));
    bot.on("message:text", (ctx) => ctx.reply(`echo ${ctx.msg.text}`));
    telegram.faults.next({ status: 429, retryAfter: 0 }, { method: "sendMessage" });
    const running = bot.start();
    ann.sends(ann, "hello");
    await telegram.waitFor(() => arrived().includes("echo hello"));
    await telegram.settled();
    expect(telegram.callsOf("sendMessage").map(({ ok }) => ok)).toContain(false);
    await bot.stop();
    await running;
  });

  it("are in the journal, which can be switched off and listened to", async () => {
    const seen: string[] = [];
    const stopListening = telegram.onCall(({ method }) => seen.push(method));
    telegram.recordCalls(false);
    await send("unrecorded");
    telegram.recordCalls(true);
    await send("recorded");
    stopListening();
    await api.getMe();
    expect(telegram.calls.map(({ method }) => method)).toEqual(["sendMessage", "getMe"]);
    expect(telegram.calls[0]).toMatchObject({ params: { text: "recorded" }, ok: true });
    expect(telegram.callCount()).toBe(3);
    expect(seen).toEqual(["sendMessage", "sendMessage"]);
  });

  it("can be told from refusals", async () => {
    telegram.faults.next({ status: 400, description: "Bad Request: can't parse entities: x" });
    const error: unknown = await send("a").catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(GrammyError);
    expect(telegram.calls.at(-1)).toMatchObject({ ok: false, fault: { status: 400 } });
    await send("a".repeat(5000)).catch(() => undefined);
    expect(telegram.calls.at(-1)).toMatchObject({
      ok: false,
      error: { code: 400, description: "Bad Request: message is too long" },
    });
    expect(telegram.calls.at(-1)?.fault).toBeUndefined();
  });
});
