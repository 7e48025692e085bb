import { DateTime } from "luxon";
import type { Language } from "../interview/interview.ts";
import type { Messages } from "../locales/messages.ts";
import type { Author } from "./chat-message.ts";
import { type Recap, SKIP_REASONS } from "./recap.ts";

const MOST_NAMES = 4;

/** Who took part; of many, the first few. */
export function namesOf(
  authors: readonly Author[],
  language: Language,
  messages: Messages,
): string {
  const names = authors
    .slice(0, MOST_NAMES)
    .map(({ name }) => name)
    .join(messages(language, "recap-name-separator"));
  const count = authors.length - MOST_NAMES;
  return count > 0 ? messages(language, "recap-and-others", { names, count }) : names;
}

/** How many messages a recap is of, and how many it passed over, and why. */
export function coverageOf(
  { covered, skipped, reasons }: Recap,
  language: Language,
  messages: Messages,
): string {
  const list = SKIP_REASONS.filter((reason) => reasons[reason] > 0)
    .map((reason) => messages(language, `recap-reason-${reason}`, { count: reasons[reason] }))
    .join(messages(language, "recap-name-separator"));
  return messages(language, "recap-covered", {
    covered,
    skipped,
    reasons: list === "" ? "" : messages(language, "recap-reasons", { list }),
  });
}

/** From its first message to its last; empty without any. */
export function periodOf(
  { from, to }: Pick<Recap, "from" | "to">,
  language: Language,
  messages: Messages,
  timeZone: string,
): string {
  if (from === null || to === null) return "";
  const [first, last] = [from, to].map((time) =>
    DateTime.fromMillis(time, { zone: timeZone }).toFormat("yyyy-LL-dd HH:mm"),
  );
  return messages(language, "recap-period", { from: first!, to: last! });
}
