import type { Context } from "grammy";
import type { Language } from "../interview/interview.ts";
import type { Place } from "./people.ts";

/** Who speaks, where, and in which language they are answered. */
export interface Reader {
  /** Key of whoever speaks: a person, or a chat that posts as itself. */
  readonly person: string;
  /** The language that the person or the group has chosen; then questions do not decide it. */
  readonly fixed: Language | null;
  /** Of what the bot says itself: the chosen one, else the language of the person's Telegram. */
  readonly language: Language;
}

export type BotContext = Context & {
  reader: Reader;
  /** Where it is said; inline queries have none. */
  place: Place | null;
};

/** Chinese for readers of Chinese, English for everybody else. */
export const telegramLanguage = (code: string | undefined): Language =>
  /^zh\b/iu.test(code ?? "") ? "zh" : "en";
