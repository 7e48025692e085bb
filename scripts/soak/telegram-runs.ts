import { setTimeout as sleep } from "node:timers/promises";
import type { App } from "../../src/app.ts";
import { followsUp } from "../../src/answer/conversation.ts";
import { startTelegram, type Telegram } from "../../test/support/telegram/start-telegram.ts";
import { type Random, seededRandom } from "./random.ts";
import { type BotProcess, createBotProcess } from "./telegram-bot.ts";
import { checkChats, type Verdict } from "./telegram-check.ts";
import { createRooms, createTraffic, type Event } from "./telegram-traffic.ts";

export const RUNS = [
  "plain",
  "killed",
  "every 10th call 429",
  "every 20th connection dropped",
] as const;
export type RunName = (typeof RUNS)[number];

export interface RunOptions {
  readonly app: App;
  readonly questions: ReadonlyMap<string, readonly string[]>;
  readonly updates: number;
  readonly chats: number;
  readonly seed: number;
  readonly kills: number;
}

export interface RunResult {
  readonly run: RunName;
  readonly updates: number;
  readonly kinds: Readonly<Record<string, number>>;
  readonly lost: readonly string[];
  readonly outOfOrder: readonly string[];
  /** Answered more than once though no fault struck while it was answered. */
  readonly repeated: readonly string[];
  /** Sends that were in flight at a fault and were repeated. */
  readonly repeatedInFlight: number;
  /** The most that those may be: sends whose receipt was dropped; after a kill, nobody knows. */
  readonly bound: number | null;
  readonly faults: number;
  readonly complaints: readonly string[];
  readonly seconds: number;
}

/** Updates that are sent without waiting for answers. */
const BURST = 25;
const MOST_PENDING = 150;
const SETTLE_MS = 180_000;

/** Questions that stand on their own, with the quotes that answer them; no two are answered by the same ones. */
export async function distinctQuestions(
  app: App,
  candidates: readonly string[],
): Promise<Map<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  const taken = new Set<string>();
  for (const question of candidates) {
    if (followsUp(question)) continue;
    const { reply } = await app.ask(question);
    const quotes = reply.citations.map(({ quote }) => quote);
    if (quotes.length === 0 || quotes.some((quote) => taken.has(quote))) continue;
    for (const quote of quotes) taken.add(quote);
    found.set(question, quotes);
  }
  return found;
}

export async function soakRun(run: RunName, options: RunOptions): Promise<RunResult> {
  const { app, questions, updates, chats, seed } = options;
  const telegram = await startTelegram({ recordCalls: false, canReadAllGroupMessages: true });
  const random = seededRandom(seed);
  const bot = createBotProcess(telegram, app.library.directory, {});
  const faults = setFaults(run, telegram);
  const events: Event[] = [];
  const inHand: ReadonlySet<number>[] = [];
  const started = performance.now();
  try {
    await bot.start();
    const rooms = createRooms(telegram, chats);
    const traffic = createTraffic({ telegram, rooms, questions: [...questions.keys()], random });
    const killAt = run === "killed" ? killsAt(options, random) : new Set<number>();
    for (let sent = 1; sent <= updates; sent++) {
      events.push(traffic.next());
      if (killAt.has(sent)) {
        // Some way into what it has just been given.
        await sleep(random.below(120));
        inHand.push(await bot.kill());
        await bot.start();
      } else if (sent % BURST === 0) {
        await sleep(random.below(40));
        await telegram.waitFor(() => telegram.pendingUpdates() < MOST_PENDING, {
          timeoutMs: SETTLE_MS,
          what: "updates to be handled",
        });
      }
    }
    await telegram.settled({ quietMs: 500, timeoutMs: SETTLE_MS });
    const seconds = (performance.now() - started) / 1000;
    const forgetful = run === "killed";
    const quotesFor = (question: string) => questions.get(question) ?? [];
    const verdict = checkChats(events, { telegram, quotesFor, forgetful });
    await bot.end();
    const judged = judge(verdict, bot, inHand, faults);
    return {
      run,
      updates,
      kinds: countKinds(events),
      ...verdict,
      ...judged,
      faults: run === "killed" ? inHand.length : faults.count(),
      complaints: bot.complaints,
      seconds,
    };
  } finally {
    await bot.end();
    await telegram.close();
  }
}

/** Not in the first or last tenth, so that there is something before and after. */
function killsAt({ updates, kills }: RunOptions, random: Random): Set<number> {
  const at = new Set<number>();
  while (at.size < Math.min(kills, updates / 2))
    at.add(Math.floor(updates / 10) + random.below(Math.ceil(updates * 0.8)));
  return at;
}

interface Faulty {
  count(): number;
  /** The chats and messages that sends replied to whose receipt was lost, and how many. */
  readonly unreceipted: Map<string, number>;
}

function setFaults(run: RunName, telegram: Telegram): Faulty {
  let count = 0;
  let calls = 0;
  const unreceipted = new Map<string, number>();
  const { faults } = telegram;
  if (run === "every 10th call 429") faults.every(10, { status: 429, retryAfter: 1 });
  if (run === "every 20th connection dropped") {
    faults.every(1, { drop: "before" }, { when: () => ++calls % 40 === 20 });
    faults.every(1, { drop: "after" }, { when: () => calls % 40 === 0 });
    faults.every(20, { drop: "before" }, { method: "getUpdates" });
  }
  telegram.onCall(({ method, params, fault }) => {
    if (!fault) return;
    count += 1;
    const reply = params["reply_parameters"] as { message_id: number } | undefined;
    if (method !== "sendMessage" || !("drop" in fault) || fault.drop !== "after" || !reply) return;
    const key = `${String(params["chat_id"])} ${reply.message_id}`;
    unreceipted.set(key, (unreceipted.get(key) ?? 0) + 1);
  });
  return { count: () => count, unreceipted };
}

/**
 * Which repetitions a fault excuses, one for each: of sends whose receipt it dropped, and of updates that the bot
 * had been given and had not yet noted as done when it was killed.
 */
function judge(
  { repeated }: Verdict,
  bot: BotProcess,
  inHand: readonly ReadonlySet<number>[],
  { unreceipted }: Faulty,
) {
  const unexcused: string[] = [];
  let repeatedInFlight = 0;
  for (const { name, times, under } of repeated) {
    const update = bot.updateOf(name);
    const killed = inHand.filter((ids) => update !== undefined && ids.has(update)).length;
    const dropped = unreceipted.get(under) ?? 0;
    const excused = Math.min(times, killed + dropped);
    repeatedInFlight += excused;
    if (excused < times) unexcused.push(name);
  }
  const struck = [...unreceipted.values()].reduce((sum, one) => sum + one, 0);
  return { repeated: unexcused, repeatedInFlight, bound: inHand.length > 0 ? null : struck };
}

function countKinds(events: readonly Event[]): Record<string, number> {
  const kinds: Record<string, number> = {};
  for (const { kind } of events) kinds[kind] = (kinds[kind] ?? 0) + 1;
  return kinds;
}

export const isSound = ({ lost, outOfOrder, repeated, complaints }: RunResult): boolean =>
  [lost, outOfOrder, repeated, complaints].every(({ length }) => length === 0);
