import { Composer, GrammyError } from "grammy";
import type { ChatMember } from "grammy/types";
import type { BotContext } from "../bot-context.ts";
import type { BotDeps } from "../bot-deps.ts";
import { chatKey, userKey } from "../people.ts";
import { plain } from "../render/telegram-text.ts";

/** Coming, going and moving: being added, removed, blocked; groups that become supergroups. */
export function membership(deps: BotDeps): Composer<BotContext> {
  const { talks, state, logger } = deps;
  const composer = new Composer<BotContext>();

  composer.on("my_chat_member", async (ctx) => {
    const { chat, old_chat_member: before, new_chat_member: now } = ctx.myChatMember;
    if (isThere(now)) {
      const isNew = !isThere(before) && chat.type !== "private" && chat.type !== "channel";
      // Where it may not answer, it has nothing to explain.
      if (isNew && deps.allows(ctx)) await introduce(ctx, deps);
      return;
    }
    talks.forgetChat(chat.id);
    await state.forgetChat(chatKey(chat.id));
    if (chat.type === "private") {
      talks.forgetPerson(userKey(chat.id));
      // What they wrote in groups is the groups' as before; `/forget_me` deletes that.
      await state.preferences.setLanguage(userKey(chat.id), null);
    }
    logger.info({ chat: chat.id, status: now.status }, "left a chat");
  });

  composer.on("message:migrate_to_chat_id", async (ctx) => {
    const [from, to] = [ctx.chat.id, ctx.msg.migrate_to_chat_id];
    talks.forgetChat(from);
    await state.moveChat(chatKey(from), chatKey(to));
    logger.info({ from, to }, "a group became a supergroup");
  });

  // The first message of the supergroup: what is written there next belongs to what was kept before.
  composer.on("message:migrate_from_chat_id", async (ctx) => {
    await state.moveChat(chatKey(ctx.msg.migrate_from_chat_id), chatKey(ctx.chat.id));
  });

  return composer;
}

const isThere = (member: ChatMember): boolean =>
  member.status === "member" ||
  member.status === "administrator" ||
  (member.status === "restricted" && member.is_member);

/** Says once, to whoever added it, what works where it cannot hear everything. */
async function introduce(ctx: BotContext, { app, api, me, state, deliver, logger }: BotDeps) {
  const { chat, from, myChatMember } = ctx;
  if (!chat || !from || !myChatMember) return;
  const hearsAll =
    me.can_read_all_group_messages || myChatMember.new_chat_member.status === "administrator";
  if (hearsAll || !(await state.notices.once(`privacy-mode:${chatKey(chat.id)}`))) return;
  const { language } = ctx.reader;
  const title = "title" in chat ? (chat.title ?? "") : "";
  const text = plain(
    app.messages(language, "telegram-privacy-mode", { chat: title, name: me.username }),
  );
  try {
    await api.sendMessage(from.id, text.text, { entities: [...text.entities] });
  } catch (error) {
    if (!(error instanceof GrammyError)) throw error;
    // Who never wrote to the bot cannot be written to: the group is the only place left.
    logger.debug({ user: userKey(from.id) }, "explained in the group instead");
    await deliver({ chat: chat.id, thread: undefined, isGroup: true }, [text]);
  }
}
