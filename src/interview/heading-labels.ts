import type { Block } from "./blocks.ts";
import type { Label } from "./find-labels.ts";
import { isHeadingLine } from "./headings.ts";
import { isNoSpeaker, looksLikeShortName, roleOfLabel } from "./label-words.ts";
import { quoteOf } from "./quote-of.ts";

interface Found {
  readonly name: string;
  readonly block: Block;
  readonly asks: boolean;
}

const MAX_HEADING = 100;
const NAME = /^[\p{L}\p{M}\p{N}.·•・'’&\- （）()]+$/u;

/**
 * Headings that are labels: names that recur as headings, of those who speak elsewhere, too, or of at
 * least two, one of whom asks. All other headings are sections.
 */
export function findHeadingLabels(
  source: string,
  blocks: readonly Block[],
  speakers: ReadonlySet<string>,
): Label[] {
  const found = findNames(source, blocks);
  const recurring = recurringNames(found);
  const asks = found.some(
    ({ name, asks }) => recurring.has(name) && (asks || roleOfLabel(name) === "interviewer"),
  );
  const talk = recurring.size > 1 && asks;
  const labels: Label[] = [];
  for (const { name, block } of found) {
    if (!recurring.has(name) || !(talk || speakers.has(name))) continue;
    const { start, end } = block;
    labels.push({ name, speaker: name, bold: false, bracketed: false, start, end, bodyStart: end });
  }
  return labels;
}

/** Headings in the shape of a name, right above text. */
function findNames(source: string, blocks: readonly Block[]): Found[] {
  const found: Found[] = [];
  for (const [index, block] of blocks.entries()) {
    const { kind, start, end } = block;
    const next = blocks[index + 1];
    if (kind === "rule" || end - start > MAX_HEADING || next?.kind !== "text") continue;
    if ((kind === "text" && !isHeadingLine(source, block)) || isHeadingLine(source, next)) continue;
    const name = nameOfHeading(source, block);
    if (
      !NAME.test(name) ||
      isNoSpeaker(name) ||
      !(roleOfLabel(name) !== null || looksLikeShortName(name))
    )
      continue;
    const asks = /[?？]/u.test(source.slice(next.start, Math.min(next.end, next.start + 400)));
    found.push({ name, block, asks });
  }
  return found;
}

function recurringNames(found: readonly Found[]): Set<string> {
  const seen = new Set<string>();
  const recurring = new Set<string>();
  for (const { name } of found) (seen.has(name) ? recurring : seen).add(name);
  return recurring;
}

const nameOfHeading = (source: string, { start, end }: Block) =>
  quoteOf(source.slice(start, end))
    .replace(/\s*[:：]\s*$/u, "")
    .replace(/\s+/gu, " ")
    .trim();
