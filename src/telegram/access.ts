import type { TelegramConfig } from "../config.ts";
import type { BotContext } from "./bot-context.ts";

/** Whether a private deployment serves this chat, or this person where there is no chat. */
export interface Allows {
  (ctx: BotContext): boolean;
  /** Whether nobody is kept out. */
  readonly everybody: boolean;
}

/** By id or by name: groups for themselves, people for their private chat, inline queries and guest questions. */
export function createAccess(allowed: TelegramConfig["allowedChats"]): Allows {
  if (allowed === null) return Object.assign(() => true, { everybody: true });
  const listed = new Set(allowed);
  const allows = ({ chat, from, inlineQuery, guestMessage }: BotContext): boolean => {
    const where = inlineQuery || guestMessage || !chat ? from : chat;
    const name = where && "username" in where ? where.username?.toLowerCase() : undefined;
    return (
      where !== undefined &&
      (listed.has(String(where.id)) || (name !== undefined && listed.has(name)))
    );
  };
  return Object.assign(allows, { everybody: false });
}
