import { setImmediate as breathe, setTimeout as pause } from "node:timers/promises";
import { createConcurrentSink, createRunner, createSource } from "@grammyjs/runner";
import { Api, type Bot, GrammyError, HttpError } from "grammy";
import type { Update, UserFromGetMe } from "grammy/types";
import type { TelegramConfig } from "../config.ts";
import { UserError } from "../errors.ts";
import type { Updates } from "../state/state.ts";
import type { BotContext } from "./bot-context.ts";
import { clientOptions } from "./client-options.ts";
import { USED_UPDATES } from "./create-bot.ts";
import type { Logger } from "./logger.ts";
import { createUpdateSource } from "./update-source.ts";

/** How many updates are handled at once, of different chats. */
const CONCURRENCY = 64;
/** A network that comes and goes is waited for; in milliseconds. */
const PAUSES = { first: 500, longest: 30_000 };
const START_ATTEMPTS = 5;
/** Whoever starts the bot waits to hear whether it runs. */
const LONGEST_GREETING_SECONDS = 10;
/** Another instance may be just about to stop, as in a deployment. */
const CONFLICT_ATTEMPTS = 4;

export interface RunningBot {
  /** Resolves when the bot has stopped on request; rejects with a UserError when it cannot go on. */
  readonly finished: Promise<void>;
  /** Takes nothing new, finishes what is in hand, and confirms it. */
  stop(): Promise<void>;
}

/**
 * Who the bot is.
 *
 * @throws UserError when the token is wrong or the Bot API cannot be reached
 */
export async function whoAmI(config: TelegramConfig, signal?: AbortSignal): Promise<UserFromGetMe> {
  const api = new Api(config.token, {
    ...clientOptions(config),
    timeoutSeconds: LONGEST_GREETING_SECONDS,
  });
  for (let attempt = 1, pauseMs = PAUSES.first; ; attempt++, pauseMs *= 2)
    try {
      return await api.getMe(signal as never);
    } catch (error) {
      const fatal = explain(error, config);
      if (fatal) throw fatal;
      if (attempt === START_ATTEMPTS) throw unreachable(error, config);
      await sleep(pauseMs, signal);
    }
}

/** Fetches updates and has the bot handle them until it is stopped. */
export function runBot(
  bot: Bot<BotContext>,
  config: TelegramConfig,
  { log, logger }: { readonly log: Updates; readonly logger: Logger },
): RunningBot {
  let failure: UserError | null = null;
  const inHand = new Set<Promise<void>>();

  /** Rejects only when there is no use in going on. */
  async function fetch(
    offset: number,
    limit: number,
    timeout: number,
    signal: AbortSignal,
  ): Promise<Update[]> {
    let conflicts = 0;
    for (let pauseMs = PAUSES.first; ; pauseMs = Math.min(PAUSES.longest, pauseMs * 2))
      try {
        return await bot.api.getUpdates(
          { offset, limit, timeout, allowed_updates: USED_UPDATES },
          signal as never,
        );
      } catch (error) {
        signal.throwIfAborted();
        // A webhook does not go away by itself; another instance may.
        const isConflict =
          error instanceof GrammyError &&
          error.error_code === 409 &&
          !/webhook/u.test(error.description);
        if (isConflict) conflicts += 1;
        const fatal = isConflict && conflicts < CONFLICT_ATTEMPTS ? null : explain(error, config);
        if (fatal) throw (failure = fatal);
        logger.warn({ err: error }, "cannot fetch updates; trying again");
        await sleep(retryAfterMs(error) ?? pauseMs, signal);
      }
  }

  const updates = createUpdateSource({ fetch, log });
  let lastBegun = Promise.resolve();
  const handle = async (update: Update): Promise<void> => {
    // One after the other with a breath between, or the receipts of answers would wait, unread, until everything
    // that has just come is looked up; a kill would find that many more in flight.
    const begun = lastBegun.then(() => breathe());
    lastBegun = begun;
    const work = begun
      .then(() => bot.handleUpdate(update))
      .catch((error: unknown) => {
        logger.error({ err: error, update: update.update_id }, "an update failed");
      })
      .then(() => updates.done(update.update_id));
    inHand.add(work);
    await work.finally(() => inHand.delete(work));
  };
  const sink = createConcurrentSink<Update>(
    { consume: handle },
    (error) => {
      logger.error({ err: error }, "an update could not be marked as handled");
      return Promise.resolve();
    },
    { concurrency: CONCURRENCY },
  );
  const runner = createRunner(createSource(updates), sink);
  runner.start();

  const settled = () => Promise.allSettled(inHand);
  const finished = (runner.task() ?? Promise.resolve())
    .catch((error: unknown) => {
      throw failure ?? error;
    })
    .finally(settled);

  async function stopNow(): Promise<void> {
    if (!runner.isRunning()) return;
    await runner.stop();
    await settled();
    await updates.confirm(AbortSignal.timeout(CONFIRM_MS)).catch((error: unknown) => {
      logger.warn(
        { err: error },
        "could not confirm the last updates; they are known by their numbers",
      );
    });
  }
  let stopping: Promise<void> | undefined;
  return { finished, stop: () => (stopping ??= stopNow()) };
}

const CONFIRM_MS = 3_000;

/** What ends the bot for good; `null` for what may pass. */
function explain(error: unknown, { apiRoot }: TelegramConfig): UserError | null {
  if (!(error instanceof GrammyError)) return null;
  const where = apiRoot ?? "Telegram";
  if (error.error_code === 401 || error.error_code === 404)
    return new UserError(
      "telegram-token",
      `${where} does not know this bot token. Copy it again from @BotFather into TELEGRAM_BOT_TOKEN`,
      { cause: error },
    );
  if (error.error_code === 409 && /webhook/u.test(error.description))
    return new UserError(
      "telegram-webhook",
      "A webhook is set for this bot, so updates cannot be fetched. Remove it with the Bot API's deleteWebhook, then start again",
      { cause: error },
    );
  if (error.error_code === 409)
    return new UserError(
      "telegram-conflict",
      "Another program is running with this bot token. Stop it, or use a bot of its own for this one",
      { cause: error },
    );
  return null;
}

function unreachable(error: unknown, { apiRoot }: TelegramConfig): UserError {
  const inner = error instanceof HttpError ? error.error : error;
  const code = typeof inner === "object" && inner !== null && "code" in inner ? inner.code : null;
  const why = error instanceof GrammyError ? `answers ${error.error_code}` : "does not answer";
  return new UserError(
    "telegram-unreachable",
    `The Bot API at ${apiRoot ?? "https://api.telegram.org"} ${why}${typeof code === "string" ? ` (${code})` : ""}. Check the network${apiRoot === undefined ? "" : " and TELEGRAM_API_ROOT"}, then start again`,
    { cause: error },
  );
}

function retryAfterMs(error: unknown): number | null {
  const seconds = error instanceof GrammyError ? error.parameters.retry_after : undefined;
  return seconds === undefined ? null : seconds * 1000;
}

const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
  pause(ms, undefined, signal ? { signal } : {});
