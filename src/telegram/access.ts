import type { Chat, User } from "grammy/types";
import type { TelegramConfig } from "../config.ts";
import type { BotContext } from "./bot-context.ts";

/** Whether a private deployment serves this chat, or this person where there is no chat. */
export interface Allows {
  (ctx: BotContext): boolean;
  /** Whether nobody is kept out. */
  readonly everybody: boolean;
  /** The same of a chat or a person by themselves. */
  readonly who: (who: Chat | User) => boolean;
}

/** By id or by name: groups for themselves, people for their private chat, inline queries and guest questions. */
export function createAccess(allowed: TelegramConfig["allowedChats"]): Allows {
  if (allowed === null) return Object.assign(() => true, { everybody: true, who: () => true });
  const listed = new Set(allowed);
  const who = (one: Chat | User): boolean => {
    const name = "username" in one ? one.username?.toLowerCase() : undefined;
    return listed.has(String(one.id)) || (name !== undefined && listed.has(name));
  };
  const allows = ({ chat, from, inlineQuery, guestMessage }: BotContext): boolean => {
    const where = inlineQuery || guestMessage || !chat ? from : chat;
    return where !== undefined && who(where);
  };
  return Object.assign(allows, { everybody: false, who });
}
