import { join } from "node:path";
import type { App, AppReports } from "../app.ts";
import type { Config, TelegramConfig } from "../config.ts";
import { loadChatClient } from "../answer/model/chat-endpoint.ts";
import { metadataOf } from "../answer/verify.ts";
import { openState } from "../state/open-state.ts";
import type { State } from "../state/state.ts";
import { publishCommands } from "./commands.ts";
import { createBot } from "./create-bot.ts";
import { createLogger, type Logger } from "./logger.ts";
import { runBot, whoAmI } from "./run-bot.ts";

export interface TelegramDeps {
  /** Opened only when the token is known to be good. */
  readonly openApp: (reports: Pick<AppReports, "ledger" | "onModelUse">) => Promise<App>;
  readonly report: (line: string) => void;
  /** Ends the bot: what is in hand is finished first. */
  readonly stopping: AbortSignal;
}

/**
 * Runs the bot until it is told to stop.
 *
 * @throws UserError in one line: a wrong token, no network, another instance, a library or a store that fails
 */
export async function startTelegram(
  config: Config & { readonly telegram: TelegramConfig },
  { openApp, report, stopping }: TelegramDeps,
): Promise<void> {
  const logger = createLogger(config.logLevel);
  const me = await whoAmI(config.telegram, stopping).catch((error: unknown) => {
    if (stopping.aborted) return null;
    throw error;
  });
  if (!me) return;
  const state = await openState({
    file: join(config.dataDirectory, "state", "state.db"),
    keys: config.recap.keys,
  });
  let stopScheduled = () => Promise.resolve();
  try {
    const app = await openApp({
      ledger: state.tokens,
      onModelUse: (use) => {
        logger.info(use, "asked the model");
      },
    });
    const { bot, scheduled } = createBot(config.telegram, {
      app,
      state,
      logger,
      me,
      modelName: config.model?.name,
      isEncrypted: config.recap.keys.length > 0,
    });
    // Names of commands are no reason not to answer.
    await publishCommands(bot.api, app.messages).catch((error: unknown) => {
      logger.warn({ err: error }, "could not publish the commands");
    });
    await tidyUp(state, logger);
    scheduled.start();
    stopScheduled = scheduled.stop;
    const running = runBot(bot, config.telegram, { log: state.updates, logger });
    const say = (id: string, values?: Parameters<App["messages"]>[2]) => {
      report(app.messages(config.language, id, values));
    };
    say("bot-running", { name: me.username, title: me.first_name });
    say(me.can_read_all_group_messages ? "bot-hears-all" : "bot-hears-some");
    if (!me.supports_inline_queries) say("bot-no-inline");
    say("bot-serves", { interviews: titlesOf(app), directory: app.library.directory });
    if (config.telegram.allowedChats)
      say("bot-private", { count: config.telegram.allowedChats.length });
    say("bot-stop");
    // So that the first who asks does not wait for it; whoever asks meanwhile does.
    if (config.model)
      loadChatClient().catch((error: unknown) => {
        logger.warn({ err: error }, "could not load the client for the language model");
      });
    const stop = () => void running.stop();
    stopping.addEventListener("abort", stop, { once: true });
    // It may have been told while the library was opened.
    if (stopping.aborted) stop();
    await running.finished;
    if (stopping.aborted) {
      await running.stop();
      say("bot-stopped");
    }
  } finally {
    await stopScheduled();
    await state.close();
  }
}

/** What is past its time goes, and what an older key encrypted is put under the present one. */
async function tidyUp({ chatLog, tokens }: State, logger: Logger): Promise<void> {
  await chatLog.purge();
  await tokens.forgetBefore(new Date(Date.now() - KEPT_COUNTS_MS).toISOString().slice(0, DAY));
  const { done, unreadable } = await chatLog.reencrypt();
  if (done > 0) logger.info({ done }, "messages are encrypted under the new key");
  if (unreadable > 0)
    logger.warn(
      { unreadable },
      "no key at hand decrypts these messages; they go when their time is up",
    );
}

const KEPT_COUNTS_MS = 7 * 86_400_000;
/** The date at the beginning of an ISO time. */
const DAY = 10;

const titlesOf = ({ corpus }: App): string =>
  corpus.interviews
    .map(({ interview }) => metadataOf(interview.metadata, "title") ?? interview.id)
    .join(", ");
