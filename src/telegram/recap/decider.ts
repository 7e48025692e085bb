import { type Api, GrammyError } from "grammy";
import { isAdmin } from "../admins.ts";
import type { BotContext } from "../bot-context.ts";
import { chatKey, userKey } from "../people.ts";

export interface Decider {
  /** Key of a person, or of the group for an anonymous admin, who stays anonymous. */
  readonly key: string;
  readonly name: string;
}

/** Who decides for the group by a command or a button; `null` for those who may not. */
export async function deciderOf(ctx: BotContext, api: Api): Promise<Decider | null> {
  const { chat, from } = ctx;
  if (!chat || !from || !(await isAdmin(ctx, api))) return null;
  const group = { key: chatKey(chat.id), name: ("title" in chat ? chat.title : undefined) ?? "" };
  if (!ctx.callbackQuery && ctx.msg?.sender_chat) return group;
  try {
    // A button tells the bot who pressed it, also of admins whom the group does not see.
    const member = await api.getChatMember(chat.id, from.id);
    if ("is_anonymous" in member && member.is_anonymous) return group;
  } catch (error) {
    if (!(error instanceof GrammyError)) throw error;
    return null;
  }
  return { key: userKey(from.id), name: from.first_name };
}
