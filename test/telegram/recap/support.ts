import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Message } from "grammy/types";
import Sqlite from "better-sqlite3";
import { afterAll, expect } from "vitest";
import type { App } from "../../../src/app.ts";
import { botOf, type TestBot } from "../../support/bot.ts";
import type { GroupHandle } from "../../support/telegram/groups.ts";
import type { Person } from "../../support/telegram/people.ts";
import type { Telegram } from "../../support/telegram/start-telegram.ts";

export const KEY = "11".repeat(32);

export interface RecapBot extends TestBot {
  /** Where its state is. */
  readonly directory: string;
  /** Everything that stands in the files of the bot's state, as bytes. */
  readonly files: () => Buffer;
  /** Which of the texts stand in these files in any encoding of theirs. */
  readonly found: (texts: readonly string[]) => string[];
  /** How many messages of a chat are stored. */
  readonly stored: (chat: { readonly id: number }) => number;
}

/** A bot that hears all, with its state encrypted on disk. */
export async function recapBot(app: App, env: Record<string, string> = {}): Promise<RecapBot> {
  const data = mkdtempSync(join(tmpdir(), "verbatim-recap-"));
  afterAll(() => {
    rmSync(data, { recursive: true, force: true });
  });
  const bot = await botOf(app, {
    telegram: { canReadAllGroupMessages: true },
    env: {
      DATA_DIR: data,
      CHAT_LOG_KEY: KEY,
      USER_QUESTIONS_PER_MINUTE: "0",
      CHAT_QUESTIONS_PER_MINUTE: "0",
      ...env,
    },
  });
  const directory = join(data, "state");
  return { ...bot, directory, ...stateFiles(directory) };
}

/** Looks into the state of a bot behind its back. */
export function stateFiles(directory: string): Pick<RecapBot, "files" | "found" | "stored"> {
  const files = () =>
    Buffer.concat(
      readdirSync(directory, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => readFileSync(join(directory, name))),
    );
  return {
    files,
    found(texts) {
      const all = files();
      return texts.filter(
        (text) => all.includes(text) || all.includes(Buffer.from(text, "utf16le")),
      );
    },
    stored(chat) {
      const db = new Sqlite(join(directory, "state.db"), { readonly: true });
      try {
        return db
          .prepare(
            "select count(*) from messages join recap_chats on recap_chats.id = chat where recap_chats.key = ?",
          )
          .pluck()
          .get(`chat:${chat.id}`) as number;
      } finally {
        db.close();
      }
    },
  };
}

/** An admin reads the notice and accepts it. */
export async function turnOn(
  telegram: Telegram,
  admin: Person,
  group: GroupHandle,
  options: Parameters<Person["sends"]>[2] = {},
): Promise<void> {
  await telegram.settled({ quietMs: 1 });
  const asked = admin.sends(group, "/recap", options);
  const notice = await replyTo(telegram, asked);
  admin.presses(notice, /turn recaps on|开启回顾/u);
  await telegram.nextEdit(notice);
}

/** Waits for what the bot replies to a message. */
export const replyTo = (telegram: Telegram, asked: Message): Promise<Message> =>
  telegram.waitFor(
    () =>
      telegram
        .sent(asked.chat)
        .find(({ reply_to_message: above }) => above?.message_id === asked.message_id),
    { what: `a reply to “${asked.text ?? ""}”` },
  );

/** What the bot replies to these words of a person in a group. */
export const recapOf = (
  telegram: Telegram,
  person: Person,
  group: { readonly id: number },
  words = "/recap",
  options: Parameters<Person["sends"]>[2] = {},
): Promise<Message> => replyTo(telegram, person.sends(group, words, options));

export interface Point {
  readonly name: string;
  readonly words: string;
  /** `null` where it has no link. */
  readonly url: string | null;
}

/** The points of a recap, each of one line: "• name: words". */
export function pointsIn({
  text = "",
  entities = [],
}: Pick<Message, "text" | "entities">): Point[] {
  const points: Point[] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    const mark = /^(?:•|✓|❓) /u.exec(line)?.[0].length ?? 0;
    const at = start + mark;
    const name = entities.find(
      ({ type, offset }) => offset === at && (type === "text_link" || type === "bold"),
    );
    if (mark > 0 && name)
      points.push({
        name: text.slice(at, at + name.length),
        words: text.slice(at + name.length + 2, start + line.length),
        url: name.type === "text_link" ? name.url : null,
      });
    start += line.length + 1;
  }
  return points;
}

/** The message that an address opens, as an app would find it. */
export function opened(telegram: Telegram, url: string, chats: readonly GroupHandle[]): Message {
  const { hostname, pathname } = new URL(url);
  expect(hostname).toBe("t.me");
  const path = pathname.slice(1).split("/");
  const isPrivate = path[0] === "c";
  const [where, ...numbers] = isPrivate ? path.slice(1) : path;
  const group = chats.find(({ id, chat }) =>
    isPrivate
      ? String(id) === `-100${where}`
      : "username" in chat && chat.username?.toLowerCase() === where?.toLowerCase(),
  );
  if (!group) throw new Error(`No chat for ${url}`);
  const id = Number(numbers.at(-1));
  const message = telegram.messages(group).find(({ message_id }) => message_id === id);
  if (!message) throw new Error(`No message for ${url}`);
  const topic = numbers.length === 2 ? Number(numbers[0]) : undefined;
  expect(message.is_topic_message ? message.message_thread_id : undefined).toBe(topic);
  return message;
}

const oneLine = (text: string) => text.replace(/\s+/gu, " ").trim();

/** Every point opens a message of the author that it names, which has its words exactly. */
export function expectProven(
  telegram: Telegram,
  recap: Message,
  chats: readonly GroupHandle[],
): Message[] {
  return pointsIn(recap).map(({ name, words, url }) => {
    expect(url).not.toBeNull();
    const message = opened(telegram, url!, chats);
    expect(oneLine(message.text ?? message.caption ?? "")).toContain(words);
    expect(words).not.toBe("");
    const { from, sender_chat: chat } = message;
    const author = chat
      ? "title" in chat
        ? chat.title
        : ""
      : [from?.first_name, from?.last_name].filter(Boolean).join(" ");
    expect(name).toBe(author);
    return message;
  });
}
