import { InlineKeyboard } from "grammy";
import type { Consent } from "../../recap/consent.ts";
import type { BotContext } from "../bot-context.ts";
import type { BotDeps } from "../bot-deps.ts";
import { join, plain, type TelegramText } from "../render/telegram-text.ts";
import { agreementOf, noticeText, noticeVersion } from "./consent-notice.ts";

type OfferDeps = Pick<BotDeps, "app" | "notice">;

/** The notice, which everybody may read, with the button by which an admin accepts just this one. */
export function offerOf(
  { reader }: Pick<BotContext, "reader">,
  consent: Consent,
  { app, notice }: OfferDeps,
): { readonly text: TelegramText; readonly keyboard: InlineKeyboard } {
  const { language } = reader;
  const isOutdated = agreementOf(consent, notice) === "outdated";
  const parts = [
    ...(isOutdated ? [plain(app.messages(language, "telegram-recap-outdated"))] : []),
    noticeText(consent, language, app.messages, notice),
  ];
  const keyboard = new InlineKeyboard().text(
    app.messages(language, "telegram-recap-accept"),
    `recap:accept:${noticeVersion(notice)}`,
  );
  return { text: join(parts, "\n\n"), keyboard };
}
