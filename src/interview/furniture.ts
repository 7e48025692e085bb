import type { Block } from "./blocks.ts";
import { skipBlanksBack } from "./characters.ts";
import type { Label } from "./find-labels.ts";
import { quoteOf } from "./quote-of.ts";

export interface FurnitureClues {
  readonly labels: readonly Label[];
  /** Where the text after the reporter's byline begins, if there is one. */
  readonly leadStart: number | null;
  /** URLs that the article states, to recognise torn-off pieces of them. */
  readonly urls: readonly string[];
}

const TEXT_FOLLOWS = new RegExp(
  "^(?:" +
    [
      "(?:以下|下面)(?:是|为|系)?(?:.{0,12})(?:原文|全文|译文|正文|实录|专访|访谈|采访|对话|问答)(?:全文|实录|内容|原文|正文|译文|如下)*",
      "(?:采访|访谈|对话|专访)?(?:原文|全文|译文|正文|实录)(?:内容)?如下",
      "(?:采访|访谈|对话|专访)(?:内容)?如下",
      "(?:the following|what follows|below|here) (?:is|are) (?:the|our|a|an) .{0,40}(?:text|transcript|interview|conversation|translation|article)",
      "(?:the )?(?:full|original|complete) (?:text|transcript|interview|article)(?: follows| below)?",
    ].join("|") +
    ")[。.：:！!]?$",
  "iu",
);
const MAX_MARKER = 60;
/** A longer beginning is more than a publishing account's introduction. */
const MAX_INTRODUCTION = 2_000;

const BARE_LINK =
  /^(?:<?(?:https?:\/\/|www\.)[^\s\p{Script=Han}]+>?|\[[^\]\n]*\]\([^)\s]*\)|\[[^\]\n]{1,60}\]: \S+.*)$/u;
const ENDED = /^[\s—–\-（(【[*_]*(?:END|完|全文完|the end|fin)[\s—–\-）)】\]*_.。]*$/iu;
const PLEA_ZH = /点赞|在看|转发|分享|关注|收藏|订阅|扫码|扫描|二维码|留言|星标|加群|阅读原文/gu;
const INVITES_ZH = /欢迎|点击|记得|别忘|长按|识别|请|赶快|快来/u;
const PLEA_EN =
  /^(?:please |and |don't forget to |if you .{0,40}, )*(?:like|share|subscribe|follow|click|tap|sign up|scan|join)\b.*\b(?:like|share|subscribe|follow|newsletter|channel|us|below|code|article|post|story|page)\b/iu;
const MAX_PLEA = 100;
const MAX_SLOGAN = 30;

/** The blocks without what belongs to the publication and not to the interview. */
export function withoutFurniture(
  source: string,
  blocks: readonly Block[],
  clues: FurnitureClues,
): Block[] {
  const labelled = new Set(labelledBlocks(blocks, clues.labels));
  const body = withoutIntroduction(source, blocks, clues).filter(
    (block) => block.kind !== "text" || labelled.has(block) || !isBareLink(source, block),
  );
  return withoutPleas(source, body, clues);
}

function* labelledBlocks(blocks: readonly Block[], labels: readonly Label[]): Generator<Block> {
  let next = 0;
  for (const block of blocks) {
    while (next < labels.length && labels[next]!.start < block.start) next++;
    if (next < labels.length && labels[next]!.start < block.end) yield block;
  }
}

/**
 * What an account writes above a text that it publishes goes, where a line like “原文如下” sets it apart
 * from a lead, or a rule from a byline. Before a transcript without a lead it may be the lead: it stays.
 */
function withoutIntroduction(
  source: string,
  blocks: readonly Block[],
  { labels, leadStart }: FurnitureClues,
): Block[] {
  const firstTurn = labels.find(({ speaker }) => speaker !== null)?.start ?? source.length;
  const turnAt = blocks.findIndex(({ end }) => end > firstTurn);
  const opening = turnAt < 0 ? blocks : blocks.slice(0, turnAt);
  const marker = opening.findLastIndex((block) => isMarker(source, block));
  const next = opening.slice(marker + 1).find(({ kind }) => kind !== "rule");
  let cut = marker;
  if (marker < 0 && leadStart !== null) {
    const lead = opening.findIndex(({ start }) => start >= leadStart);
    if (lead > 0 && opening[lead - 1]!.kind === "rule") cut = lead - 1;
  }
  const dropped = opening.slice(0, Math.max(cut, 0));
  const length = dropped.reduce((sum, { start, end }) => sum + end - start, 0);
  const hasLead = marker < 0 || next?.kind === "text";
  if (cut >= 0 && hasLead && length <= MAX_INTRODUCTION) return blocks.slice(cut + 1);
  return blocks.filter((_, index) => index !== marker);
}

function isMarker(source: string, { kind, start, end }: Block): boolean {
  if (kind === "rule" || end - start > MAX_MARKER) return false;
  return TEXT_FOLLOWS.test(quoteOf(source.slice(start, end)).trim());
}

const isBareLink = (source: string, { start, end }: Block) =>
  end - start <= 2_000 && BARE_LINK.test(quoteOf(source.slice(start, end)).trim());

/** From the end upwards, as long as lines ask to like and share, or are the debris around that. */
function withoutPleas(
  source: string,
  blocks: readonly Block[],
  { labels, urls }: FurnitureClues,
): Block[] {
  const kept = [...blocks];
  const lastBody = labels.at(-1)?.bodyStart ?? 0;
  while (kept.length > 0) {
    const block = kept.at(-1)!;
    if (block.kind === "rule") {
      kept.pop();
      continue;
    }
    if (block.kind === "heading") return kept;
    const end = endBeforePleas(source, block, Math.max(block.start, lastBody), urls);
    if (end === block.end) return kept;
    kept.pop();
    if (end > block.start) return [...kept, { ...block, end }];
  }
  return kept;
}

function endBeforePleas(
  source: string,
  block: Block,
  from: number,
  urls: readonly string[],
): number {
  let end = block.end;
  let pleaded = false;
  while (end > block.start) {
    const start = Math.max(source.lastIndexOf("\n", end - 1) + 1, block.start);
    // The line on which the last turn begins is never furniture.
    if (start < from && from > block.start) break;
    const line = end - start > 300 ? "" : quoteOf(source.slice(start, end)).trim();
    const isPlea = asksToShare(line);
    const isSlogan = pleaded && line.length <= MAX_SLOGAN && !/[。！？!?.…：:”"，,]$/u.test(line);
    if (line === "" || !(isPlea || isSlogan || ENDED.test(line) || isTornUrl(line, urls))) break;
    pleaded ||= isPlea;
    end = skipBlanksBack(source, block.start, start);
  }
  return end;
}

function asksToShare(line: string): boolean {
  if (line.length > MAX_PLEA || /[?？]$|我(?!们)/u.test(line)) return false;
  const pleas = new Set(line.match(PLEA_ZH)).size;
  return pleas > 1 || (pleas === 1 && INVITES_ZH.test(line)) || PLEA_EN.test(line);
}

const isTornUrl = (line: string, urls: readonly string[]) =>
  /^[\w\-./?=&%#:~]{8,}$/u.test(line) && urls.some((url) => url.includes(line));
