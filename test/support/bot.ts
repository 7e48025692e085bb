import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { App } from "../../src/app.ts";
import { loadConfig } from "../../src/config.ts";
import { startTelegram as startBot } from "../../src/telegram/start-telegram.ts";
import { expectNothingRefused, expectOnlyExactQuotes } from "./sent-messages.ts";
import { startTelegram, type Telegram, type TelegramOptions } from "./telegram/start-telegram.ts";

export interface BotOptions {
  readonly telegram?: TelegramOptions;
  /** Beside the token and the address of the server. */
  readonly env?: Record<string, string>;
}

export interface TestBot {
  readonly telegram: Telegram;
  /** What the bot told whoever started it. */
  readonly told: string[];
  /** As SIGTERM does: what is in hand is finished. */
  stop(): Promise<void>;
  /** After `stop`: the same chats and the same state on disk. */
  start(env?: Record<string, string>): Promise<void>;
  /**
   * What holds of everything that the bot has sent so far: quotes are exact, every pressed button was
   * answered, and since the last check Telegram had nothing to refuse but what `refused` describes.
   */
  check(refused?: RegExp): Promise<void>;
}

/** The bot as `npm start` runs it, in this process, before a server of its own; gone after the file's tests. */
export async function botOf(app: App, options: BotOptions = {}): Promise<TestBot> {
  const data = mkdtempSync(join(tmpdir(), "verbatim-bot-"));
  const telegram = await startTelegram(options.telegram);
  const told: string[] = [];
  let stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let checked = 0;

  async function start(env: Record<string, string> = {}): Promise<void> {
    stopping = new AbortController();
    const config = loadConfig({
      DATA_DIR: data,
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.root,
      LOG_LEVEL: "silent",
      ...options.env,
      ...env,
    });
    running = startBot(
      { ...config, telegram: config.telegram! },
      {
        openApp: () => Promise.resolve(app),
        report: (line) => void told.push(line),
        stopping: stopping.signal,
      },
    );
    await Promise.race([running, telegram.waitFor(() => telegram.isPolling())]);
  }

  async function stop(): Promise<void> {
    stopping.abort();
    await running;
  }

  afterAll(async () => {
    await stop();
    await telegram.close();
    rmSync(data, { recursive: true, force: true });
  });
  await start();
  return {
    telegram,
    told,
    stop,
    start,
    async check(refused) {
      await telegram.waitFor(() => telegram.unanswered().length === 0, {
        what: "an answer to every button",
      });
      const since = telegram.calls.slice(checked);
      checked = telegram.calls.length;
      expectOnlyExactQuotes(telegram, app);
      expectNothingRefused(since, refused);
    },
  };
}
