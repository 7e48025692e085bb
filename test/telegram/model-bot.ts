import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { idOf, type ServerExchange, startModelServer } from "../../scripts/soak/model-server.ts";
import { type App, createApp, libraryPlace } from "../../src/app.ts";
import { loadConfig } from "../../src/config.ts";
import { startTelegram as startBot } from "../../src/telegram/start-telegram.ts";
import type { Call } from "../support/telegram/journal.ts";
import { startTelegram } from "../support/telegram/start-telegram.ts";

/** What an honest model says, and words of the sentence that it says it of. */
export const CLAIMS = [
  ["Murati said the events had nothing to do with safety.", "这些事件与安全无关"],
  ["Altman welcomes the board's independent review.", "独立的审查"],
  ["OpenAI lost no employees and no customers.", "既没有失去一个员工"],
] as const;

/** The beginning of a reply, its n-th claim, and its end, as a model writes them one after another. */
export const BEGINNING = '{"answerable": true, "claims": [';
export function claim(n: number, { prompt }: Pick<ServerExchange, "prompt">): string {
  const [text, words] = CLAIMS[n]!;
  return `${n > 0 ? "," : ""}${JSON.stringify({ text, sentences: [idOf(prompt, words)] })}`;
}
export const END = "]}";

const ends: (() => Promise<void>)[] = [];
// Here, since it cannot be asked for from within a test.
afterAll(() => Promise.all(ends.map((end) => end())));

/**
 * The bot with a model's answers: between a Bot API server and a model server that does what the test says,
 * request by request; its state in SQLite on disk. Gone after the file's tests.
 */
export async function modelBot(env: Record<string, string> = {}) {
  const data = mkdtempSync(join(tmpdir(), "verbatim-modelbot-"));
  const telegram = await startTelegram();
  const arrived: ServerExchange[] = [];
  const taken = new Set<ServerExchange>();
  const waiting = new Set<() => void>();
  const model = await startModelServer((exchange) => {
    arrived.push(exchange);
    for (const look of waiting) look();
  });
  const told: string[] = [];
  let app!: App;
  let stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();

  async function start(): Promise<void> {
    stopping = new AbortController();
    const config = loadConfig({
      DATA_DIR: data,
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.root,
      OPENAI_BASE_URL: model.url,
      USER_QUESTIONS_PER_MINUTE: "0",
      CHAT_QUESTIONS_PER_MINUTE: "0",
      LOG_LEVEL: "silent",
      ...env,
    });
    running = startBot(
      { ...config, telegram: config.telegram! },
      {
        openApp: async (reports) =>
          (app = await createApp(config, libraryPlace(config, undefined), reports)),
        report: (line) => void told.push(line),
        stopping: stopping.signal,
      },
    );
    await Promise.race([running, telegram.waitFor(() => telegram.isPolling())]);
  }

  /** As SIGTERM does. */
  async function stop(): Promise<void> {
    stopping.abort();
    await running;
  }

  ends.push(async () => {
    const stopped = stop();
    await model.close();
    await stopped;
    await telegram.close();
    rmSync(data, { recursive: true, force: true });
  });
  await start();

  const isFor = (question: string) => (exchange: ServerExchange) =>
    exchange.prompt.endsWith(`Question: ${question}`);

  return {
    telegram,
    told,
    app: () => app,
    start,
    stop,
    /** Waits for the model to be asked this, and has the say of what it answers. */
    asked: (question: string) =>
      new Promise<ServerExchange>((resolve) => {
        const look = () => {
          const found = arrived.find((one) => isFor(question)(one) && !taken.has(one));
          if (!found) return;
          waiting.delete(look);
          taken.add(found);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    timesAsked: (question: string) => arrived.filter(isFor(question)).length,
    /** What the bot wrote to a chat, refused calls included. */
    writings: (chat: number): Call[] =>
      telegram.calls.filter(
        ({ method, params }) =>
          ["sendMessage", "editMessageText"].includes(method) && Number(params["chat_id"]) === chat,
      ),
  };
}
