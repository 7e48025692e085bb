import { Bot, InlineKeyboard } from "grammy";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Peer, startPeer } from "../../support/telegram/peer.ts";

let peer: Peer;

beforeEach(async () => {
  peer = await startPeer();
});

afterEach(() => peer.close());

it("an independent server carries a conversation with a grammY bot", async () => {
  const bot = new Bot(peer.token, { client: { apiRoot: peer.root } });
  bot.command("start", (ctx) =>
    ctx.reply("Hello", { reply_markup: new InlineKeyboard().text("More", "more") }),
  );
  bot.callbackQuery("more", async (ctx) => {
    await ctx.answerCallbackQuery();
    await ctx.reply("More of it", { entities: [{ type: "bold", offset: 0, length: 4 }] });
  });
  bot.on("message:text", (ctx) => ctx.reply(`You said ${ctx.msg.text}`));
  // It has no deleteWebhook to speak of and answers polls at once, hence no bot.start().
  await bot.init();
  const handleAll = async () => {
    for (const update of await bot.api.getUpdates()) await bot.handleUpdate(update);
  };
  const ann = peer.client(7, "Ann");
  await ann.sends("/start");
  await handleAll();
  const [greeting] = await ann.reads();
  expect(greeting?.message).toMatchObject({
    text: "Hello",
    reply_markup: { inline_keyboard: [[{ callback_data: "more" }]] },
  });
  await ann.presses("more", greeting!.messageId);
  await handleAll();
  await ann.sends("why?");
  await handleAll();
  expect(peer.sent().map(({ message }) => message.text)).toEqual([
    "Hello",
    "More of it",
    "You said why?",
  ]);
});
