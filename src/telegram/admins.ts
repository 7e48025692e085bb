import { type Api, GrammyError } from "grammy";
import type { BotContext } from "./bot-context.ts";

/** Whether whoever speaks or presses a button may decide for the group; anonymous admins speak as the group. */
export async function isAdmin(ctx: BotContext, api: Api): Promise<boolean> {
  const { chat } = ctx;
  if (!chat || chat.type === "private") return false;
  if (!ctx.callbackQuery && ctx.msg?.sender_chat) return ctx.msg.sender_chat.id === chat.id;
  if (!ctx.from) return false;
  try {
    const { status } = await api.getChatMember(chat.id, ctx.from.id);
    return status === "creator" || status === "administrator";
  } catch (error) {
    // Not found: nobody who decides here.
    if (error instanceof GrammyError && error.error_code < 500) return false;
    throw error;
  }
}
