import { Api } from "grammy";
import type { BotCommand } from "grammy/types";
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

const EXPIRED =
  "400 Bad Request: query is too old and response timeout expired or query ID is invalid";

describe("an edit", () => {
  it("changes something", async () => {
    const reply_markup = { inline_keyboard: [[{ text: "a", callback_data: "a" }]] };
    const { message_id } = await api.sendMessage(ann.id, "one", { reply_markup });
    const edit = (text: string, other?: object) =>
      refusal(api.editMessageText(ann.id, message_id, text, other));
    const unchanged =
      "400 Bad Request: message is not modified: specified new message content and reply markup " +
      "are exactly the same as a current content and reply markup of the message";
    expect(await edit("one ", { reply_markup })).toBe(unchanged);
    expect(await refusal(api.editMessageReplyMarkup(ann.id, message_id, { reply_markup }))).toBe(
      unchanged,
    );
    expect(await edit("two", { reply_markup })).toBe("accepted");
    expect(await edit("two", { reply_markup })).toBe(unchanged);
    expect(await edit("two")).toBe("accepted");
    expect(await edit("x".repeat(4097))).toBe("400 Bad Request: MESSAGE_TOO_LONG");
    const [last] = telegram.sent(ann).slice(-1);
    expect(last).toMatchObject({ text: "two", edit_date: expect.any(Number) as number });
    expect(last?.reply_markup).toBeUndefined();
  });

  it("is of a message of the bot that is there", async () => {
    const theirs = ann.sends(ann, "mine");
    expect(await refusal(api.editMessageText(ann.id, theirs.message_id, "a"))).toBe(
      "400 Bad Request: message can't be edited",
    );
    expect(await refusal(api.editMessageText(ann.id, 9999, "a"))).toBe(
      "400 Bad Request: message to edit not found",
    );
    expect(await refusal(api.editMessageTextInline("nowhere", "a"))).toBe(
      "400 Bad Request: MESSAGE_ID_INVALID",
    );
    expect(await refusal(api.deleteMessage(ann.id, 9999))).toBe(
      "400 Bad Request: message to delete not found",
    );
    const group = telegram.group({ members: [ann] });
    const said = ann.sends(group, "/start");
    expect(await refusal(api.deleteMessage(group.id, said.message_id))).toBe(
      "400 Bad Request: message can't be deleted for everyone",
    );
    group.promotesBot();
    expect(await refusal(api.deleteMessage(group.id, said.message_id))).toBe("accepted");
    expect(telegram.current(said)).toBeUndefined();
  });
});

describe("the answer to a button", () => {
  it("is given once, to a real query, in at most 200 characters", async () => {
    const message = await api.sendMessage(ann.id, "a", {
      reply_markup: { inline_keyboard: [[{ text: "Go", callback_data: "go" }]] },
    });
    const query = ann.presses(message, "go");
    expect(await refusal(api.answerCallbackQuery(query.id, { text: "x".repeat(201) }))).toBe(
      "400 Bad Request: MESSAGE_TOO_LONG",
    );
    expect(telegram.unanswered()).toEqual([query]);
    expect(await refusal(api.answerCallbackQuery(query.id, { text: "x".repeat(200) }))).toBe(
      "accepted",
    );
    expect(await refusal(api.answerCallbackQuery(query.id))).toBe(EXPIRED);
    expect(await refusal(api.answerCallbackQuery("never"))).toBe(EXPIRED);
    expect(telegram.unanswered()).toEqual([]);
  });
});

describe("the answer to an inline query", () => {
  const article = (id: string, text = "text", title = "title") => ({
    type: "article" as const,
    id,
    title,
    input_message_content: { message_text: text },
  });
  const answer = (results: ReturnType<typeof article>[], other?: object) =>
    refusal(api.answerInlineQuery(ann.asksInline("board").id, results, other));
  const many = (count: number) => Array.from({ length: count }, (_, at) => article(`r${at}`));

  it("has at most 50 results with ids of their own", async () => {
    expect(await answer(many(50))).toBe("accepted");
    expect(await answer(many(51))).toBe("400 Bad Request: RESULTS_TOO_MUCH");
    expect(await answer([article("a"), article("a")])).toBe("400 Bad Request: RESULT_ID_DUPLICATE");
    expect(await answer([article("界".repeat(22))])).toBe("400 Bad Request: RESULT_ID_INVALID");
    expect(await answer([article("")])).toBe("400 Bad Request: RESULT_ID_INVALID");
    expect(await answer([{ ...article("a"), type: "photo" as never }])).toBe(
      "400 Bad Request: RESULT_TYPE_INVALID",
    );
  });

  it("has results that can be shown and sent", async () => {
    expect(await answer([article("a", "text", " ")])).toBe("400 Bad Request: ARTICLE_TITLE_EMPTY");
    expect(await answer([article("a", "x".repeat(4097))])).toBe(
      "400 Bad Request: MESSAGE_TOO_LONG",
    );
    expect(await answer([article("a", " ")])).toBe("400 Bad Request: text must be non-empty");
  });

  it("continues at a short offset and links to a real start payload", async () => {
    expect(await answer(many(1), { next_offset: "x".repeat(65) })).toBe(
      "400 Bad Request: NEXT_OFFSET_INVALID",
    );
    const start = (payload: string) =>
      answer(many(1), { button: { text: "Open", start_parameter: payload } });
    expect(await start("q_1-a")).toBe("accepted");
    expect(await start("q.1")).toBe("400 Bad Request: START_PARAM_INVALID");
    expect(await start("x".repeat(65))).toBe("400 Bad Request: START_PARAM_INVALID");
  });

  it("is given once", async () => {
    const { id } = ann.asksInline("board");
    expect(await refusal(api.answerInlineQuery(id, many(1)))).toBe("accepted");
    expect(await refusal(api.answerInlineQuery(id, many(1)))).toBe(EXPIRED);
    expect(await refusal(api.answerInlineQuery("never", []))).toBe(EXPIRED);
  });
});

