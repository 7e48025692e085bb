import { sequentialize } from "@grammyjs/runner";
import { Api, Bot, type BotError, Composer, GrammyError } from "grammy";
import type { UserFromGetMe } from "grammy/types";
import { DateTime } from "luxon";
import type { App } from "../app.ts";
import type { TelegramConfig } from "../config.ts";
import { type Allows, createAccess } from "./access.ts";
import { createAnswering } from "./answering.ts";
import { type BotContext, telegramLanguage } from "./bot-context.ts";
import type { BotDeps, BotState } from "./bot-deps.ts";
import { forgiving, RETRY_LIMITS, type RetryLimits, retrying } from "./careful-api.ts";
import { clientOptions } from "./client-options.ts";
import { createConversations } from "./conversations.ts";
import { createDeliver, isUnwelcome } from "./deliver.ts";
import { context } from "./features/context.ts";
import { feedback } from "./features/feedback.ts";
import { forgetting } from "./features/forgetting.ts";
import { forwardedPosts } from "./features/forwarded-posts.ts";
import { guest } from "./features/guest.ts";
import { importExport } from "./features/import-export.ts";
import { inline } from "./features/inline.ts";
import { introductions } from "./features/introductions.ts";
import { language } from "./features/language.ts";
import { membership } from "./features/membership.ts";
import { otherMessages } from "./features/other-messages.ts";
import { questions } from "./features/questions.ts";
import { quotes } from "./features/quotes.ts";
import { recapSettings } from "./features/recap-settings.ts";
import { recap } from "./features/recap.ts";
import { record } from "./features/record.ts";
import { stop } from "./features/stop.ts";
import { summary } from "./features/summary.ts";
import { topics } from "./features/topics.ts";
import { createLimits } from "./limits.ts";
import type { Logger } from "./logger.ts";
import { chatKey, placeKey, placeOf, senderKey } from "./people.ts";
import { createRunningAnswers } from "./running-answers.ts";
import { createRecapService } from "./recap/recap-service.ts";
import { createScheduledRecaps, type ScheduledRecaps } from "./recap/scheduled-recaps.ts";
import { plain } from "./render/telegram-text.ts";

export interface CreateBotDeps {
  readonly app: App;
  readonly state: BotState;
  readonly logger: Logger;
  /** Who the bot is, as getMe says. */
  readonly me: UserFromGetMe;
  /** The language model that questions are sent to. */
  readonly modelName?: string | undefined;
  /** Whether messages of groups are stored encrypted; else they are in memory alone. */
  readonly isEncrypted?: boolean;
  /** Where the bot runs: an IANA name. */
  readonly timeZone?: string;
  readonly retries?: RetryLimits;
}

/** In the order in which they look at an update; each takes what is its own. */
const FEATURES = {
  record,
  membership,
  forwardedPosts,
  inline,
  guest,
  context,
  introductions,
  recap,
  recapSettings,
  forgetting,
  importExport,
  language,
  quotes,
  topics,
  summary,
  stop,
  feedback,
  questions,
  otherMessages,
};

/** What the features above look at; nothing else is asked for. */
export const USED_UPDATES = [
  "message",
  "edited_message",
  "callback_query",
  "inline_query",
  "guest_message",
  "my_chat_member",
] as const;

export interface CreatedBot {
  /** Handles updates; fetching them is `runBot`'s. */
  readonly bot: Bot<BotContext>;
  readonly scheduled: ScheduledRecaps;
}

export function createBot(config: TelegramConfig, deps: CreateBotDeps): CreatedBot {
  const { app, state, logger, me } = deps;
  const client = clientOptions(config);
  const bot = new Bot<BotContext>(config.token, {
    botInfo: me,
    client,
  });
  bot.api.config.use(retrying(deps.retries ?? RETRY_LIMITS), forgiving);
  const talks = createConversations();
  const running = createRunningAnswers();
  const { timeZone = DateTime.local().zoneName } = deps;
  const apiRoot = config.apiRoot ?? "https://api.telegram.org";
  const recaps = createRecapService({ app, state, timeZone });
  const notice = { model: deps.modelName ?? "none", isEncrypted: deps.isEncrypted ?? false };
  const deliver = createDeliver(bot.api, logger);
  const allows = createAccess(config.allowedChats);
  const features: BotDeps = {
    app,
    api: bot.api,
    me,
    state,
    talks,
    limits: createLimits(config.rates),
    deliver,
    running,
    answer: createAnswering({
      app,
      talks,
      deliver,
      deliverOnce: createDeliver(new Api(config.token, client), logger),
      running,
      username: me.username,
      hasModel: deps.modelName !== undefined,
      logger,
    }),
    allows,
    logger,
    recaps,
    notice,
    timeZone,
    fileUrl: (path) => `${apiRoot}/file/bot${config.token}/${path}`,
  };
  bot.use(sequentialize<BotContext>(orderOf));
  bot.use(withReader(state));
  bot.use(onlyAllowed(allows, features));
  for (const [name, feature] of Object.entries(FEATURES))
    bot.errorBoundary((error) => reportFailure(name, error, features), feature(features));
  bot.use(answersEveryButton(app));
  bot.catch((error) => {
    logger.error({ err: error.error, update: error.ctx.update.update_id }, "an update failed");
  });
  const scheduled = createScheduledRecaps({
    app,
    api: bot.api,
    state,
    recaps,
    deliver,
    notice,
    allows: allows.who,
    logger,
  });
  return { bot, scheduled };
}

