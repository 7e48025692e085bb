import type { Block } from "./blocks.ts";
import { lineEndOf } from "./characters.ts";
import { isHeadingLine } from "./headings.ts";
import { labelAt, type LabelCandidate } from "./label-at.ts";
import {
  isNoSpeaker,
  looksLikeName,
  looksLikeShortName,
  roleOfLabel,
  withoutNumber,
} from "./label-words.ts";

/** A turn's label where it stands, or a timestamp that only parts a paragraph (`speaker` null). */
export interface Label extends LabelCandidate {
  readonly speaker: string | null;
}

interface Evidence {
  uses: number;
  /** Uses that open a block; the others begin a line within one. */
  opens: number;
  bold: number;
  /** Uses followed by a question. */
  asks: number;
}

interface Found extends LabelCandidate {
  readonly key: string;
  /** In a line that may as well be a heading: no evidence. */
  readonly inHeading: boolean;
  readonly opensBlock: boolean;
}

/**
 * The labels of a transcript. A colon proves nothing: what stands before it is a speaker when it recurs,
 * or takes turns with others, and has the shape of a name or is a word like “Q” or “记者”.
 */
export function findLabels(source: string, blocks: readonly Block[]): Label[] {
  const found = findCandidates(source, blocks);
  const named = found.filter(({ name }) => name !== "");
  const keys = acceptedKeys(source, named, blocks);
  const labels: Label[] = [];
  for (const candidate of found) {
    const speaker = keys.get(candidate.key);
    if (candidate.name === "") labels.push(Object.assign(candidate, { speaker: null }));
    else if (speaker !== undefined) labels.push(Object.assign(candidate, { speaker }));
  }
  return labels;
}

function findCandidates(source: string, blocks: readonly Block[]): Found[] {
  const found: Found[] = [];
  const keyOf = createKeys();
  for (const block of blocks) {
    if (block.kind !== "text") continue;
    const inHeading = isHeadingLine(source, block);
    for (let start = block.start; start < block.end;) {
      const end = lineEndOf(source, start, block.end);
      const label = labelAt(source, start, end, block.end);
      const key = label && keyOf(label.name);
      if (label && key !== null)
        found.push(Object.assign(label, { key, inHeading, opensBlock: start === block.start }));
      start = end + 1;
    }
  }
  return mergeTitles(found);
}

/** What uses of a label have in common; `null` for what is no label. */
function createKeys() {
  const keys = new Map<string, string | null>([["", ""]]);
  return (name: string): string | null => {
    let key = keys.get(name);
    if (key === undefined) {
      key = isNoSpeaker(name) ? null : withoutNumber(name).replace(/\s+/gu, " ");
      keys.set(name, key);
    }
    return key;
  };
}

/** `Sam Altman (CEO)` is `Sam Altman`, where both occur. */
function mergeTitles(found: Found[]): Found[] {
  const keys = new Set(found.map(({ key }) => key));
  const bases = new Map<string, string>();
  for (const key of keys) {
    const base = key.replace(/\s?[（(][^()（）]*[)）]$/u, "");
    if (base !== key && keys.has(base)) bases.set(key, base);
  }
  if (bases.size === 0) return found;
  return found.map((one) => ({ ...one, key: bases.get(one.key) ?? one.key }));
}

/** @returns the speaker for every key that is a label here. */
function acceptedKeys(
  source: string,
  found: readonly Found[],
  blocks: readonly Block[],
): Map<string, string> {
  const evidence = weigh(source, found);
  const keys = [...evidence.keys()];
  const uses = (key: string) => evidence.get(key)!.uses;
  const isKnown = (key: string) => roleOfLabel(key) !== null;
  const isBold = (key: string) => evidence.get(key)!.bold > 0;
  const fits = (key: string) =>
    isKnown(key) || looksLikeName(key) || (isBold(key) && uses(key) > 1);
  const strong = keys.filter((key) => fits(key) && (isKnown(key) || uses(key) > 1));
  const boldRules = strong.filter(isBold).length > strong.length / 2;
  const weak = keys.filter((key) => !strong.includes(key) && looksLikeShortName(key));
  if (strong.length === 0) return isExchange(weak, evidence, blocks) ? named(weak) : named([]);
  // A name that occurs once must look like the others: bold, and where a line begins or only a block.
  const insideBlocks = strong.some((key) => evidence.get(key)!.opens < uses(key));
  const fitting = weak.filter(
    (key) => (!boldRules || isBold(key)) && (insideBlocks || evidence.get(key)!.opens > 0),
  );
  const all = [...strong, ...fitting];
  const lonely = all.length === 1 && uses(all[0]!) < 2;
  return named(lonely ? [] : all);
}

function weigh(source: string, found: readonly Found[]): Map<string, Evidence> {
  const evidence = new Map<string, Evidence>();
  for (const { key, bold, bodyStart, inHeading, opensBlock } of found) {
    if (inHeading) continue;
    const known = evidence.get(key) ?? { uses: 0, opens: 0, bold: 0, asks: 0 };
    known.uses++;
    if (opensBlock) known.opens++;
    if (bold) known.bold++;
    if (/^[^\n]*[?？]/u.test(source.slice(bodyStart, bodyStart + 400))) known.asks++;
    evidence.set(key, known);
  }
  return evidence;
}

/** Two names, once each, are a conversation when they open most paragraphs and one of them asks. */
function isExchange(
  keys: readonly string[],
  evidence: ReadonlyMap<string, Evidence>,
  blocks: readonly Block[],
): boolean {
  const texts = blocks.filter(({ kind }) => kind === "text").length;
  const asks = keys.some((key) => evidence.get(key)!.asks > 0);
  const bold = keys.every((key) => evidence.get(key)!.bold > 0);
  return keys.length > 1 && keys.length * 2 >= texts && (asks || bold);
}

const named = (keys: readonly string[]) => new Map(keys.map((key) => [key, key]));
