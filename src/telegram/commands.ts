import type { Api } from "grammy";
import type { BotCommand } from "grammy/types";
import type { Language } from "../interview/interview.ts";
import type { Messages } from "../locales/messages.ts";

const IN_PRIVATE = [
  "quotes",
  "topics",
  "summary",
  "language",
  "help",
  "privacy",
  "forget_me",
] as const;
const IN_GROUPS = ["recap", "summary", "quotes", "topics", "help", "privacy", "forget_me"] as const;
const OF_ADMINS = [...IN_GROUPS, "recap_settings", "language", "forget_chat"] as const;

/** English is what readers of other languages get: it goes without a language code. */
const LANGUAGES: readonly { readonly language: Language; readonly code?: "zh" }[] = [
  { language: "en" },
  { language: "zh", code: "zh" },
];

/** Tells Telegram the commands and what the bot is, in each language; what Telegram has already is not sent again. */
export async function publishCommands(api: Api, messages: Messages): Promise<void> {
  for (const { language, code } of LANGUAGES) {
    const options = code ? { language_code: code } : {};
    for (const [type, names] of [
      ["all_private_chats", IN_PRIVATE],
      ["all_group_chats", IN_GROUPS],
      ["all_chat_administrators", OF_ADMINS],
    ] as const) {
      const commands: BotCommand[] = names.map((command) => ({
        command,
        description: messages(language, `command-${command}`),
      }));
      await api.setMyCommands(commands, { scope: { type }, ...options });
    }
    await api.setMyDescription(messages(language, "telegram-description"), options);
    await api.setMyShortDescription(messages(language, "telegram-short-description"), options);
  }
}
