import { createHash } from "node:crypto";
import type { Language } from "../../interview/interview.ts";
import type { Messages } from "../../locales/messages.ts";
import type { Consent } from "../../recap/consent.ts";
import { bold, join, plain, type TelegramText } from "../render/telegram-text.ts";

/** What the notice about stored messages has to say about this bot. */
export interface NoticeFacts {
  /** The language model that recaps are made with, or `none`. */
  readonly model: string;
  /** Whether messages are on disk, encrypted, or in memory alone. */
  readonly isEncrypted: boolean;
}

/** To be raised when the notice promises something else than before: it then has to be accepted anew. */
const WORDING = 2;

/** Who accepts a notice accepts what is stored, where, and who sees it; another model is another notice. */
export function noticeVersion({ model, isEncrypted }: NoticeFacts): number {
  const digest = createHash("sha256")
    .update(JSON.stringify([model, isEncrypted]))
    .digest();
  return WORDING * 0x10000 + digest.readUInt16BE(0);
}

/** `outdated`: another notice was accepted, so that nothing may be stored or summed up until this one is. */
export type Agreement = "off" | "outdated" | "agreed";

export function agreementOf(
  { on, noticeVersion: accepted }: Consent,
  facts: NoticeFacts,
): Agreement {
  if (!on) return "off";
  return accepted === noticeVersion(facts) ? "agreed" : "outdated";
}

export const noticeText = (
  { retentionDays }: Consent,
  language: Language,
  messages: Messages,
  facts: NoticeFacts,
): TelegramText =>
  join(
    [
      bold(messages(language, "telegram-recap-notice-title")),
      plain(
        messages(language, "telegram-recap-notice", {
          days: retentionDays,
          model: facts.model,
          stored: facts.isEncrypted ? "disk" : "memory",
        }),
      ),
    ],
    "\n\n",
  );
