import type { Language } from "../interview/interview.ts";
import type { Messages } from "../locales/messages.ts";
import { bold, join, plain, type TelegramText } from "./render/telegram-text.ts";

/** The parts of the privacy policy, in order; the document in docs/ is made from the same messages. */
const POLICY_PARTS = ["what", "where", "who", "how-long", "rights", "contact"] as const;

export interface PolicyPart {
  readonly title: string;
  readonly text: string;
}

/** What the policy says depends on how the bot is set up; the document speaks of every case. */
export interface PolicyFacts {
  /** The one that questions are sent to, `none`, or `document`. */
  readonly model: string;
  readonly isEncrypted?: boolean;
}

export const policyOf = (
  language: Language,
  messages: Messages,
  { model, isEncrypted }: PolicyFacts,
): PolicyPart[] =>
  POLICY_PARTS.map((part) => ({
    title: messages(language, `policy-title-${part}`),
    text: messages(language, `policy-${part}`, {
      model,
      stored: model === "document" ? "either" : isEncrypted ? "disk" : "memory",
    }),
  }));

export const privacyText = (
  language: Language,
  messages: Messages,
  facts: PolicyFacts,
): TelegramText =>
  join(
    [
      bold(messages(language, "policy-title")),
      ...policyOf(language, messages, facts).map(({ title, text }) =>
        join([bold(title), plain(text)], "\n"),
      ),
    ],
    "\n\n",
  );
