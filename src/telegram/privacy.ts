import type { Language } from "../interview/interview.ts";
import type { Messages } from "../locales/messages.ts";
import { bold, join, plain, type TelegramText } from "./render/telegram-text.ts";

/** The parts of the privacy policy, in order; the document in docs/ is made from the same messages. */
export const POLICY_PARTS = ["what", "where", "who", "how-long", "rights", "contact"] as const;

export interface PolicyPart {
  readonly title: string;
  readonly text: string;
}

/** `model`: the one that questions are sent to, or `none`; the document speaks of both cases. */
export const policyOf = (
  language: Language,
  messages: Messages,
  { model }: { readonly model: string },
): PolicyPart[] =>
  POLICY_PARTS.map((part) => ({
    title: messages(language, `policy-title-${part}`),
    text: messages(language, `policy-${part}`, { model }),
  }));

export const privacyText = (language: Language, messages: Messages, model: string): TelegramText =>
  join(
    [
      bold(messages(language, "policy-title")),
      ...policyOf(language, messages, { model }).map(({ title, text }) =>
        join([bold(title), plain(text)], "\n"),
      ),
    ],
    "\n\n",
  );
