import type { Block } from "./blocks.ts";
import { quoteOf } from "./quote-of.ts";

const MAX_HEADING = 60;
const MARKERS = /[*_]+/gu;
const ORDINAL = new RegExp(
  "^(?:" +
    [
      String.raw`(?:问题|话题|主题|部分|章节|议题|Part|Chapter|Section|Topic|Question)\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[IVX]{1,5})\s*[：:.、，—–-]\s*`,
      String.raw`第\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*(?:部分|章|节|篇|问|题|个问题)\s*[：:.、，—–-]?\s*`,
      String.raw`\d{1,2}\s*(?:[：:、)）]|\.(?!\d))\s*`,
      String.raw`[一二三四五六七八九十]{1,3}\s*[：:、.]\s*`,
    ].join("|") +
    ")(?=\\S)",
  "iu",
);

/** Whether a paragraph is a heading by its looks: short, bold from end to end, and not a sentence. */
export function isHeadingLine(source: string, block: Block): boolean {
  if (!block.paragraph || block.end - block.start > 3 * MAX_HEADING) return false;
  const text = source.slice(block.start, block.end);
  if (!/^_?(?:\*\*|__)/u.test(text) || !/(?:\*\*|__)_?$/u.test(text)) return false;
  const words = text.replace(MARKERS, "").trim();
  return (
    words !== "" && words.length <= MAX_HEADING && !/[。！？!?.…;；:：，,][”’"')）]*$/u.test(words)
  );
}

/** The words of a heading, without markup, the debris of split markup, and its number. */
export function titleOf(heading: string): string {
  // An export tears the star of a bold “Q*” away from its letter: `**Q** * 的`.
  const mended = heading.replace(/(?<=\p{L})(?:\*\*|__) \*(?= |$)/gu, "*");
  const words = quoteOf(mended).replace(/\*{2,}|_{2,}/gu, "");
  return words.replace(/\s+/gu, " ").trim().replace(ORDINAL, "");
}
