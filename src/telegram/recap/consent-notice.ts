import { createHash } from "node:crypto";
import type { Language } from "../../interview/interview.ts";
import type { Messages } from "../../locales/messages.ts";
import { bold, join, plain, type TelegramText } from "../render/telegram-text.ts";

/** What the notice about stored messages has to say about this bot. */
export interface NoticeFacts {
  /** The language model that recaps are made with, or `none`. */
  readonly model: string;
  /** Whether messages are on disk, encrypted, or in memory alone. */
  readonly isEncrypted: boolean;
}

/** To be raised when the notice promises something else than before: it then has to be accepted anew. */
const WORDING = 1;

/** Who accepts a notice accepts what is stored and who sees it; another model is another notice. */
export function noticeVersion({ model }: NoticeFacts): number {
  const digest = createHash("sha256").update(model).digest();
  return WORDING * 0x10000 + digest.readUInt16BE(0);
}

export const noticeText = (
  retentionDays: number,
  language: Language,
  messages: Messages,
  { model, isEncrypted }: NoticeFacts,
): TelegramText =>
  join(
    [
      bold(messages(language, "telegram-recap-notice-title")),
      plain(
        messages(language, "telegram-recap-notice", {
          days: retentionDays,
          model,
          stored: isEncrypted ? "disk" : "memory",
        }),
      ),
    ],
    "\n\n",
  );
