import type { Block } from "./blocks.ts";
import { lineEndOf, skipBlanksBack } from "./characters.ts";
import { findHeadingLabels } from "./heading-labels.ts";
import { isHeadingLine } from "./headings.ts";
import { labelAt, type LabelCandidate } from "./label-at.ts";
import {
  isNoSpeaker,
  isUnmistakable,
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
  /** Uses in square brackets, which set much else apart. */
  bracketed: number;
  /** Uses followed by a question. */
  asks: number;
  /** Uses right below what a word like “记者” labels, in the same block or the next. */
  replies: number;
}

interface Found extends LabelCandidate {
  readonly key: string;
  /** In a line that may as well be a heading: no evidence. */
  readonly inHeading: boolean;
  readonly opensBlock: boolean;
  /** Index of its block. */
  readonly block: number;
}

/**
 * The labels of a transcript. A colon proves nothing: what stands before it is a speaker when it recurs,
 * or takes turns with others, and has the shape of a name or is a word like “Q” or “记者”.
 */
export function findLabels(source: string, blocks: readonly Block[]): Label[] {
  const found = findCandidates(source, blocks);
  const named = found.filter(({ name }) => name !== "");
  const keys = acceptedKeys(source, named, blocks);
  const headings = findHeadingLabels(source, blocks, new Set(keys.values()));
  const labels: Label[] = [];
  for (const candidate of found) {
    const speaker = keys.get(candidate.key);
    if (candidate.name === "") labels.push(Object.assign(candidate, { speaker: null }));
    else if (speaker !== undefined) labels.push(Object.assign(candidate, { speaker }));
  }
  return [...labels, ...headings].sort((a, b) => a.start - b.start);
}

function findCandidates(source: string, blocks: readonly Block[]): Found[] {
  const found: Found[] = [];
  const keyOf = createKeys();
  for (const [index, block] of blocks.entries()) {
    if (block.kind !== "text") continue;
    const inHeading = isHeadingLine(source, block);
    for (let start = block.start; start < block.end;) {
      const end = lineEndOf(source, start, block.end);
      const label = labelAt(source, start, end, block.end);
      const key = label && keyOf(label.name);
      const opensBlock = start === block.start;
      if (label && key !== null)
        found.push(Object.assign(label, { key, inHeading, opensBlock, block: index }));
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
  const isBracketed = (key: string) => evidence.get(key)!.bracketed === uses(key);
  const fits = (key: string) =>
    isKnown(key) || looksLikeName(key) || (isBold(key) && uses(key) > 1);
  const sure = keys.filter((key) => fits(key) && (isKnown(key) || uses(key) > 1));
  // One name that recurs in brackets may be a tag: it takes someone to talk to.
  const strong = sure.filter((key) => isKnown(key) || !isBracketed(key) || sure.length > 1);
  const boldRules = strong.filter(isBold).length > strong.length / 2;
  const weak = keys.filter((key) => !sure.includes(key) && looksLikeShortName(key));
  if (strong.length === 0)
    return named(
      exchange(
        source,
        found,
        weak.filter((key) => !isBracketed(key)),
        evidence,
        blocks,
      ),
    );
  // A name that occurs once must look like the others: bold, and where a line begins or only a block.
  const insideBlocks = strong.some((key) => evidence.get(key)!.opens < uses(key));
  const lacksAnswers = strong.every((key) => roleOfLabel(key) === "interviewer");
  const bracketsRule = strong.every(isBracketed);
  const fitting = weak.filter(
    (key) =>
      isBracketed(key) === bracketsRule &&
      ((lacksAnswers && evidence.get(key)!.replies > 0) ||
        ((!boldRules || isBold(key)) && (insideBlocks || evidence.get(key)!.opens > 0))),
  );
  const all = [...strong, ...fitting];
  const lonely = all.length === 1 && uses(all[0]!) < 2;
  return named(lonely ? all.filter((key) => opensSpeech(source, found, key)) : all);
}

function weigh(source: string, found: readonly Found[]): Map<string, Evidence> {
  const evidence = new Map<string, Evidence>();
  let before: Found | null = null;
  for (const one of found) {
    const { key, bold, bracketed, bodyStart, inHeading, opensBlock, block } = one;
    if (inHeading) continue;
    const none = { uses: 0, opens: 0, bold: 0, bracketed: 0, asks: 0, replies: 0 };
    const known = evidence.get(key) ?? none;
    known.uses++;
    if (opensBlock) known.opens++;
    if (bold) known.bold++;
    if (bracketed) known.bracketed++;
    if (/^[^\n]*[?？]/u.test(source.slice(bodyStart, bodyStart + 400))) known.asks++;
    if (before && block - before.block <= (opensBlock ? 1 : 0) && asks(source, before))
      known.replies++;
    evidence.set(key, known);
    before = one;
  }
  return evidence;
}

/** Whether a word like “记者” opens something said: a name alone is a credit. */
function asks(source: string, { key, bodyStart }: Found): boolean {
  if (roleOfLabel(key) !== "interviewer") return false;
  const end = lineEndOf(source, bodyStart, Math.min(source.length, bodyStart + MAX_CREDIT));
  const body = source.slice(bodyStart, skipBlanksBack(source, bodyStart, end));
  return /[。！？!?.…]$/u.test(body) || !looksLikeShortName(body);
}

/** A word like “记者” that occurs once opens what is said, where a sentence follows: not a name, as in a credit. */
function opensSpeech(source: string, found: readonly Found[], key: string): boolean {
  const one = found.find((candidate) => candidate.key === key && !candidate.inHeading);
  if (!one || !isUnmistakable(key)) return false;
  // Inside a paragraph, the line may be a wrapped one, and go on with a sentence.
  const before = skipBlanksBack(source, Math.max(0, one.start - 100), one.start);
  if (!one.opensBlock && !/[。！？!?.…”"]/u.test(source.charAt(before - 1))) return false;
  return /^[^\n]*[。！？!?.…]/u.test(source.slice(one.bodyStart, one.bodyStart + 400));
}

/** The names, once each, of a conversation too short for any to recur. */
function exchange(
  source: string,
  found: readonly Found[],
  keys: readonly string[],
  evidence: ReadonlyMap<string, Evidence>,
  blocks: readonly Block[],
): readonly string[] {
  if (isExchange(keys, evidence, blocks)) return keys;
  const [first, second] = found.filter(({ inHeading }) => !inHeading);
  if (!first || !second || !first.opensBlock || first.key === second.key) return [];
  const isPair = keys.includes(first.key) && keys.includes(second.key);
  return isPair && isAnswered(source, first, second, blocks) ? [first.key, second.key] : [];
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

/** Names are shorter. */
const MAX_CREDIT = 100;
/** More than a short lead above two names makes it doubtful that they talk. */
const MAX_LEAD = 3;

/** Whether, near the start, one paragraph asks under one name, and the next begins with the other. */
function isAnswered(
  source: string,
  first: Found,
  second: Found,
  blocks: readonly Block[],
): boolean {
  const lead = blocks.slice(0, first.block).filter(({ kind }) => kind === "text").length;
  if (lead > MAX_LEAD || second.block - first.block > (second.opensBlock ? 1 : 0)) return false;
  const end = skipBlanksBack(source, first.bodyStart, second.start);
  return /[?？][*_”"’'」』)）]*$/u.test(source.slice(Math.max(first.bodyStart, end - 20), end));
}

const named = (keys: readonly string[]) => new Map(keys.map((key) => [key, key]));
