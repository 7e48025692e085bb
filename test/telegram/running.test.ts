import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it, type TestContext } from "vitest";
import { shippedApp } from "../support/app.ts";
import { linesOf, start } from "../support/run.ts";
import { quotesIn } from "../support/sent-messages.ts";
import { startTelegram } from "../support/telegram/start-telegram.ts";

const app = await shippedApp();

type Cleanup = TestContext["onTestFinished"];

/** `npm start` with a token, as a process of its own, with a library that is there already. */
function npmStart(atEnd: Cleanup, env: Record<string, string>) {
  const path = mkdtempSync(join(tmpdir(), "verbatim-start-"));
  cpSync(app.library.directory, join(path, "library"), { recursive: true });
  const child = start("main", [], { DATA_DIR: path, ...env });
  let [out, err] = ["", ""];
  child.stdout!.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr!.setEncoding("utf8").on("data", (text: string) => (err += text));
  const closed = once(child, "close");
  atEnd(async () => {
    child.kill("SIGKILL");
    await closed;
    rmSync(path, { recursive: true, force: true });
  });
  return { child, output: () => ({ out, err }), end: () => ended(child, closed) };
}

async function ended(child: ChildProcess, closed: Promise<unknown>) {
  await closed;
  return child.exitCode;
}

async function server(atEnd: Cleanup) {
  const telegram = await startTelegram();
  atEnd(() => telegram.close());
  const env = { TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.root };
  return { telegram, env };
}

const CONFLICT = { status: 409, description: "Conflict: terminated by other getUpdates request" };
const QUESTION = "Did the board ask him to come back?";

