import { skipBlanks } from "./characters.ts";
import type { Span } from "./interview.ts";
import { isNoSpeaker, looksLikeShortName } from "./label-words.ts";

const MAX_BYLINE = 80;
const CREDIT = "文|图文|图/文|撰文|作者|撰稿|采写|采访|采访/撰文|记者|(?:本报|本刊|特约)记者";
const LABEL = new RegExp(
  "^[*_]*(?:" +
    [
      String.raw`(?:(?:words|written|reported|text|interview|story) )?by[ \t]*[:：]?[ \t]`,
      String.raw`(?:${CREDIT})[ \t]*[/／|｜丨]`,
      String.raw`(?:文|图文|撰文|撰稿|采写)[ \t]*[:：]`,
      String.raw`(?:本报|本刊|特约)记者[ \t]`,
    ].join("|") +
    String.raw`)[*_\s]*`,
  "iu",
);
/** Another credit on the same line. */
const NEXT_CREDIT = /\s+(?:[|｜丨·]\s*)?(?:\p{Script=Han}{1,4}|photo\w*)[ \t]*[/／|｜丨:：].*$/iu;
const BETWEEN_NAMES =
  /\s*[,，、&＆]\s*|\s+and\s+|\s*[和与]\s*|(?<=\p{Script=Han})\s+(?=\p{Script=Han})/u;

/** The names in a byline without a date, as a line by itself: `By Tom Reed`, `文/张三`. */
export function plainByline(source: string, start: number, end: number): Span | null {
  if (end - start > MAX_BYLINE) return null;
  const line = source.slice(start, end);
  const label = LABEL.exec(line)?.[0].length;
  if (label === undefined || line.includes("\n")) return null;
  const names = line
    .slice(label)
    .replace(NEXT_CREDIT, "")
    .replace(/[\s*_]+$/u, "");
  const isName = (name: string) =>
    looksLikeShortName(name) && !/[?!？！。…:：]/u.test(name) && !isNoSpeaker(name);
  if (names === "" || !names.split(BETWEEN_NAMES).every(isName)) return null;
  const from = skipBlanks(source, start + label, end);
  return { start: from, end: from + names.length };
}
