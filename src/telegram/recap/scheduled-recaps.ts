import { Cron } from "croner";
import { type Api, GrammyError, InlineKeyboard } from "grammy";
import type { Chat } from "grammy/types";
import type { App } from "../../app.ts";
import type { Language } from "../../interview/interview.ts";
import type { StoredSchedule } from "../../recap/recap-schedules.ts";
import type { BotState } from "../bot-deps.ts";
import { type Deliver, isUnwelcome } from "../deliver.ts";
import type { Logger } from "../logger.ts";
import { chatKey } from "../people.ts";
import { agreementOf, type NoticeFacts } from "./consent-notice.ts";
import { lastDue } from "./due-run.ts";
import { recapChatOf } from "./recap-chat.ts";
import type { RecapService } from "./recap-service.ts";
import type { MadeRecap } from "./render-recap.ts";
import { unsubscribeButton } from "./subscriptions.ts";

export interface ScheduledRecapsDeps {
  readonly app: Pick<App, "messages">;
  readonly api: Api;
  readonly state: Pick<
    BotState,
    "consents" | "schedules" | "chatLog" | "preferences" | "forgetChat" | "moveChat"
  >;
  readonly recaps: RecapService;
  readonly deliver: Deliver;
  readonly notice: NoticeFacts;
  /** Whether a private deployment serves this chat. */
  readonly allows: (chat: Chat) => boolean;
  readonly logger: Logger;
  readonly now?: () => number;
}

export interface ScheduledRecaps {
  /** Sends what is due now, and deletes what is past its time; called every minute once started. */
  run(): Promise<void>;
  start(): void;
  /** Waits for what is being sent. */
  readonly stop: () => Promise<void>;
}

/** A day with less to say is quiet: nobody is told that nothing happened. */
const FEWEST_MESSAGES = 5;
/** What could not be sent for longer, as the bot was not running, is not news any more. In milliseconds. */
const LATEST_MS = 3 * 3_600_000;
const EVERY_MINUTE = "* * * * *";
const PURGE_EVERY_MS = 3_600_000;

export function createScheduledRecaps(deps: ScheduledRecapsDeps): ScheduledRecaps {
  const { app, api, state, recaps, deliver, notice, allows, logger, now = Date.now } = deps;
  let purgedAt = 0;
  let running = Promise.resolve();
  let job: Cron | undefined;

  async function run(): Promise<void> {
    await purge().catch((error: unknown) => {
      logger.error({ err: error }, "could not delete what is past its time");
    });
    for (const schedule of await state.schedules.all())
      await sendIfDue(schedule).catch((error: unknown) => {
        logger.error({ chat: schedule.chat, err: error }, "a scheduled recap failed");
      });
  }

  async function purge(): Promise<void> {
    if (now() - purgedAt < PURGE_EVERY_MS) return;
    await state.chatLog.purge();
    purgedAt = now();
  }

  async function sendIfDue(schedule: StoredSchedule): Promise<void> {
    const { chat: key, lastRunAt, target } = schedule;
    // Just set: its first run is one that is still to come.
    if (lastRunAt === null) {
      await state.schedules.claimRun(key, now());
      return;
    }
    const { at, from } = lastDue(schedule, now());
    if (lastRunAt >= at || now() - at > LATEST_MS) return;
    if (agreementOf(await state.consents.of(key), notice) !== "agreed") return;
    // Claimed before it is sent: after a kill it is missed rather than posted twice.
    if (!(await state.schedules.claimRun(key, at))) return;
    if (target === "subscribers" && (await state.schedules.subscribers(key)).length === 0) return;
    const chat = await chatOf(key);
    if (!chat || !allows(chat)) return;
    const inTopic = schedule.thread === null ? {} : { thread: schedule.thread };
    const recap = await recaps.of(
      recapChatOf(chat),
      { from, to: at, ...inTopic },
      { asker: { user: key, chat: key } },
    );
    if (recap.covered < FEWEST_MESSAGES) return;
    const language = (await state.preferences.language(key)) ?? recap.language;
    if (target === "group") await post(recap, schedule, language);
    for (const subscriber of await state.schedules.subscribers(key))
      await send(recap, subscriber, language).catch((error: unknown) => {
        logger.error({ chat: key, err: error }, "a scheduled recap was not sent to a subscriber");
      });
  }

  /** Where it is not any more, nothing is kept, also when it was not told so. */
  async function chatOf(key: string): Promise<Chat | null> {
    try {
      return await api.getChat(idIn(key));
    } catch (error) {
      const moved = error instanceof GrammyError ? error.parameters.migrate_to_chat_id : undefined;
      if (moved !== undefined) await state.moveChat(key, chatKey(moved));
      else if (isUnwelcome(error)) await state.forgetChat(key);
      else throw error;
      return null;
    }
  }

  async function post(
    recap: MadeRecap,
    { chat, thread }: StoredSchedule,
    language: Language,
  ): Promise<void> {
    const texts = await recaps.render(recap, language, { single: true });
    const label = app.messages(language, "telegram-recap-subscribe");
    const keyboard = new InlineKeyboard().text(label, "recap:subscribe");
    const place = { chat: idIn(chat), thread: thread ?? undefined, isGroup: true };
    await deliver(place, texts, { keyboard });
  }

  async function send(recap: MadeRecap, subscriber: string, language: Language): Promise<void> {
    const { chat } = recap;
    const user = idIn(subscriber);
    if (!(await isMember(chat.id, user))) {
      await state.schedules.unsubscribe(chatKey(chat.id), subscriber);
      return;
    }
    const own = (await state.preferences.language(subscriber)) ?? language;
    const texts = await recaps.render(recap, own, { single: false });
    const keyboard = unsubscribeButton(app.messages(own, "telegram-recap-end"), chat);
    const place = { chat: user, thread: undefined, isGroup: false };
    const sent = await deliver(place, texts, { keyboard });
    // They have blocked the bot.
    if (sent.length === 0) await state.schedules.unsubscribe(chatKey(chat.id), subscriber);
  }

  /** Whoever left the group is not told any more what is said there. */
  async function isMember(chat: number, user: number): Promise<boolean> {
    try {
      const member = await api.getChatMember(chat, user);
      return member.status === "restricted"
        ? member.is_member
        : ["creator", "administrator", "member"].includes(member.status);
    } catch (error) {
      if (error instanceof GrammyError && error.error_code === 400) return false;
      throw error;
    }
  }

  return {
    run,
    start() {
      job = new Cron(EVERY_MINUTE, { protect: true, unref: true }, () => {
        running = run().catch((error: unknown) => {
          logger.error({ err: error }, "scheduled recaps failed");
        });
        return running;
      });
    },
    async stop() {
      job?.stop();
      await running;
    },
  };
}

const idIn = (key: string): number => Number(key.replace(/^\w+:/u, ""));
