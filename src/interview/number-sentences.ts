import type { Role, Sentence, Span, Turn } from "./interview.ts";
import { indexMarkers, type Markers } from "./marker-index.ts";
import { createNameFinder } from "./names.ts";
import { findQuotations } from "./quoted-speakers.ts";
import { splitSentences } from "./split-sentences.ts";
import type { TurnDraft } from "./turn-draft.ts";

/** Cuts the turns into sentences and numbers both, in document order; a turn without a sentence goes. */
export function numberSentences(
  id: string,
  source: string,
  drafts: readonly TurnDraft[],
  roles: ReadonlyMap<string, Role>,
): { turns: Turn[]; sentences: Sentence[] } {
  const turns: Turn[] = [];
  const sentences: Sentence[] = [];
  const markersOf = createMarkerCache(source);
  const findName = createNameFinder([...roles.keys()]);
  let block = 0;
  let asked: number | null = null;
  for (const draft of drafts) {
    const { speaker, section } = draft;
    const from = sentences.length;
    for (const piece of draft.pieces) {
      const quotations = speaker === null ? findQuotations(source, piece, findName) : [];
      let next = 0;
      for (const { start, end } of splitSentences(source, piece, markersOf(piece.block))) {
        while (next < quotations.length && quotations[next]!.end <= start) next++;
        const quotedSpeaker = quotedIn(quotations, next, end);
        const number = sentences.length + 1;
        sentences.push({
          id: `${id}-${number}`,
          start,
          end,
          turn: turns.length,
          block,
          quotedSpeaker,
        });
      }
      block++;
    }
    if (sentences.length === from) continue;
    const role: Role = speaker === null ? "narrator" : (roles.get(speaker) ?? "interviewee");
    // A heading, or prose behind the last turn, begins anew.
    if (section !== turns.at(-1)?.section || draft.isEpilogue) asked = null;
    const answers = role === "interviewee" ? asked : null;
    if (role === "interviewer") asked = turns.length;
    turns.push({ speaker, role, section, answers, from, to: sentences.length });
  }
  return { turns, sentences };
}

/** Pieces of one block follow each other: its markers are found once. */
function createMarkerCache(source: string) {
  let known: { block: Span; markers: Markers } | null = null;
  return (block: Span): Markers => {
    if (known?.block !== block) known = { block, markers: indexMarkers(source, block) };
    return known.markers;
  };
}

/** The first speaker quoted before `end`, from the quotation at `first` on. */
function quotedIn(
  quotations: ReturnType<typeof findQuotations>,
  first: number,
  end: number,
): string | null {
  for (let at = first; at < quotations.length && quotations[at]!.start < end; at++)
    if (quotations[at]!.speaker !== null) return quotations[at]!.speaker;
  return null;
}