describe("what the bot says of itself", () => {
  const commands = (list: readonly BotCommand[], other?: object) =>
    refusal(api.setMyCommands(list, other));
  const command = (name: string, description = "what it does") => ({ command: name, description });

  it("has commands with names and descriptions that fit", async () => {
    const many = Array.from({ length: 101 }, (_, at) => command(`c${at}`));
    expect(await commands(many)).toBe("400 Bad Request: BOT_COMMANDS_TOO_MUCH");
    expect(await commands(many.slice(1))).toBe("accepted");
    expect(await commands([command("Start")])).toBe("400 Bad Request: BOT_COMMAND_INVALID");
    expect(await commands([command("x".repeat(33))])).toBe("400 Bad Request: BOT_COMMAND_INVALID");
    for (const wrong of ["", "x".repeat(257)])
      expect(await commands([command("start", wrong)])).toBe(
        "400 Bad Request: BOT_COMMAND_DESCRIPTION_INVALID",
      );
    expect(await commands([command("start")], { language_code: "zh-hans" })).toBe(
      "400 Bad Request: invalid language code specified",
    );
    expect(await commands([command("start")], { scope: { type: "chat", chat_id: 4 } })).toBe(
      "400 Bad Request: chat not found",
    );
  });

  it("keeps commands by scope and language", async () => {
    const scope = { type: "all_group_chats" as const };
    await api.setMyCommands([command("help")], { scope, language_code: "zh" });
    expect(await api.getMyCommands({ scope, language_code: "zh" })).toEqual([command("help")]);
    expect(await api.getMyCommands({ scope })).toEqual([]);
    await api.deleteMyCommands({ scope, language_code: "zh" });
    expect(await api.getMyCommands({ scope, language_code: "zh" })).toEqual([]);
  });

  it("describes itself in 512 characters and in 120", async () => {
    expect(await refusal(api.setMyDescription("x".repeat(512)))).toBe("accepted");
    expect(await refusal(api.setMyDescription("x".repeat(513)))).toMatch(/^400 Bad Request/u);
    expect(await refusal(api.setMyShortDescription("x".repeat(120)))).toBe("accepted");
    expect(await refusal(api.setMyShortDescription("x".repeat(121)))).toMatch(/^400 Bad Request/u);
    await api.setMyDescription("你好", { language_code: "zh" });
    expect(await api.getMyDescription({ language_code: "zh" })).toEqual({ description: "你好" });
  });
});

describe("smaller things", () => {
  it("knows reactions, actions and members", async () => {
    const { message_id } = ann.sends(ann, "nice");
    expect(
      await refusal(api.setMessageReaction(ann.id, message_id, [{ type: "emoji", emoji: "👍" }])),
    ).toBe("accepted");
    expect(telegram.reactions({ message_id, chat: ann })).toEqual(["👍"]);
    const odd = [{ type: "emoji" as const, emoji: "🧀" as never }];
    expect(await refusal(api.setMessageReaction(ann.id, message_id, odd))).toBe(
      "400 Bad Request: REACTION_INVALID",
    );
    expect(await refusal(api.sendChatAction(ann.id, "typing"))).toBe("accepted");
    expect(await refusal(api.sendChatAction(ann.id, "thinking" as never))).toMatch(/^400 /u);
    const bob = telegram.user();
    const group = telegram.supergroup({ members: [ann], admins: [bob], username: "readers" });
    expect((await api.getChatMember("@readers", bob.id)).status).toBe("administrator");
    expect(await api.getChatMemberCount(group.id)).toBe(3);
    expect((await api.getChatAdministrators(group.id)).map(({ user }) => user.id)).toEqual([
      bob.id,
    ]);
    expect(await api.getChat(group.id)).toMatchObject({ title: "Supergroup", username: "readers" });
    await api.leaveChat(group.id);
    expect(await refusal(api.getChat(group.id))).toMatch(/^403 Forbidden/u);
  });
});
