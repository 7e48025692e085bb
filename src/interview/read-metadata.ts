import type { Block } from "./blocks.ts";
import { plainByline } from "./byline.ts";
import { lineEndOf, skipBlanks, skipBlanksBack } from "./characters.ts";
import type { MetadataField, Span } from "./interview.ts";
import { looksLikeName } from "./label-words.ts";
import { quoteOf } from "./quote-of.ts";
import { urlAt } from "./url-at.ts";

export interface Header {
  readonly facts: ReadonlyMap<MetadataField, Span>;
  /** The blocks without what states those facts. */
  readonly blocks: readonly Block[];
  /** Where the text after the reporter's byline begins, if there is one. */
  readonly leadStart: number | null;
}

/** Keys of the lines that stand above an article; `null` for facts that nobody asks for. */
const KEYS: readonly (readonly [RegExp, MetadataField | null])[] = [
  [/^(?:标题|文章标题|title)$/iu, "title"],
  [
    /^(?:文章作者|作者|公众号|账号|发布者|发布账号|来源|publisher|author|source|account)$/iu,
    "publisher",
  ],
  [
    /^(?:发布时间|发布日期|发表时间|发表日期|日期|published|published on|date|posted)$/iu,
    "published",
  ],
  [/^(?:发布地|发布地点|地点|place|location)$/iu, "place"],
  [
    /^(?:采访链接|英文原文|原始链接|访谈链接|原文地址|original|original url|original link)$/iu,
    "originalUrl",
  ],
  [/^(?:原文链接|文章链接|链接|网址|url|link|source url)$/iu, "url"],
  [
    /^(?:封面图?链接|封面|标签|编辑|责编|责任编辑|翻译|译者|校对|排版|审核|视频链接|音频链接|tags|editor|translator|cover|cover image)$/iu,
    null,
  ],
];

const MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\\.?";
const DATE = new RegExp(
  [
    String.raw`\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日`,
    String.raw`\d{4}[-/.]\d{1,2}[-/.]\d{1,2}`,
    String.raw`${MONTH}\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}`,
    String.raw`\d{1,2}\s${MONTH},?\s\d{4}`,
  ].join("|"),
  "u",
);
const BYLINE = new RegExp(
  String.raw`^(?<label>[*_]*(?:(?:记者|采访|作者|撰文|文|采访者|Reporter|Interview by|Reported by|Written by|Interviewer)[*_]*\s?[:：]|By)[*_]*\s*)` +
    String.raw`(?<name>[\p{L}][\p{L}\p{M}.·'’\- ]{0,38}?)[*_]*(?<between>\s*[，,、|·—–-]\s*|\s+)(?<date>${DATE.source})[*_]*(?=$|[\s，,。.])`,
  "iu",
);
const MAX_LINE = 2_000;
const MAX_VALUE = 80;
const MAX_TITLE = 100;
/** A title, and rules around it. */
const MAX_ABOVE = 4;

/** Below so many blocks of text, a line with a name and a date is no byline. */
const BYLINE_BLOCKS = 15;

/** Takes the lines that speak of the article, not of its subject, out of the text. */
export function readMetadata(
  source: string,
  blocks: readonly Block[],
  stated: ReadonlyMap<MetadataField, Span>,
): Header {
  const facts = new Map(stated);
  const learn: Learn = (field, span) => {
    if (field && !facts.has(field)) facts.set(field, span);
  };
  const rest: Block[] = [];
  let isHeader = true;
  let texts = 0;
  let leadStart: number | null = null;
  const isTitle = titleTest(source, blocks);
  for (const block of blocks) {
    if (block.kind === "rule") rest.push(block);
    else if (block.kind === "heading") {
      if (isHeader && rest.length === 0 && isTitle(block)) learn("title", block);
      else {
        rest.push(block);
        isHeader = false;
      }
    } else {
      const start = takeKeyLines(source, block, isHeader, learn);
      if (start === block.end) continue;
      const name = mayStandBelow(source, rest) ? plainByline(source, start, block.end) : null;
      if (name && block.paragraph && !facts.has("reporter")) {
        learn("reporter", name);
        continue;
      }
      isHeader = false;
      const mayBeByline: boolean = leadStart === null && texts++ < BYLINE_BLOCKS;
      const byline: Byline | null = mayBeByline ? bylineAt(source, start, block.end) : null;
      if (byline) {
        learn("reporter", byline.name);
        learn("reported", byline.date);
        leadStart = byline.end;
      }
      const from = byline?.end ?? start;
      if (from < block.end) rest.push(from === block.start ? block : { ...block, start: from });
    }
  }
  return { facts, blocks: rest, leadStart };
}

