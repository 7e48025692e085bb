import type { Citation, Claim } from "../../answer/reply.ts";
import type { Language } from "../../interview/interview.ts";
import { notesOn, numberOf, quoteBlock, type RenderDeps } from "./attribution.ts";
import { type Block, type QuoteBlock, textBlock } from "./block.ts";
import { bold, join, plain, type TelegramText } from "./telegram-text.ts";

export interface Cited {
  readonly claims: readonly Claim[];
  readonly citations: readonly Citation[];
}

export interface LeadOptions {
  readonly fold: boolean;
  readonly style: (words: string) => TelegramText;
  /** Whether leads say enough about what was asked. */
  readonly isBrief?: boolean;
  /** Over the lead of a claim whose first quote is this one, behind a claim whose first quote was that. */
  readonly heading?: (first: Citation, before: Citation | undefined) => TelegramText;
}

/** For claims that say whose words follow, and on what: each over its quotes. */
export function leadBlocks(
  cited: Cited,
  language: Language,
  deps: RenderDeps,
  { fold, style, isBrief = false, heading }: LeadOptions,
): Block[] {
  const full = (citation: Citation) => quoteBlock(citation, language, deps, { fold });
  const { parts, rest } = eachOnce(cited);
  const blocks = parts.flatMap(({ text, all: [first], fresh, again }, at) => {
    const numbers = fresh.map((one) => plain(numberOf(one)));
    const line = join([numbers[0] ?? plain(""), style(text), references(again)], " ");
    const above = first && heading ? heading(first, parts[at - 1]?.all[0]) : plain("");
    const lead = text === "" ? plain("") : join([above, line], "\n");
    const quotes = fresh.map(full);
    const own = fresh.map((citation, i) => {
      if (i > 0) return isLike(citation, fresh[i - 1]!) ? numbers[i]! : quotes[i]!.alone;
      const notes = isBrief ? [] : notesOn(citation, text, language, deps);
      return join([nameUnlessIn(text, citation), ...notes.map(plain)], "\n");
    });
    return tied(lead, quotes, own);
  });
  return [...blocks, ...rest.map(full)];
}

/** For claims that say something themselves: each with the numbers of its quotes, and over those of them that are new. */
export function claimBlocks(
  cited: Cited,
  language: Language,
  deps: RenderDeps,
  fold: boolean,
): Block[] {
  const full = (citation: Citation) => quoteBlock(citation, language, deps, { fold });
  const { parts, rest } = eachOnce(cited);
  const blocks = parts.flatMap(({ text, all, fresh }) => {
    const quotes = fresh.map(full);
    return tied(
      claimLine(text, all),
      quotes,
      quotes.map(({ alone }) => alone),
    );
  });
  return [...blocks, ...rest.map(full)];
}

/** The claims first, as an answer to read, and all quotes after them. */
export function claimsThenQuotes(
  cited: Cited,
  language: Language,
  deps: RenderDeps,
  fold: boolean,
): Block[] {
  const lines = eachOnce(cited).parts.map(({ text, all }) => textBlock(claimLine(text, all)));
  const quotes = cited.citations.map((one) => quoteBlock(one, language, deps, { fold }));
  return [...lines, ...quotes];
}

const claimLine = (text: string, cited: readonly Citation[]): TelegramText =>
  join([plain(text), references(cited)], " ");

/** A longer lead, in UTF-16 units, stands by itself instead of staying with the first of its quotes. */
const LONGEST_LEAD = 600;

/** The first quote stays with its lead; what stands over the others relies on the lead that was before. */
function tied(
  lead: TelegramText,
  quotes: readonly QuoteBlock[],
  own: readonly TelegramText[],
): Block[] {
  if (lead.text === "") return [...quotes];
  if (quotes.length === 0 || lead.text.length > LONGEST_LEAD) return [textBlock(lead), ...quotes];
  return quotes.map((block, i) => {
    if (i > 0) return { ...block, above: own[i]! };
    const above = join([lead, own[0]!], "\n");
    return { ...block, above, alone: above };
  });
}

/** The quotes of each claim, of which those are fresh that no claim before it has; and those of no claim. */
function eachOnce({ claims, citations }: Cited) {
  const byNumber = new Map(citations.map((citation) => [citation.n, citation]));
  const shown = new Set<number>();
  const parts = claims.map((claim) => {
    const all = [...new Set(claim.citations)].flatMap((n) => byNumber.get(n) ?? []);
    const fresh = all.filter(({ n }) => !shown.has(n));
    for (const { n } of fresh) shown.add(n);
    return {
      text: claim.text.trim(),
      all,
      fresh,
      again: all.filter((one) => !fresh.includes(one)),
    };
  });
  return { parts, rest: citations.filter(({ n }) => !shown.has(n)) };
}

const references = (cited: readonly Citation[]): TelegramText =>
  plain(cited.map(numberOf).join(""));

/** Whether the same person answers the same question. */
const isLike = (one: Citation, other: Citation): boolean =>
  one.speaker === other.speaker &&
  one.quoted_speaker === other.quoted_speaker &&
  one.question === other.question &&
  one.section === other.section &&
  one.interview === other.interview;

function nameUnlessIn(lead: string, { speaker, quoted_speaker }: Citation): TelegramText {
  const name = speaker ?? quoted_speaker;
  return name === null || lead.includes(name) ? plain("") : bold(name);
}
