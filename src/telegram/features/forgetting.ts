import { Composer, InlineKeyboard } from "grammy";
import { isAdmin, isMemberAdmin } from "../admins.ts";
import type { BotContext } from "../bot-context.ts";
import type { BotDeps } from "../bot-deps.ts";
import { chatKey, userKey } from "../people.ts";
import { plain } from "../render/telegram-text.ts";

/** `/forget_me` for everybody, `/forget_chat` for admins: what is kept goes, and stays away. */
export function forgetting({ app, api, state, talks, deliver }: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command("forget_me", async (ctx) => {
    const { place, reader } = ctx;
    if (!place) return;
    talks.forgetPerson(reader.person);
    // Anonymous admins write as their group, whose settings are not theirs alone.
    if (ctx.msg.sender_chat) await state.chatLog.forgetAuthor(null, reader.person);
    else await state.forgetUser(reader.person);
    const keyboard = new InlineKeyboard().text(
      app.messages(reader.language, "telegram-remember-me"),
      "forget:undo",
    );
    const text = plain(app.messages(reader.language, "telegram-forgot-you"));
    await deliver(place, [text], { replyTo: ctx.msg.message_id, keyboard });
  });

  composer.callbackQuery("forget:undo", async (ctx) => {
    const { reader, msg } = ctx;
    const above = msg?.reply_to_message;
    const say = (id: string) => ctx.answerCallbackQuery(app.messages(reader.language, id));
    const asChat = above?.sender_chat;
    if (asChat) {
      // Whoever decides for that chat may take back what was said in its name.
      if (!(await isMemberAdmin(api, asChat.id, ctx.from.id))) return say("telegram-admins-only");
      await state.chatLog.optIn(chatKey(asChat.id));
    } else await state.chatLog.optIn(userKey(ctx.from.id));
    await say("telegram-remembers-you");
    // In a group the button is everybody's: each decides for themselves.
    if (asChat || above?.from?.id === ctx.from.id) await ctx.editMessageReplyMarkup();
  });

  composer.command("forget_chat", async (ctx) => {
    const { place, reader } = ctx;
    if (!place) return;
    const replyTo = ctx.msg.message_id;
    const say = (id: string) => app.messages(reader.language, id);
    if (!place.isGroup)
      return deliver(place, [plain(say("telegram-forget-chat-groups"))], { replyTo });
    if (!(await isAdmin(ctx, api)))
      return deliver(place, [plain(say("telegram-admins-only"))], { replyTo });
    const keyboard = new InlineKeyboard()
      .text(say("telegram-forget-chat-yes"), "forget:chat")
      .text(say("telegram-keep"), "forget:nothing");
    await deliver(place, [plain(say("telegram-forget-chat-sure"))], { replyTo, keyboard });
  });

  composer.callbackQuery(["forget:chat", "forget:nothing"], async (ctx) => {
    const { place, reader, msg } = ctx;
    const say = (id: string) => app.messages(reader.language, id);
    if (!place?.isGroup || !msg || !(await isAdmin(ctx, api)))
      return ctx.answerCallbackQuery(say("telegram-admins-only"));
    const isMeant = ctx.callbackQuery.data === "forget:chat";
    if (isMeant) {
      talks.forgetChat(place.chat);
      await state.forgetChat(chatKey(place.chat));
    }
    await ctx.answerCallbackQuery();
    const text = say(isMeant ? "telegram-forgot-chat" : "telegram-forgot-nothing");
    await deliver(place, [plain(text)], { instead: [msg.message_id] });
  });

  return composer;
}
