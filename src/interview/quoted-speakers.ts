import type { Span } from "./interview.ts";
import type { NameFinder } from "./names.ts";

interface Quotation extends Span {
  speaker: string | null;
}

const VERB = [
  "说(?!明|法|服)|(?<![知报街频])道(?![路理德])|表示|告诉|(?<![所号名])称(?!为)|问(?!题)|(?<!解)答(?!案)|补充|坦言",
  "强调|解释|回忆|指出|写道|认为",
  String.raw`\b(?:said|says|told|tells|asked|asks|added|adds|replied|replies|recalled|recalls|explained)\b`,
  String.raw`\b(?:explains|wrote|writes|continued|noted|insisted)\b`,
].join("|");
const SAYS = new RegExp(VERB, "iu");
/** What leads up to a quotation ends in a verb of saying, or nearly. */
const LEADS_IN = new RegExp(`(?:${VERB})[^。！？.!?]{0,14}[：:,，]?\\s*$`, "iu");
const PRONOUN = /他(?!们)|她(?!们)|\b(?:he|she)\b/iu;
const CLAUSE = /^[^。！？.!?“"「\n]{0,60}/u;
const LEAD = /[^。！？.!?”"」]{0,60}$/u;
const MAX_BLOCK = 100_000;

/** Whom a block of narrator prose quotes where: quotations that it says a known speaker said. */
export function findQuotations(source: string, block: Span, findName: NameFinder): Quotation[] {
  const text = source.slice(block.start, Math.min(block.end, block.start + MAX_BLOCK));
  const quotations: Quotation[] = [];
  let named: string | null = null;
  let before = 0;
  let previous: string | null = null;
  for (const { start, end } of quotationSpans(text)) {
    const gap = text.slice(before, start);
    const lead = LEAD.exec(gap.slice(-60))?.[0] ?? "";
    const clause = CLAUSE.exec(text.slice(end, end + 60))?.[0] ?? "";
    named = findName(gap)?.name ?? named;
    // A quotation without a clause of its own that follows a quotation's clause goes on with it.
    const goesOn = isBetweenParts(gap);
    const speaker: string | null =
      speakerIn(clause, SAYS, named, findName) ??
      speakerIn(lead, LEADS_IN, named, findName) ??
      (goesOn ? previous : null);
    quotations.push({ start: block.start + start, end: block.start + end, speaker });
    previous = speaker;
    before = end;
  }
  return quotations;
}

function speakerIn(
  clause: string,
  says: RegExp,
  named: string | null,
  findName: NameFinder,
): string | null {
  if (!says.test(clause)) return null;
  return findName(clause)?.name ?? (PRONOUN.test(clause) ? named : null);
}

/** Nothing lies between, or only the clause that told who spoke. */
const isBetweenParts = (gap: string) =>
  gap.length <= 60 &&
  (/^[\s*_]*$/u.test(gap) || (SAYS.test(gap) && /^[^。！？.!?]*[。！？.!?,，][\s*_]*$/u.test(gap)));

/** Outermost quotations; one that does not close runs to the end of its block. */
function quotationSpans(text: string): Span[] {
  const spans: Span[] = [];
  const pairs: Readonly<Record<string, string>> = { "“": "”", "「": "」", '"': '"' };
  for (let at = 0; at < text.length; at++) {
    const closing = pairs[text.charAt(at)];
    if (closing === undefined) continue;
    const close = text.indexOf(closing, at + 1);
    if (close < 0 && closing === '"') continue;
    const end = close < 0 ? text.length : close + 1;
    spans.push({ start: at, end });
    at = end - 1;
  }
  return spans;
}
