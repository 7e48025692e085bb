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
      const place = { scope: { type }, ...options };
      const known = await api.getMyCommands(place);
      if (!isSame(known, commands)) await api.setMyCommands(commands, place);
    }
    const long = messages(language, "telegram-description");
    const { description } = await api.getMyDescription(options);
    if (description !== long) await api.setMyDescription(long, options);
    const short = messages(language, "telegram-short-description");
    const { short_description: said } = await api.getMyShortDescription(options);
    if (said !== short) await api.setMyShortDescription(short, options);
  }
}

const isSame = (some: readonly BotCommand[], others: readonly BotCommand[]): boolean =>
  some.length === others.length &&
  some.every(
    ({ command, description }, index) =>
      command === others[index]!.command && description === others[index]!.description,
  );
