import { Cron } from "croner";
import { type Api, GrammyError, InlineKeyboard } from "grammy";
import type { App } from "../../app.ts";
import type { StoredSchedule } from "../../recap/recap-schedules.ts";
import type { BotState } from "../bot-deps.ts";
import type { Deliver } from "../deliver.ts";
import type { Logger } from "../logger.ts";
import type { NoticeFacts } from "./consent-notice.ts";
import { noticeVersion } from "./consent-notice.ts";
import { lastDue } from "./due-run.ts";
import { recapChatOf } from "./recap-chat.ts";
import type { RecapService } from "./recap-service.ts";

export interface ScheduledRecapsDeps {
  readonly app: App;
  readonly api: Api;
  readonly state: Pick<BotState, "consents" | "schedules" | "chatLog" | "preferences">;
  readonly recaps: RecapService;
  readonly deliver: Deliver;
  readonly notice: NoticeFacts;
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
  const { app, api, state, recaps, deliver, notice, logger, now = Date.now } = deps;
  let purgedAt = 0;
  let running = Promise.resolve();
  let job: Cron | undefined;

  async function run(): Promise<void> {
    if (now() - purgedAt >= PURGE_EVERY_MS) {
      purgedAt = now();
      await state.chatLog.purge();
    }
    for (const schedule of await state.schedules.all())
      await sendIfDue(schedule).catch((error: unknown) => {
        logger.error({ chat: schedule.chat, err: error }, "a scheduled recap failed");
      });
  }

  async function sendIfDue(schedule: StoredSchedule): Promise<void> {
    const { at, from } = lastDue(schedule, now());
    if ((schedule.lastRunAt ?? 0) >= at || now() - at > LATEST_MS) return;
    const consent = await state.consents.of(schedule.chat);
    if (!consent.on || consent.noticeVersion !== noticeVersion(notice)) return;
    // Claimed before it is sent: after a kill it is missed rather than posted twice.
    if (!(await state.schedules.claimRun(schedule.chat, at))) return;
    const id = Number(schedule.chat.replace(/^chat:/u, ""));
    const chat = recapChatOf(await api.getChat(id));
    const inTopic = schedule.thread === null ? {} : { thread: schedule.thread };
    const recap = await recaps.of(chat, { from, to: at, ...inTopic });
    if (recap.covered < FEWEST_MESSAGES) return;
    const language = (await state.preferences.language(schedule.chat)) ?? recap.language;
    if (schedule.target === "group") {
      const texts = await recaps.render(recap, language, { single: true });
      const keyboard = new InlineKeyboard().text(
        app.messages(language, "telegram-recap-subscribe"),
        "recap:subscribe",
      );
      const place = { chat: id, thread: schedule.thread ?? undefined, isGroup: true };
      await deliver(place, texts, { keyboard });
    }
    for (const subscriber of await state.schedules.subscribers(schedule.chat)) {
      const user = Number(subscriber.replace(/^user:/u, ""));
      if (!(await isMember(id, user))) {
        await state.schedules.unsubscribe(schedule.chat, subscriber);
        continue;
      }
      const own = (await state.preferences.language(subscriber)) ?? language;
      const texts = await recaps.render(recap, own, { single: false });
      await deliver({ chat: user, thread: undefined, isGroup: false }, texts);
    }
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