describe.concurrent("npm start with a token", () => {
  it("says who it is, what it hears, what it serves and how to stop it; SIGTERM finishes what is in hand", async ({
    expect,
    onTestFinished: atEnd,
  }) => {
    const { telegram, env } = await server(atEnd);
    const bot = npmStart(atEnd, { ...env, ALLOWED_CHATS: "@some_group, 77, 78" });
    await telegram.waitFor(() => telegram.isPolling(), { timeoutMs: 30_000 });
    const ben = telegram.user({ id: 77, language_code: "en" });
    telegram.faults.every(1, { delayMs: 300 }, { method: "sendMessage" });
    ben.sends(ben, QUESTION);
    await telegram.waitFor(() => telegram.callsOf("sendMessage").length > 0);
    bot.child.kill("SIGTERM");
    expect(await bot.end()).toBe(0);
    expect(quotesIn(telegram.sent(ben)[0]!)).toEqual(["是的。"]);
    expect(telegram.pendingUpdates()).toBe(0);
    const { out, err } = bot.output();
    expect(out).toBe("");
    expect(linesOf(err)).toEqual([
      "@verbatim_test_bot (Verbatim) is running.",
      expect.stringContaining("privacy mode is on"),
      expect.stringMatching(/^It answers from: 重返聚光灯下.* \(\/.*library\)$/u),
      "Only the 3 chats in ALLOWED_CHATS may use it.",
      "Ctrl-C stops it.",
      "Stopped. What was in hand is answered.",
    ]);
  });

  it("writes neither words nor the token to its log, at any level, whatever fails", async ({
    expect,
    onTestFinished: atEnd,
  }) => {
    const { telegram, env } = await server(atEnd);
    const bot = npmStart(atEnd, { ...env, LOG_LEVEL: "trace" });
    await telegram.waitFor(() => telegram.isPolling(), { timeoutMs: 30_000 });
    const secret = "Xylophone";
    const ann = telegram.user({ first_name: `${secret}a`, language_code: "en" });
    const group = telegram.supergroup({ title: `${secret}g`, members: [ann], bot: "absent" });
    const { faults } = telegram;
    faults.next({ status: 500 }, { method: "getUpdates" });
    faults.next({ status: 500 }, { method: "sendMessage" });
    ann.sends(ann, QUESTION);
    const answer = await telegram.nextMessage(ann);
    faults.next({ drop: "before" }, { method: "sendMessage" });
    ann.presses(answer, "More quotes");
    faults.every(
      1,
      { status: 400, description: "Bad Request: SOMETHING_NEW" },
      { method: "sendMessage", when: ({ text }) => String(text).includes("Quotes on") },
    );
    ann.sends(ann, "/quotes board");
    await telegram.nextMessage(ann);
    group.addsBot(ann);
    group.mutesBot();
    ann.sends(group, `/summary@verbatim_test_bot ${secret}`);
    await telegram.inlineAnswer(ann.asksInline(`${secret} board`));
    ann.blocks();
    await telegram.settled();
    await telegram.stop();
    bot.child.kill("SIGTERM");
    expect(await bot.end()).toBe(0);
    const { err } = bot.output();
    const logged = linesOf(err).filter((line) => line.startsWith("{"));
    expect(logged.length).toBeGreaterThan(5);
    for (const line of logged) expect(Object.keys(JSON.parse(line) as object)).toContain("level");
    expect(err).toContain("a feature failed");
    for (const word of [secret, "board", "董事会", telegram.token, telegram.token.split(":")[1]!])
      expect(logged.join("\n")).not.toContain(word);
    expect(err).not.toContain(telegram.token);
  });

  it("ends with one line when the token is wrong", async ({ expect, onTestFinished: atEnd }) => {
    const { env } = await server(atEnd);
    const bot = npmStart(atEnd, {
      ...env,
      TELEGRAM_BOT_TOKEN: "123456789:some-other-token-altogether",
    });
    expect(await bot.end()).toBe(1);
    const { out, err } = bot.output();
    expect(out).toBe("");
    expect(linesOf(err)).toEqual([
      expect.stringMatching(/does not know this bot token.*@BotFather.*TELEGRAM_BOT_TOKEN/u),
    ]);
    expect(err).not.toContain("some-other-token");
  });

  it("ends with one line when nobody answers at the address", async ({
    expect,
    onTestFinished: atEnd,
  }) => {
    const probe = createServer().listen(0, "127.0.0.1");
    await once(probe, "listening");
    const root = `http://127.0.0.1:${(probe.address() as AddressInfo).port}`;
    probe.close();
    const token = "123456789:a-token-that-nobody-has-asked-for";
    const bot = npmStart(atEnd, { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: root });
    expect(await bot.end()).toBe(1);
    const { err } = bot.output();
    expect(linesOf(err)).toEqual([
      expect.stringContaining(`The Bot API at ${root} does not answer`),
    ]);
    expect(err).not.toContain(token);
  });

  it("can be stopped while it waits for the network", async ({ expect, onTestFinished: atEnd }) => {
    const { telegram, env } = await server(atEnd);
    telegram.faults.every(1, { status: 500 }, { method: "getMe" });
    const bot = npmStart(atEnd, env);
    await telegram.waitFor(() => telegram.callsOf("getMe").length > 0, { timeoutMs: 30_000 });
    bot.child.kill("SIGTERM");
    expect(await bot.end()).toBe(0);
    expect(linesOf(bot.output().err)).toEqual([]);
  });

  it("ends with one line when another program takes the bot over, and finishes what is in hand", async ({
    expect,
    onTestFinished: atEnd,
  }) => {
    const { telegram, env } = await server(atEnd);
    const bot = npmStart(atEnd, { ...env, LOG_LEVEL: "silent" });
    await telegram.waitFor(() => telegram.isPolling(), { timeoutMs: 30_000 });
    const ben = telegram.user({ language_code: "en" });
    telegram.faults.every(1, { delayMs: 300 }, { method: "sendMessage" });
    ben.sends(ben, QUESTION);
    await telegram.waitFor(() => telegram.callsOf("sendMessage").length > 0);
    telegram.faults.every(1, CONFLICT, { method: "getUpdates" });
    expect(await bot.end()).toBe(1);
    expect(linesOf(bot.output().err).at(-1)).toContain(
      "Another program is running with this bot token.",
    );
    expect(telegram.sent(ben)).toHaveLength(1);
  });

  it("ends with one line when another program has the bot from the start", async ({
    expect,
    onTestFinished: atEnd,
  }) => {
    const { telegram, env } = await server(atEnd);
    telegram.faults.every(1, CONFLICT, { method: "getUpdates" });
    const bot = npmStart(atEnd, { ...env, LOG_LEVEL: "silent" });
    expect(await bot.end()).toBe(1);
    expect(linesOf(bot.output().err).at(-1)).toContain("Another program is running");
  });

  it("ends with one line when a webhook is set", async ({ expect, onTestFinished: atEnd }) => {
    const { telegram, env } = await server(atEnd);
    await fetch(`${telegram.root}/bot${telegram.token}/setWebhook?url=https://a.example/`);
    const bot = npmStart(atEnd, { ...env, LOG_LEVEL: "silent" });
    expect(await bot.end()).toBe(1);
    expect(linesOf(bot.output().err).at(-1)).toContain("A webhook is set for this bot");
  });
});
