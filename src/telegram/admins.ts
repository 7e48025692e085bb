import { type Api, GrammyError } from "grammy";
import type { BotContext } from "./bot-context.ts";

/** Whether whoever speaks or presses a button may decide for the group; anonymous admins speak as the group. */
export async function isAdmin(ctx: BotContext, api: Api): Promise<boolean> {
  const { chat } = ctx;
  if (!chat || chat.type === "private") return false;
  if (!ctx.callbackQuery && ctx.msg?.sender_chat) return ctx.msg.sender_chat.id === chat.id;
  return ctx.from !== undefined && isMemberAdmin(api, chat.id, ctx.from.id);
}

export async function isMemberAdmin(api: Api, chat: number, user: number): Promise<boolean> {
  try {
    const { status } = await api.getChatMember(chat, user);
    return status === "creator" || status === "administrator";
  } catch (error) {
    // Not found: nobody who decides there.
    if (error instanceof GrammyError && error.error_code < 500) return false;
    throw error;
  }
}
