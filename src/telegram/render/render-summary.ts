import { sectionTitle } from "../../answer/notes.ts";
import type { Citation } from "../../answer/reply.ts";
import type { Summary } from "../../answer/summarise.ts";
import type { Language } from "../../interview/interview.ts";
import type { RenderDeps } from "./attribution.ts";
import { clip } from "./cut-text.ts";
import { provenance } from "./provenance.ts";
import { renderClaims, type Room } from "./render-claims.ts";
import { bold, plain, type TelegramText } from "./telegram-text.ts";

/** In UTF-16 units. */
const LONGEST_HEADING = 150;

/** The messages that the summary of one interview becomes, in order; at least one. */
export function renderSummary(
  summary: Summary,
  language: Language,
  deps: RenderDeps,
  room: Room,
): TelegramText[] {
  const { interview, title, citations, claims } = summary;
  if (claims.length === 0) {
    const isEmpty = deps.corpus.interviews.length === 0;
    return [plain(deps.messages(language, isEmpty ? "library-empty" : "summary-nothing"))];
  }
  const head = bold(clip(title ?? interview, LONGEST_HEADING));
  const footer = provenance(citations, language, deps);
  const heading = (first: Citation, before: Citation | undefined) =>
    first.section === null || first.section === before?.section
      ? plain("")
      : bold(clip(sectionTitle(first, language, deps), LONGEST_HEADING));
  const options = { ...room, style: plain, isBrief: true, heading };
  return renderClaims({ ...summary, head, footer }, language, deps, options);
}
