import { roleOfLabel } from "./label-words.ts";

export interface NameHit {
  readonly name: string;
  readonly index: number;
}

/** Finds the last mention of a speaker, by the whole label or by a part of it that no other speaker shares. */
export type NameFinder = (text: string) => NameHit | null;

export function createNameFinder(speakers: readonly string[]): NameFinder {
  const owners = new Map<string, string | null>();
  for (const speaker of speakers)
    for (const part of namesOf(speaker))
      owners.set(part, owners.has(part) && owners.get(part) !== speaker ? null : speaker);
  const unique = [...owners].flatMap(([part, owner]) => (owner === null ? [] : [part]));
  if (unique.length === 0) return () => null;
  const alternatives = unique.sort((a, b) => b.length - a.length).map(escape);
  // Latin names are whole words; Chinese ones have no blanks around them.
  const pattern = new RegExp(`(?<![A-Za-z\\d])(?:${alternatives.join("|")})(?![A-Za-z\\d])`, "gu");
  return (text) => {
    const last = [...text.matchAll(pattern)].at(-1);
    const name = last && owners.get(last[0]);
    return name ? { name, index: last.index } : null;
  };
}

const namesOf = (speaker: string): Set<string> =>
  // “A” and “嘉宾” are words of any text.
  roleOfLabel(speaker) !== null || speaker.length < 2
    ? new Set()
    : new Set([speaker, ...partsOf(speaker)]);

const partsOf = (speaker: string): string[] =>
  speaker
    .replace(/[（(].*$/u, "")
    .split(/[\s·•・]+/u)
    .filter((part) => /^\p{Lu}[\p{L}'’-]{2,}$|^\p{Script=Han}{2,}$/u.test(part));

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");

/** The text with every quotation blanked out, so that positions stay. */
export const outsideQuotations = (text: string): string =>
  text.replace(/“[^”]{0,999}”|「[^」]{0,999}」|"[^"]{0,999}"/gu, (quotation) =>
    " ".repeat(quotation.length),
  );