/** A first heading of the first level is the title, unless it recurs, as a speaker's name may. */
function titleTest(source: string, blocks: readonly Block[]): (block: Block) => boolean {
  const words = ({ start, end }: Block) => quoteOf(source.slice(start, end)).trim();
  const others = new Set<string>();
  const title = blocks.find(({ kind }) => kind === "heading");
  for (const block of blocks)
    if (block.kind === "heading" && block !== title) others.add(words(block));
  return (block) => block.level === 1 && !others.has(words(block));
}

/** Above a plain byline stands nothing but a title, in one line that is no sentence. */
function mayStandBelow(source: string, above: readonly Block[]): boolean {
  if (above.length > MAX_ABOVE) return false;
  const texts = above.filter(({ kind }) => kind !== "rule");
  if (texts.length > 1) return false;
  return texts.every(
    ({ kind, start, end }) =>
      kind === "heading" ||
      (end - start <= MAX_TITLE && !/\n|[。！!.…:：；;，,]$/u.test(source.slice(start, end))),
  );
}

type Learn = (field: MetadataField | null, span: Span) => void;

/** @returns where the lines `key: value` at the start of the block end. */
function takeKeyLines(source: string, block: Block, isHeader: boolean, learn: Learn): number {
  let at = block.start;
  while (at < block.end) {
    const lineEnd = lineEndOf(source, at, block.end);
    if (lineEnd - at > MAX_LINE) return at;
    const line = /^[*_]*([^:：\n]{1,20}?)[*_]*\s?[:：][*_]*\s*/u.exec(source.slice(at, lineEnd));
    const key = line && KEYS.find(([pattern]) => pattern.test(line[1]!.trim()));
    if (!line || !key) return at;
    const start = at + line[0].length;
    const url = urlAt(source, start, block.end);
    const end = skipBlanksBack(source, start, url ?? lineEnd);
    if (url === null && !(isHeader && isValue(source.slice(start, end), key[1]))) return at;
    const next = skipBlanks(source, end, block.end);
    if (url !== null && next < block.end && !source.slice(end, next).includes("\n")) return at;
    learn(url !== null && key[1] === "publisher" ? "url" : key[1], { start, end });
    at = next;
  }
  return at;
}

const isValue = (value: string, field: MetadataField | null) =>
  value !== "" &&
  value.length <= MAX_VALUE &&
  !/[。！？!?]$/u.test(value) &&
  field !== "url" &&
  field !== "originalUrl";

interface Byline {
  readonly name: Span;
  readonly date: Span;
  /** Where the lead begins. */
  readonly end: number;
}

function bylineAt(source: string, start: number, end: number): Byline | null {
  const match = BYLINE.exec(source.slice(start, Math.min(end, start + 200)));
  const { label = "", name = "", between = "" } = match?.groups ?? {};
  if (!match || !looksLikeName(name.trim())) return null;
  const nameStart = start + label.length;
  const nameEnd = nameStart + name.length;
  const dateStart =
    start + match[0].indexOf(match.groups!["date"]!, label.length + name.length + between.length);
  const dateEnd = dateStart + match.groups!["date"]!.length;
  let after = start + match[0].length;
  while (after < end && /[\s，,。.]/u.test(source.charAt(after))) after++;
  return {
    name: { start: nameStart, end: skipBlanksBack(source, nameStart, nameEnd) },
    date: { start: dateStart, end: dateEnd },
    end: after,
  };
}
