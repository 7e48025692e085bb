import { isBlank, isCjkAt, skipBlanks } from "./characters.ts";

/** How a sentence that may end at a terminator goes on. */
export interface Continuation {
  /** The terminators: `？！`, `...`. */
  readonly start: number;
  readonly end: number;
  /** Behind the quotation marks, brackets and emphasis that close with it. */
  readonly closed: number;
  /** Whether a quotation closes there. */
  readonly closesQuote: boolean;
  /** Where the text may not be read any further. */
  readonly limit: number;
  /** Where the sentence began. */
  readonly from: number;
}

const TITLE =
  /^(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sr|Jr|St|Gen|Col|Lt|Sgt|Capt|Rep|Sen|Gov|Hon|Rev|Pres|vs|e\.g|i\.e|cf|approx|ca|viz|Fig|figs|No|Nos|Vol|pp|Eq|Sec|Ch|Art|Dept|Univ|Mt|Ft)$/iu;
const MAY_END =
  /^(?:Inc|Ltd|Corp|Co|Bros|etc|al|a\.m|p\.m|U\.S|U\.K|U\.N|E\.U|D\.C|Ph\.D|M\.D|B\.A|M\.A|[A-Za-z](?:\.[A-Za-z])+|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)$/u;
const OPENS_SENTENCE =
  /^["“‘'([]*(?:The|This|That|These|Those|There|He|She|It|We|They|You|I|But|And|So|In|On|At|If|When|What|Why|How|Who|Our|My|His|Her|Their|Its|As|For|After|Before|Yes|No|Then|Now|Some|Many|Most|All|Not)\b/u;
const SAYING_ZH = new RegExp(
  String.raw`^[^。！？!?“”"\n]{0,12}?(?<![来去能会想要应该以])(?:说道?|问道?|答道?|回答道?|表示|补充道?|笑道?|喊道?|解释道?|强调|坦言|回忆道?|告诉(?:我们?|记者|[\p{L} ]{1,12}))着?(?:[。！？!?：:]|[，,](?=\s*["“「]))`,
  "u",
);
const SAYING_EN =
  /^(?:[A-Z][\p{L}.'’-]*\s+){1,3}(?:said|says|asked|asks|told|tells|added|adds|replied|replies|continued|explained|recalled|noted|wrote)(?:\s+(?:me|us|him|her|them|reporters))?[.,:;!?]/u;

/** Whether a sentence ends at these terminators. */
export function endsSentence(text: string, at: Continuation): boolean {
  const next = skipBlanks(text, at.closed, at.limit);
  if (next >= at.limit) return true;
  const after = text.charAt(next);
  if (/[，、；：,;:]/u.test(after)) return false;
  const terminators = text.slice(at.start, at.end);
  const hasGap = next > at.closed;
  const following = text.slice(next, Math.min(at.limit, next + 60));
  if (at.closesQuote && (SAYING_ZH.test(following) || SAYING_EN.test(following))) return false;
  const startsSmall = /^["“‘'([*_]*\p{Ll}/u.test(following);
  if (/[。！？]/u.test(terminators)) return !(startsSmall && at.closesQuote);
  const besideCjk = isCjkAt(text, next, 1) || isCjkAt(text, at.start, -1);
  if (!hasGap && !besideCjk) return false;
  if (/…|\.\./u.test(terminators)) return !startsSmall && at.start - at.from > 2;
  if (/[!?]/u.test(terminators)) return !(startsSmall && at.closesQuote);
  return !startsSmall && endsAtFullStop(text, at, following, besideCjk);
}

function endsAtFullStop(
  text: string,
  at: Continuation,
  following: string,
  besideCjk: boolean,
): boolean {
  const word = wordBefore(text, at.from, at.start);
  const isNumberOfItem =
    /^\d{1,3}$/u.test(word) && onlyBlanks(text, at.from, at.start - word.length);
  if (isNumberOfItem) return false;
  if (isCjkAt(text, at.start, -1)) return true;
  if (besideCjk && /\d$/u.test(word)) return false;
  const bare = word.replace(/^["“‘'([*_]+/u, "");
  if (TITLE.test(bare)) {
    // “No.” and the like are words, too, unless a number follows.
    return bare === "no" || (/^(?:no|art|sec|ch|fig)$/iu.test(bare) && !/^\d/u.test(following));
  }
  if (/^\p{Lu}$/u.test(bare)) return bare === "I" || OPENS_SENTENCE.test(following);
  return !MAY_END.test(bare) || OPENS_SENTENCE.test(following) || besideCjk;
}

function wordBefore(text: string, from: number, end: number): string {
  let start = end;
  while (start > from && end - start < 20 && !isBlank(text.charCodeAt(start - 1))) start--;
  return text.slice(start, end);
}

const onlyBlanks = (text: string, from: number, to: number) =>
  to - from < 20 && /^[\s*_]*$/u.test(text.slice(from, to));
