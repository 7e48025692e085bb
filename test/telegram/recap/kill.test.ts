import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { start } from "../../support/run.ts";
import type { Person } from "../../support/telegram/people.ts";
import { startTelegram, type Telegram } from "../../support/telegram/start-telegram.ts";
import { KEY, recapOf, replyTo, stateFiles, turnOn } from "./support.ts";

const data = mkdtempSync(join(tmpdir(), "verbatim-killed-"));
const state = stateFiles(join(data, "state"));
let telegram: Telegram;
let child: ChildProcess;
let log = "";

async function run(): Promise<void> {
  child = start("main", [], {
    DATA_DIR: data,
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.root,
    CHAT_LOG_KEY: KEY,
    LOG_LEVEL: "trace",
    USER_QUESTIONS_PER_MINUTE: "0",
    CHAT_QUESTIONS_PER_MINUTE: "0",
  });
  for (const stream of [child.stdout!, child.stderr!])
    stream.setEncoding("utf8").on("data", (text: string) => (log += text));
  await telegram.waitFor(() => telegram.isPolling(), { timeoutMs: 40_000, what: "the bot" });
}

/** As `kill -9` does, after some milliseconds of work; then the bot is started again and catches up. */
async function killAndRestart(afterMs: number): Promise<void> {
  await pause(afterMs);
  child.kill("SIGKILL");
  await once(child, "close");
  await telegram.waitFor(() => !telegram.isPolling(), { what: "the end of the last poll" });
  await run();
  await telegram.settled({ timeoutMs: 40_000 });
}

beforeAll(async () => {
  telegram = await startTelegram({ canReadAllGroupMessages: true });
  await run();
});
afterAll(async () => {
  child.kill("SIGKILL");
  await telegram.close();
  rmSync(data, { recursive: true, force: true });
});

const WORDS = ["Heffalump", "Brobdingnag", "水獭大会", "Rumpelstilz", "Quetzalcoatl"];
const NAMES = ["Annabella", "Ottokar", "Cyprian"] as const;

const people = () =>
  NAMES.map((first_name) => telegram.user({ first_name, language_code: "en" })) as [
    Person,
    Person,
    Person,
  ];

const line = (i: number) =>
  `Number ${i}: ${WORDS[i % WORDS.length]!} must be ready by ${i % 24} o'clock`;

async function talking(count: number) {
  const [ann, otto, cy] = people();
  const group = telegram.group({ title: "Secret circle", admins: [ann], members: [otto, cy] });
  await turnOn(telegram, ann, group);
  const say = (from: number, to: number) => {
    for (let i = from; i < to; i++) [ann, otto, cy][i % 3]!.sends(group, line(i));
  };
  say(0, count);
  return { ann, otto, cy, group, say };
}

describe("a bot that is killed", () => {
  it("stores every message once, also those that came meanwhile", async () => {
    const { group, say } = await talking(150);
    await killAndRestart(40);
    say(150, 300);
    await killAndRestart(15);
    expect(state.stored(group)).toBe(300);
  });

  it("forgets whoever asked for it", async () => {
    const { ann, otto, group } = await talking(300);
    await telegram.settled();
    expect(state.stored(group)).toBe(300);
    otto.sends(group, "/forget_me");
    await killAndRestart(6);
    expect(state.stored(group)).toBe(200);
    otto.sends(group, line(1));
    const recap = await recapOf(telegram, ann, group, "/recap 200");
    expect(recap.text).not.toContain("Ottokar");
    expect(state.stored(group)).toBe(200);
  });

  it("deletes what is past its time", async () => {
    const { ann, group } = await talking(0);
    const date = Math.floor(Date.now() / 1000) - 2 * 86_400;
    for (let i = 0; i < 200; i++) ann.sends(group, line(i), { extra: { date } });
    ann.sends(group, line(200));
    const settings = await recapOf(telegram, ann, group, "/recap_settings");
    expect(state.stored(group)).toBe(201);
    ann.presses(settings, "1d");
    await killAndRestart(5);
    expect(state.stored(group)).toBe(1);
  });

  it("finishes an import", async () => {
    const { ann, group } = await talking(3);
    const now = Math.floor(Date.now() / 1000);
    const messages = Array.from({ length: 1_500 }, (_, i) => ({
      id: 1_000_000 + i,
      type: "message",
      date_unixtime: String(now - 5_000 + i),
      from: "Annabella",
      from_id: `user${ann.id}`,
      text: line(i),
    }));
    const name = "Secret circle";
    const content = JSON.stringify({ name, type: "private_group", id: -group.id, messages });
    const sent = ann.sendsDocument(ann, { name: "result.json", content });
    await killAndRestart(60);
    expect((await replyTo(telegram, sent)).text).toMatch(/^Kept [\d,]+ of 1,500 messages/u);
    expect(state.stored(group)).toBe(1_503);
  });

  it("goes on with a group that became a supergroup", async () => {
    const { ann, group } = await talking(200);
    await telegram.settled();
    const larger = group.migrates(ann);
    for (let i = 0; i < 20; i++) ann.sends(larger, line(i));
    await killAndRestart(4);
    expect(state.stored(group)).toBe(0);
    expect(state.stored(larger)).toBe(220);
  });

  it("leaves nothing of what was said, and of who said it, in its files and its log at any level", () => {
    const said = [...WORDS, ...NAMES, "must be ready by", "Secret circle"];
    expect(state.found(said)).toEqual([]);
    expect(said.filter((words) => log.includes(words))).toEqual([]);
    expect(log).toContain('"level":"info"');
  });
});
