import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Message } from "grammy/types";
import { createApp, libraryPlace } from "../../src/app.ts";
import { loadConfig } from "../../src/config.ts";
import { startTelegram as startBot } from "../../src/telegram/start-telegram.ts";
import { startTelegram, type Telegram } from "../../test/support/telegram/start-telegram.ts";

export interface RecordedChat {
  readonly title: string;
  readonly subtitle: string;
  readonly isGroup: boolean;
  /** Whose phone it is. */
  readonly owner: number;
  /** Oldest first, as the server kept them. */
  readonly messages: readonly Message[];
}

/** Real conversations with the real bot: two in private, one in a group. */
export async function recordChats(): Promise<RecordedChat[]> {
  const data = mkdtempSync(join(tmpdir(), "verbatim-picture-"));
  const telegram = await startTelegram({ botUser: { username: "verbatim_bot" } });
  const stopping = new AbortController();
  try {
    const config = loadConfig({
      DATA_DIR: data,
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.root,
      LOG_LEVEL: "silent",
    });
    const running = startBot(
      { ...config, telegram: config.telegram! },
      {
        openApp: () => createApp(config, libraryPlace(config, undefined)),
        report: () => undefined,
        stopping: stopping.signal,
      },
    );
    await Promise.race([running, telegram.waitFor(() => telegram.isPolling())]);
    const chats = [await inChinese(telegram), await inEnglish(telegram), await inGroup(telegram)];
    stopping.abort();
    await running;
    return chats;
  } finally {
    stopping.abort();
    await telegram.close();
    rmSync(data, { recursive: true, force: true });
  }
}

async function inChinese(telegram: Telegram): Promise<RecordedChat> {
  const an = telegram.user({ first_name: "安", language_code: "zh-hans" });
  for (const question of ["是董事会请他回来的吗？", "他犹豫过吗？"]) {
    an.sends(an, question);
    await telegram.nextMessage(an);
  }
  an.sends(an, "Altman 的薪水是多少？");
  await telegram.nextMessage(an);
  return privateChat(telegram, an.id, "机器人");
}

async function inEnglish(telegram: Telegram): Promise<RecordedChat> {
  const ben = telegram.user({ first_name: "Ben", language_code: "en" });
  ben.sends(ben, "Did anything change in OpenAI's safety work?");
  const answer = await telegram.nextMessage(ben);
  ben.presses(answer, "👍");
  await telegram.nextEdit(answer);
  ben.presses(answer, /In context/u);
  await telegram.nextMessage(ben);
  ben.sends(ben, "/quotes @murati safety");
  await telegram.nextMessage(ben);
  return privateChat(telegram, ben.id, "bot");
}

async function inGroup(telegram: Telegram): Promise<RecordedChat> {
  const mei = telegram.user({ first_name: "小梅", language_code: "zh-hans" });
  const tom = telegram.user({ first_name: "Tom", language_code: "en" });
  const group = telegram.supergroup({ title: "AI 读书会", members: [mei, tom] });
  const said = tom.sends(group, "I still don't get why he came back after all that.");
  mei.sends(group, "@verbatim_bot Why did he come back?", { replyTo: said });
  const answer = await telegram.nextMessage(group);
  tom.sends(group, "Did he hesitate?", { replyTo: answer });
  await telegram.nextMessage(group);
  const [title, messages] = ["AI 读书会", telegram.messages(group)];
  return { title, subtitle: "3 members", isGroup: true, owner: mei.id, messages };
}

function privateChat(telegram: Telegram, person: number, subtitle: string): RecordedChat {
  const messages = telegram.messages(person);
  return { title: "Verbatim", subtitle, isGroup: false, owner: person, messages };
}
