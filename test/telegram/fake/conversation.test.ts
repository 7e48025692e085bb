import { run } from "@grammyjs/runner";
import { Bot, InlineKeyboard } from "grammy";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTelegram, type Telegram } from "../../support/telegram/start-telegram.ts";
import { entityTexts } from "../../support/telegram/entity-texts.ts";

let telegram: Telegram;
let bot: Bot;
let running: Promise<void> | undefined;

beforeEach(async () => {
  telegram = await startTelegram();
  bot = new Bot(telegram.token, { client: { apiRoot: telegram.root } });
});

afterEach(async () => {
  await bot.stop().catch(() => undefined);
  await running;
  running = undefined;
  await telegram.close();
});

const poll = () => {
  running = bot.start({ timeout: 5 });
};

describe("a grammY bot on the server", () => {
  it("answers a person in private, and its buttons work", async () => {
    bot.command("start", (ctx) =>
      ctx.reply(`Hello ${ctx.match}`, {
        entities: [{ type: "bold", offset: 0, length: 5 }],
        reply_markup: new InlineKeyboard().text("More", "more:1").url("Site", "https://a.example"),
      }),
    );
    bot.callbackQuery("more:1", async (ctx) => {
      await ctx.answerCallbackQuery("Here");
      await ctx.editMessageText("More of it");
    });
    poll();
    const ann = telegram.user({ first_name: "Ann", language_code: "en" });
    ann.starts("q_1");
    const greeting = await telegram.nextMessage(ann);
    expect(greeting).toMatchObject({
      text: "Hello q_1",
      from: { is_bot: true },
      chat: { id: ann.id },
    });
    expect(entityTexts(greeting, "bold")).toEqual(["Hello"]);
    const query = ann.presses(greeting, "More");
    expect(await telegram.callbackAnswer(query)).toEqual({ text: "Here" });
    const edited = await telegram.nextEdit(greeting);
    expect(edited).toMatchObject({ text: "More of it" });
    expect(edited.reply_markup).toBeUndefined();
    expect(() => ann.presses(greeting, "More")).toThrow("none");
    expect(telegram.sent(ann)).toHaveLength(1);
  });

  it("serves a concurrent runner through an outage, in two chats at once", async () => {
    bot.on("message:text", (ctx) => ctx.reply(`echo ${ctx.msg.text}`));
    await bot.init();
    const runner = run(bot, { runner: { retryInterval: 20, silent: true } });
    const [ann, ben] = [telegram.user(), telegram.user()];
    ann.sends(ann, "1");
    await telegram.nextMessage(ann);
    await telegram.waitFor(telegram.isPolling);
    await telegram.stop();
    ann.sends(ann, "2");
    ben.sends(ben, "3");
    await telegram.restart();
    expect((await telegram.nextMessage(ann)).text).toBe("echo 2");
    expect((await telegram.nextMessage(ben)).text).toBe("echo 3");
    await telegram.settled();
    expect(telegram.sent(ann)).toHaveLength(2);
    await runner.stop();
  });
});
