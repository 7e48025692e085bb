import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setImmediate, setTimeout as pause } from "node:timers/promises";
import type { App } from "../src/app.ts";
import { packageRoot } from "../src/package-root.ts";
import type { ChatMessage } from "../src/recap/chat-message.ts";
import { openState } from "../src/state/open-state.ts";
import type { State } from "../src/state/state.ts";
import { createRecapService, type RecapService } from "../src/telegram/recap/recap-service.ts";
import { newCommand, printLine, readConfig, runCommand } from "../src/terminal/command.ts";
import { openApp } from "../src/terminal/open-app.ts";
import { readConversations } from "./evaluation-recap/gold.ts";
import { makeDay } from "./evaluation-recap/make-day.ts";

const STORED = 10_000;
const ROUNDS = 8;
const BUSY = { id: -1_002_000_000_001, name: "Busy", username: null };
const DAY_MS = 86_400_000;

const command = newCommand("bench-recap", "Measure storing and summing up a busy group").action(
  async () => {
    const data = mkdtempSync(join(tmpdir(), "verbatim-bench-recap-"));
    process.env["DATA_DIR"] = data;
    const state = await openState({
      file: join(data, "state", "state.db"),
      keys: [Buffer.alloc(32, 7)],
    });
    try {
      const app = await openApp(readConfig(), undefined);
      const day = await busyDay();
      await storing(state, day);
      await state.consents.turnOn({ chat: keyOf(BUSY), by: "user:1", noticeVersion: 1 });
      await state.chatLog.addAll(keyOf(BUSY), day);
      const recaps = createRecapService({ app, state, timeZone: "UTC" });
      await summingUp(recaps, app);
    } finally {
      await state.close();
      rmSync(data, { recursive: true, force: true });
    }
  },
);

const keyOf = ({ id }: { readonly id: number }): string => `chat:${id}`;

/** Two thousand messages of one group, of the last day. */
async function busyDay(): Promise<ChatMessage[]> {
  const { messages } = makeDay("tuning", await readConversations());
  const shift = Date.now() - 60_000 - messages.at(-1)!.sentAt;
  return messages.map((message) => ({ ...message, sentAt: Math.round(message.sentAt + shift) }));
}

/** One by one, as they come from Telegram, and at once, as an import; encrypted, on the disk. */
async function storing({ chatLog, consents }: State, day: readonly ChatMessage[]): Promise<void> {
  const many = Array.from({ length: STORED }, (_, i) => ({
    ...day[i % day.length]!,
    id: i + 1,
    sentAt: Date.now() - DAY_MS / 2 + i,
  }));
  const ways = {
    "one by one": async (chat: string) => {
      for (const message of many) {
        await chatLog.add(chat, message);
        await setImmediate();
      }
    },
    "as an import": (chat: string) => chatLog.addAll(chat, many),
  };
  for (const [way, store] of Object.entries(ways)) {
    const chat = keyOf({ id: -way.length });
    await consents.turnOn({ chat, by: "user:1", noticeVersion: 1 });
    const { ms, loop } = await watched(() => store(chat));
    const { count } = await chatLog.stats(chat);
    if (count !== STORED) throw new Error(`${count} of ${STORED} messages were stored`);
    const perSecond = Math.round((STORED / ms) * 1000);
    printLine(`${STORED} messages stored ${way}: ${perSecond} a second; event loop ${loop}`);
  }
}

/** What others wait for an answer while recaps are made, beside when none is. */
async function summingUp(recaps: RecapService, app: App): Promise<void> {
  const questions = readFileSync(new URL("data/eval/questions.jsonl", packageRoot()), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .flatMap((line) => Object.values(JSON.parse(line) as { zh: string; en: string }))
    .filter((text) => typeof text === "string");
  for (const question of questions) await app.ask(question);
  let asked = 0;
  let isOver = false;
  const ask = async (): Promise<number[]> => {
    const times: number[] = [];
    while (!isOver) {
      const start = performance.now();
      await app.ask(questions[asked++ % questions.length]!);
      times.push(performance.now() - start);
      // Questions come from the network, not from a loop that never lets go.
      await setImmediate();
    }
    return times;
  };
  const report = async (name: string, work: () => Promise<unknown>) => {
    isOver = false;
    const answers = ask();
    const { loop } = await watched(work);
    isOver = true;
    const times = await answers;
    printLine(`${name}: answers ${spread(times)} ms (${times.length}); event loop ${loop}`);
  };
  await report("questions alone", () => pause(3_000));
  const walls: number[] = [];
  const onceAlone = await watched(() => recapOnce(recaps));
  printLine(
    `a recap of 2,000 messages, alone: ${onceAlone.ms.toFixed(0)} ms; event loop ${onceAlone.loop}`,
  );
  await report("questions while recaps of 2,000 messages are made", async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const start = performance.now();
      await recapOnce(recaps);
      walls.push(performance.now() - start);
    }
  });
  printLine(`such a recap while questions are answered (${ROUNDS}): ${spread(walls)} ms`);
}

/** Read, decrypted, told apart, composed, verified, and laid out for Telegram. */
async function recapOnce(recaps: RecapService): Promise<void> {
  const recap = await recaps.of(BUSY, { from: 0 });
  if (recap.covered + recap.skipped !== 2_000) throw new Error("The recap is of other messages");
  await recaps.render(recap, recap.language, { single: true });
}

/** How long it took, and for how long the event loop served nobody else meanwhile. */
async function watched(work: () => Promise<unknown>): Promise<{ ms: number; loop: string }> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  // The first tick after it is enabled only begins to count.
  await pause(20);
  const start = performance.now();
  await work();
  const ms = performance.now() - start;
  await pause(20);
  delay.disable();
  const [p50, p99] = [50, 99].map((share) => inMs(delay.percentile(share)));
  return { ms, loop: `p50 ${p50!} p99 ${p99!} max ${inMs(delay.max)} ms` };
}

const inMs = (nanoseconds: number): string => (nanoseconds / 1e6).toFixed(1);

function spread(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
  return `p50 ${at(0.5)} p99 ${at(0.99)} max ${at(1)}`;
}

await runCommand(command);
