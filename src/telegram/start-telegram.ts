import { join } from "node:path";
import type { App } from "../app.ts";
import type { Config, TelegramConfig } from "../config.ts";
import { metadataOf } from "../answer/verify.ts";
import { openState } from "../state/open-state.ts";
import { publishCommands } from "./commands.ts";
import { createBot } from "./create-bot.ts";
import { createLogger } from "./logger.ts";
import { runBot, whoAmI } from "./run-bot.ts";

export interface TelegramDeps {
  /** Opened only when the token is known to be good. */
  readonly openApp: () => Promise<App>;
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
  const me = await whoAmI(config.telegram, stopping);
  const app = await openApp();
  const state = await openState({
    file: join(config.dataDirectory, "state", "state.db"),
    keys: config.recap.keys,
  });
  try {
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
    scheduled.start();
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
    stopping.addEventListener("abort", () => void running.stop(), { once: true });
    await running.finished;
    if (stopping.aborted) {
      await running.stop();
      say("bot-stopped");
    }
    await scheduled.stop();
  } finally {
    await state.close();
  }
}

const titlesOf = ({ corpus }: App): string =>
  corpus.interviews
    .map(({ interview }) => metadataOf(interview.metadata, "title") ?? interview.id)
    .join(", ");
