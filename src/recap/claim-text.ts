import type { Language } from "../interview/interview.ts";
import type { Messages } from "../locales/messages.ts";
import type { RecapClaim } from "./recap.ts";

/** A claim as one text: who said it and the words, or what a model says of them. */
export const claimText = (
  { exact, text, authors }: RecapClaim,
  language: Language,
  messages: Messages,
): string =>
  exact ? messages(language, "recap-said", { name: authors[0]!.name, words: text }) : text;
