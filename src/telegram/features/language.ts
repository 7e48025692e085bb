import { Composer, InlineKeyboard } from "grammy";
import type { Language } from "../../interview/interview.ts";
import { isAdmin } from "../admins.ts";
import { type BotContext, telegramLanguage } from "../bot-context.ts";
import type { BotDeps } from "../bot-deps.ts";
import { namedGroups } from "../named-groups.ts";
import { chatKey } from "../people.ts";
import { plain } from "../render/telegram-text.ts";

const NAMES: Record<Language, string> = { zh: "中文", en: "English" };

/** `/language`: a person's own in private, the group's by its admins; kept. */
export function language({ app, state, deliver, api }: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command("language", async (ctx) => {
    const { place, reader } = ctx;
    if (!place) return;
    const replyTo = place.isGroup ? ctx.msg.message_id : undefined;
    if (place.isGroup && !(await isAdmin(ctx, api))) {
      const text = app.messages(reader.language, "telegram-admins-only");
      return deliver(place, [plain(text)], { replyTo });
    }
    const keyboard = keyboardFor(reader.fixed, reader.language);
    const id = place.isGroup ? "telegram-choose-language-group" : "telegram-choose-language";
    await deliver(place, [plain(app.messages(reader.language, id))], { replyTo, keyboard });
  });

  composer.callbackQuery(/^language:(?<wanted>zh|en|auto)$/u, async (ctx) => {
    const { place, reader } = ctx;
    if (!place || !ctx.msg) return ctx.answerCallbackQuery();
    if (place.isGroup && !(await isAdmin(ctx, api)))
      return ctx.answerCallbackQuery(app.messages(reader.language, "telegram-admins-only"));
    const { wanted } = namedGroups(ctx.match);
    const chosen = wanted === "auto" ? null : (wanted as Language);
    await state.preferences.setLanguage(
      place.isGroup ? chatKey(place.chat) : reader.person,
      chosen,
    );
    const shown = chosen ?? telegramLanguage(ctx.from.language_code);
    await ctx.answerCallbackQuery();
    const text = chosen
      ? app.messages(shown, "telegram-language-set", { language: NAMES[chosen] })
      : app.messages(shown, "telegram-language-auto");
    const instead = [ctx.msg.message_id];
    await deliver(place, [plain(text)], { instead, keyboard: keyboardFor(chosen, shown) });
  });

  function keyboardFor(chosen: Language | null, shown: Language): InlineKeyboard {
    const automatic = app.messages(shown, "telegram-automatic");
    const choices = [
      ["zh", NAMES.zh],
      ["en", NAMES.en],
      ["auto", automatic],
    ] as const;
    const keyboard = new InlineKeyboard();
    for (const [code, name] of choices)
      keyboard.text((chosen ?? "auto") === code ? `✓ ${name}` : name, `language:${code}`);
    return keyboard;
  }

  return composer;
}
