import type { Messages } from "../locales/messages.ts";
import type { Recap, RecapClaim } from "../recap/recap.ts";
import { claimText } from "../recap/claim-text.ts";

/**
 * The shape that outside programs rely on: `from` and `to` are ISO times or null, `covered` and `skipped` counts.
 * The text of a claim that is cut out is "name: words"; after the first colon and its blank it is exact.
 */
export function recapJson(recap: Recap, messages: Messages): string {
  const { chat, mode, covered, skipped, language } = recap;
  const text = (claim: RecapClaim) => claimText(claim, language, messages);
  return JSON.stringify({
    chat: chat.name,
    mode,
    from: isoTime(recap.from),
    to: isoTime(recap.to),
    covered,
    skipped,
    threads: recap.threads.map(({ title, claims, questions, links }) => ({
      title,
      claims: claims.map((claim) => ({ text: text(claim), messages: claim.messages })),
      open_questions: questions.map((claim) => ({ text: text(claim), messages: claim.messages })),
      links: links.map(({ url, messages: ids }) => ({ url, messages: ids })),
    })),
  });
}

const isoTime = (time: number | null): string | null =>
  time === null ? null : new Date(time).toISOString();