/** What is said in one chat and topic is handled in order, and so is what one person types inline. */
function orderOf(ctx: BotContext): string | undefined {
  // Stopping an answer must not wait for it.
  if (ctx.callbackQuery?.data === "stop") return undefined;
  if (ctx.inlineQuery) return `inline ${ctx.inlineQuery.from.id}`;
  return ctx.chat ? placeKey(placeOf(ctx.chat, ctx.msg)) : undefined;
}

function withReader(state: BotState) {
  return async (ctx: BotContext, next: () => Promise<void>): Promise<void> => {
    const { chat, from, msg } = ctx;
    // Guest questions come from chats in which the bot can say nothing by itself.
    ctx.place = chat && !ctx.guestMessage ? placeOf(chat, msg) : null;
    // Under a button, the message is the bot's own.
    const senderChat = ctx.callbackQuery ? undefined : msg?.sender_chat;
    const person = senderKey(from, senderChat) ?? (chat ? chatKey(chat.id) : "nobody");
    const scope = ctx.place?.isGroup ? chatKey(ctx.place.chat) : person;
    const fixed = await state.preferences.language(scope);
    const own = telegramLanguage(from?.language_code);
    ctx.reader = { person, fixed, language: fixed ?? own };
    await next();
  };
}

/** A private deployment says so in a private chat, and is silent elsewhere. */
function onlyAllowed(allows: Allows, { app, limits, deliver }: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer
    .filter((ctx) => !allows(ctx) && !ctx.inlineQuery && !ctx.myChatMember)
    .use(async (ctx) => {
      const text = app.messages(ctx.reader.language, "telegram-private-bot");
      if (ctx.callbackQuery) return ctx.answerCallbackQuery(text);
      const { place, reader } = ctx;
      if (!place || place.isGroup || !ctx.message) return;
      if ((await limits.take(reader.person, reader.person)).allowed)
        await deliver(place, [plain(text)]);
    });
  return composer;
}

/** A button that nothing took is an old one; the app would wait for an answer for ever. */
function answersEveryButton(app: App): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.callbackQuery("nothing", (ctx) => ctx.answerCallbackQuery());
  composer.on("callback_query", (ctx) =>
    ctx.answerCallbackQuery(app.messages(ctx.reader.language, "telegram-old-button")),
  );
  return composer;
}

/** One feature that fails fails alone; whoever waits is told. */
async function reportFailure(
  feature: string,
  { error, ctx }: BotError<BotContext>,
  { app, logger, deliver }: BotDeps,
): Promise<void> {
  const update = ctx.update.update_id;
  if (isUnwelcome(error)) {
    logger.info({ feature, update, err: error }, "may not speak there");
    return;
  }
  // Pressed long ago, or answered before a restart.
  if (isOldQuery(error)) {
    logger.debug({ feature, update }, "too late for this button or query");
    return;
  }
  logger.error({ feature, update, err: error }, "a feature failed");
  try {
    const text = app.messages(ctx.reader.language, "telegram-failed");
    if (ctx.callbackQuery) await ctx.answerCallbackQuery(text);
    else if (ctx.message && ctx.place)
      await deliver(ctx.place, [plain(text)], { replyTo: ctx.message.message_id });
  } catch (second) {
    logger.warn({ feature, update, err: second }, "could not tell that it failed");
  }
}

const isOldQuery = (error: unknown): boolean =>
  error instanceof GrammyError && /query is too old|QUERY_ID_INVALID/u.test(error.description);
