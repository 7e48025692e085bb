import type { RawMessage } from "./exported-message.ts";

/**
 * Accounts that are bots. The export does not say which are. Only bots can attach buttons to a message, so who
 * ever sent one with buttons, and not through another bot, is one; and so is, by Telegram's custom, who is
 * called "Something Bot", "SomethingBot" or something 机器人. Names such as "Talbot" end in no word "bot".
 */
export function botsAmong(messages: readonly RawMessage[]): ReadonlySet<unknown> {
  const bots = new Set<unknown>();
  for (const message of messages) {
    const { from, from_id: id } = message as { from?: unknown; from_id?: unknown };
    if (typeof id === "string" && !id.startsWith("user")) continue;
    const hasButtons = "inline_bot_buttons" in message && !("via_bot" in message);
    if (id !== undefined && (hasButtons || (typeof from === "string" && BOT_NAME.test(from))))
      bots.add(id);
  }
  return bots;
}

const BOT_NAME = /(?:(?:^|[\s_-])[Bb][Oo][Tt]|\p{Ll}Bot|机器人|機器人)$/u;

/** Sent by a bot, or put together by one for somebody (`via_bot`). */
export const isByBot = (message: RawMessage, bots: ReadonlySet<unknown>): boolean =>
  "via_bot" in message || bots.has(message["from_id"]);
