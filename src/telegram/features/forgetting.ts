import { Composer, InlineKeyboard } from "grammy";
import { isAdmin } from "../admins.ts";
import type { BotContext } from "../bot-context.ts";
import type { BotDeps } from "../bot-deps.ts";
import { chatKey } from "../people.ts";
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
    const asker = msg?.reply_to_message?.from?.id;
    // In a group the button is everybody's, but each decides for themselves.
    await state.chatLog.optIn(reader.person);
    await ctx.answerCallbackQuery(app.messages(reader.language, "telegram-remembers-you"));
    if (asker === ctx.from.id) await ctx.editMessageReplyMarkup();
  });

  composer.command("forget_chat", async (ctx) => {
    const { place, reader } = ctx;
    if (!place) return;
    const replyTo = ctx.msg.message_id;
    const say = (id: string) =>
      deliver(place, [plain(app.messages(reader.language, id))], { replyTo });
    if (place.isGroup && !(await isAdmin(ctx, api))) return say("telegram-admins-only");
    talks.forgetChat(place.chat);
    await state.forgetChat(chatKey(place.chat));
    return say("telegram-forgot-chat");
  });

  return composer;
}
