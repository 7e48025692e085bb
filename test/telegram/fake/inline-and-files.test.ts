import { Api, Bot, InlineKeyboard, InputFile } from "grammy";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Person } from "../../support/telegram/people.ts";
import { startTelegram, type Telegram } from "../../support/telegram/start-telegram.ts";

let telegram: Telegram;
let api: Api;
let ann: Person;

beforeEach(async () => {
  telegram = await startTelegram();
  api = new Api(telegram.token, { apiRoot: telegram.root });
  ann = telegram.user({ first_name: "Ann" });
});

afterEach(() => telegram.close());

const result = (text: string) => ({
  type: "article" as const,
  id: "r1",
  title: text,
  input_message_content: {
    message_text: text,
    entities: [{ type: "blockquote" as const, offset: 0, length: text.length }],
  },
});

describe("inline mode", () => {
  it("goes from a query to a message whose buttons and text still work", async () => {
    const bot = new Bot(telegram.token, { client: { apiRoot: telegram.root } });
    bot.on("inline_query", (ctx) =>
      ctx.answerInlineQuery(
        [
          {
            ...result(ctx.inlineQuery.query),
            reply_markup: new InlineKeyboard().text("More", "m"),
          },
        ],
        { next_offset: "1", cache_time: 60 },
      ),
    );
    bot.callbackQuery("m", async (ctx) => {
      await ctx.answerCallbackQuery();
      await ctx.editMessageText("edited from afar");
    });
    const running = bot.start();
    const elsewhere = telegram.supergroup({ bot: "absent", members: [ann] });
    const answer = await telegram.inlineAnswer(ann.asksInline("the board", { offset: "0" }));
    expect(answer).toMatchObject({ next_offset: "1", cache_time: 60, is_personal: false });
    const sent = ann.picks(elsewhere, answer, 0);
    expect(sent).toMatchObject({ text: "the board", via_bot: { id: telegram.bot.id } });
    const query = ann.presses(sent, "More");
    expect(query.message).toBeUndefined();
    await telegram.callbackAnswer(query);
    expect(await telegram.nextEdit(sent)).toMatchObject({ text: "edited from afar" });
    expect(telegram.inlineAnswers()).toEqual([answer]);
    await bot.stop();
    await running;
  });

  it("tells the bot what was chosen", async () => {
    const query = ann.asksInline("a");
    await api.answerInlineQuery(query.id, [result("a")]);
    ann.picks(ann, await telegram.inlineAnswer(query), "r1");
    const updates = await api.getUpdates();
    expect(updates.at(-1)?.chosen_inline_result).toEqual({
      result_id: "r1",
      from: ann.user,
      query: "a",
    });
  });
});

describe("guest mode", () => {
  it("answers once in a chat that the bot has not joined", async () => {
    const bob = telegram.user();
    const chat = telegram.supergroup({ bot: "absent", members: [ann, bob] });
    const asked = ann.summons(chat, "@verbatim_test_bot why?");
    const [update] = await api.getUpdates();
    expect(update?.guest_message).toEqual(asked);
    const id = asked.guest_query_id!;
    await expect(api.sendMessage(chat.id, "a")).rejects.toThrow("not a member");
    await api.answerGuestQuery(id, result("because"));
    expect(await telegram.guestAnswer(asked)).toMatchObject({
      text: "because",
      guest_bot_caller_user: { id: ann.id },
      reply_to_message: { message_id: asked.message_id },
    });
    await expect(api.answerGuestQuery(id, result("again"))).rejects.toThrow("query is too old");
  });
});

describe("files", () => {
  it("go up as multipart and come down by their path", async () => {
    ann.starts();
    const file = new InputFile(Buffer.from('{"chat":"历史"}'), "history.json");
    const { document, caption } = await api.sendDocument(ann.id, file, { caption: "yours" });
    expect({ document, caption }).toMatchObject({
      caption: "yours",
      document: { file_name: "history.json", mime_type: "application/json" },
    });
    const { file_path } = await api.getFile(document.file_id);
    const response = await fetch(`${telegram.root}/file/bot${telegram.token}/${file_path!}`);
    expect(await response.text()).toBe('{"chat":"历史"}');
    await expect(api.getFile("none")).rejects.toThrow("wrong file_id");
  });

  it("come from people too, with voices, photos and stickers", async () => {
    const given = { name: "result.json", content: "{}", caption: "recap this" };
    const { document } = ann.sendsDocument(ann, given);
    ann.sendsVoice(ann);
    ann.sendsPhoto(ann, "see @bob");
    ann.sendsSticker(ann);
    expect((await api.getUpdates()).map(({ message }) => Object.keys(message!).slice(4))).toEqual([
      ["document", "caption"],
      ["voice"],
      ["photo", "caption", "caption_entities"],
      ["sticker"],
    ]);
    const { file_path } = await api.getFile(document!.file_id);
    const response = await fetch(`${telegram.root}/file/bot${telegram.token}/${file_path!}`);
    expect(await response.text()).toBe("{}");
  });
});
