import { Api } from "grammy";
import type { InlineKeyboardButton, MessageEntity } from "grammy/types";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Person } from "../../support/telegram/people.ts";
import { startTelegram, type Telegram } from "../../support/telegram/start-telegram.ts";
import { refusal } from "./refusal.ts";

let telegram: Telegram;
let api: Api;
let ann: Person;

beforeAll(async () => {
  telegram = await startTelegram();
  api = new Api(telegram.token, { apiRoot: telegram.root });
  ann = telegram.user({ first_name: "Ann" });
  ann.starts();
});

afterAll(() => telegram.close());

describe("a text that is sent", () => {
  const send = (text: string, entities?: MessageEntity[]) =>
    refusal(api.sendMessage(ann.id, text, entities && { entities }));

  it("has 1 to 4,096 UTF-16 units", async () => {
    expect(await send("a".repeat(4096))).toBe("accepted");
    expect(await send("😀".repeat(2048))).toBe("accepted");
    expect(await send("a".repeat(4097))).toBe("400 Bad Request: message is too long");
    expect(await send("😀".repeat(2049))).toBe("400 Bad Request: message is too long");
    expect(await send("")).toBe("400 Bad Request: message text is empty");
    expect(await send(" \n ")).toBe("400 Bad Request: text must be non-empty");
    expect(await send(`${" ".repeat(50)}${"a".repeat(4096)}\n`)).toBe("accepted");
  });

  it("is well-formed Unicode", async () => {
    expect(await send("half \ud83d")).toBe("400 Bad Request: strings must be encoded in UTF-8");
  });

  it("loses white space at both ends, and its entities follow", async () => {
    const { text, entities } = await api.sendMessage(ann.id, "\n  quote \n", {
      entities: [{ type: "blockquote", offset: 1, length: 9 }],
    });
    expect({ text, entities }).toEqual({
      text: "quote",
      entities: [{ type: "blockquote", offset: 0, length: 5 }],
    });
  });

  it("is cleaned of control characters and marks, and its entities follow", async () => {
    const { text, entities } = await api.sendMessage(ann.id, "a\tb\r\u2028\u0007c \u3000", {
      entities: [{ type: "blockquote", offset: 2, length: 5 }],
    });
    expect({ text, entities }).toEqual({
      text: "a b c \u3000",
      entities: [{ type: "blockquote", offset: 2, length: 3 }],
    });
  });

  it("keeps the first hundred entities and forgets the others", async () => {
    const entities = Array.from({ length: 120 }, (_, at) => ({
      type: "bold" as const,
      offset: at * 2,
      length: 1,
    }));
    const message = await api.sendMessage(ann.id, "ab".repeat(120), { entities });
    expect(message.entities).toEqual(entities.slice(0, 100));
  });

  it.each<[string, MessageEntity[], string]>([
    [
      "outside of the text",
      [{ type: "bold", offset: 5, length: 4 }],
      "ends after the end of the text at UTF-16 offset 9",
    ],
    ["before the text", [{ type: "bold", offset: -1, length: 3 }], "incorrect offset -1"],
    ["of no length", [{ type: "bold", offset: 1, length: 0 }], "covers nothing"],
    ["beginning within a pair", [{ type: "bold", offset: 1, length: 2 }], "begins in a middle"],
    ["ending within a pair", [{ type: "bold", offset: 0, length: 1 }], "ends in a middle"],
    ["at half a place", [{ type: "bold", offset: 0.5, length: 2 }], "expected int"],
    ["without its URL", [{ type: "text_link", offset: 0, length: 2 } as never], "expected string"],
    ["with a bad URL", [{ type: "text_link", offset: 0, length: 2, url: "x" }], "wrong URL"],
    [
      "of no known type",
      [{ type: "quote", offset: 0, length: 2 } as never],
      "Invalid discriminator",
    ],
    [
      "crossing another",
      [
        { type: "bold", offset: 0, length: 4 },
        { type: "italic", offset: 2, length: 4 },
      ],
      "cross",
    ],
    [
      "quoting within a quote",
      [
        { type: "blockquote", offset: 0, length: 6 },
        { type: "expandable_blockquote", offset: 2, length: 2 },
      ],
      "are nested",
    ],
  ])("has no entity %s", async (_, entities, complaint) => {
    const refused = await send("😀 text!", entities);
    expect(refused).toMatch(/^400 Bad Request: (can't parse entit|(receive an )?entit)/u);
    expect(refused).toContain(complaint);
  });

  it("has entities with at most 9,500 characters of links", async () => {
    const url = `https://a.example/${"x".repeat(182)}`;
    const links = (count: number) =>
      Array.from({ length: count }, (_, offset) => ({
        type: "text_link" as const,
        offset,
        length: 1,
        url,
      }));
    expect(await send("a".repeat(60), links(47))).toBe("accepted");
    expect(await send("a".repeat(60), links(48))).toBe("400 Bad Request: ENTITIES_TOO_LONG");
  });

  it("is formatted with entities only", async () => {
    expect(await refusal(api.sendMessage(ann.id, "*a*", { parse_mode: "MarkdownV2" }))).toMatch(
      /^400 Bad Request: can't parse entities/u,
    );
  });

  it("has parameters that Telegram knows", async () => {
    const odd = { chat_id: ann.id, text: "a", reply_to: 3 } as never;
    expect(await refusal(api.raw.sendMessage(odd))).toBe(
      "400 Bad Request: unknown parameter reply_to",
    );
    const nested = { reply_parameters: { message_id: 1, thread: 2 } } as never;
    expect(await refusal(api.sendMessage(ann.id, "a", nested))).toBe(
      "400 Bad Request: unknown parameter reply_parameters.thread",
    );
    expect(await refusal(api.raw.sendMessage({ text: "a" } as never))).toBe(
      "400 Bad Request: chat_id is empty",
    );
    expect(await refusal(api.raw.sendMessage({ chat_id: ann.id } as never))).toBe(
      "400 Bad Request: message text is empty",
    );
  });
});

describe("a reply", () => {
  const reply = (parameters: object) =>
    refusal(api.sendMessage(ann.id, "a", { reply_parameters: parameters }));

  it("has a target in the chat unless it may do without", async () => {
    expect(await reply({ message_id: 999 })).toBe(
      "400 Bad Request: message to be replied not found",
    );
    expect(await reply({ message_id: 999, allow_sending_without_reply: true })).toBe("accepted");
  });

  it("quotes its target to the letter", async () => {
    const { message_id } = ann.sends(ann, "What did the board say?");
    expect(await reply({ message_id, quote: "the board" })).toBe("accepted");
    expect(await reply({ message_id, quote: "the  board" })).toBe(
      "400 Bad Request: QUOTE_TEXT_INVALID",
    );
  });
});

describe("an inline keyboard", () => {
  const keyboard = (rows: InlineKeyboardButton[][]) =>
    refusal(api.sendMessage(ann.id, "a", { reply_markup: { inline_keyboard: rows } }));
  const button = (text: string, data = "d") => ({ text, callback_data: data });

  it("carries 1 to 64 bytes behind a button", async () => {
    expect(await keyboard([[button("a", "界".repeat(21))]])).toBe("accepted");
    expect(await keyboard([[button("a", "界".repeat(22))]])).toBe(
      "400 Bad Request: BUTTON_DATA_INVALID",
    );
    expect(await keyboard([[button("a", "")]])).toBe("400 Bad Request: BUTTON_DATA_INVALID");
  });

  it("has at most 100 buttons, 8 in a row", async () => {
    const row = (count: number) => Array.from({ length: count }, (_, at) => button(`b${at}`));
    const rows = (count: number) => Array.from({ length: count }, () => row(8));
    expect(await keyboard([...rows(12), row(4)])).toBe("accepted");
    expect(await keyboard([...rows(12), row(5)])).toBe("400 Bad Request: reply markup is too long");
    expect(await keyboard([row(9)])).toBe("400 Bad Request: reply markup is too long");
  });

  it.each<[string, object, string]>([
    ["a label", { text: " ", callback_data: "d" }, "must be non-empty"],
    ["something to do", { text: "a" }, "Text buttons are unallowed"],
    ["one thing to do", { text: "a", url: "https://a.example", callback_data: "d" }, "More than"],
    ["a real URL", { text: "a", url: "a.example" }, "BUTTON_URL_INVALID"],
    ["a text to copy", { text: "a", copy_text: { text: "" } }, "BUTTON_COPY_TEXT_INVALID"],
    [
      "a short text to copy",
      { text: "a", copy_text: { text: "x".repeat(257) } },
      "BUTTON_COPY_TEXT_INVALID",
    ],
    ["known fields", { text: "a", data: "d" }, "unknown parameter reply_markup.inline_keyboard"],
  ])("has buttons with %s", async (_, wrong, complaint) => {
    const refused = await keyboard([[wrong as InlineKeyboardButton]]);
    expect(refused).toMatch(/^400 Bad Request: /u);
    expect(refused).toContain(complaint);
  });
});

describe("a chat", () => {
  const send = (chat: number) => refusal(api.sendMessage(chat, "a"));

  it("exists, and its person wrote first and did not block the bot", async () => {
    expect(await send(4)).toBe("400 Bad Request: chat not found");
    const bob = telegram.user();
    expect(await send(bob.id)).toBe("400 Bad Request: chat not found");
    bob.starts();
    expect(await send(bob.id)).toBe("accepted");
    bob.blocks();
    expect(await send(bob.id)).toBe("403 Forbidden: bot was blocked by the user");
    bob.unblocks();
    expect(await send(bob.id)).toBe("accepted");
    bob.vanishes();
    expect(await send(bob.id)).toBe("403 Forbidden: user is deactivated");
  });

  it("has the bot in it, and lets it write", async () => {
    const group = telegram.supergroup({ bot: "absent" });
    expect(await send(group.id)).toBe("403 Forbidden: bot is not a member of the supergroup chat");
    group.addsBot();
    expect(await send(group.id)).toBe("accepted");
    group.mutesBot();
    expect(await send(group.id)).toBe(
      "400 Bad Request: not enough rights to send text messages to the chat",
    );
    group.kicksBot();
    expect(await send(group.id)).toBe("403 Forbidden: bot was kicked from the supergroup chat");
    const channel = telegram.channel();
    expect(await send(channel.id)).toBe(
      "400 Bad Request: need administrator rights in the channel chat",
    );
  });

  it("moves away when a group becomes a supergroup, and says where", async () => {
    const group = telegram.group({ title: "Readers" });
    const supergroup = group.migrates();
    await expect(api.sendMessage(group.id, "a")).rejects.toMatchObject({
      description: "Bad Request: group chat was upgraded to a supergroup chat",
      parameters: { migrate_to_chat_id: supergroup.id },
    });
    expect(await send(supergroup.id)).toBe("accepted");
  });

  it("has the thread that is named, and General is not named", async () => {
    const forum = telegram.supergroup({ isForum: true });
    const topic = forum.topic("AI");
    const sendTo = (thread: number, chat = forum.id) =>
      refusal(api.sendMessage(chat, "a", { message_thread_id: thread }));
    expect(await sendTo(topic.id)).toBe("accepted");
    expect(await sendTo(1)).toBe("400 Bad Request: message thread not found");
    expect(await sendTo(777)).toBe("400 Bad Request: message thread not found");
    expect(await sendTo(5, ann.id)).toBe("400 Bad Request: message thread not found");
    forum.closesTopic(topic);
    expect(await sendTo(topic.id)).toBe("400 Bad Request: TOPIC_CLOSED");
  });

  it("is private when a draft goes there", async () => {
    expect(await refusal(api.sendMessageDraft(ann.id, 1, "…"))).toBe("accepted");
    const group = telegram.group();
    expect(await refusal(api.sendMessageDraft(group.id, 1, "…"))).toMatch(/^400 Bad Request/u);
  });
});
