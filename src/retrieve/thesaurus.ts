import { prefixSearch } from "./sorted-tables.ts";
import type { Tables } from "./lexicon-file.ts";

/**
 * Which expressions mean much the same, within a language and across: 炒鱿鱼, 解雇, "fire", "let go". An expression is a
 * Chinese word or phrase in simplified characters, or the stems of an English one with a space between.
 */
export interface Thesaurus {
  /** An expression's number, or -1. */
  find(expression: string): number;
  text(item: number): string;
  /** Calls `visit` with every expression like this one, the likest first, and how like, 0–1. */
  eachLike(item: number, visit: (item: number, likeness: number) => void): void;
  /** Calls `found` with every expression of more than one word that begins with this stem. */
  eachPhrase(stem: string, found: (item: number) => void): void;
}

export function readThesaurus(tables: Tables): Thesaurus {
  const text = tables.u16("itemtext");
  const starts = tables.u32("itempos");
  const items = prefixSearch(text, starts);
  const likes = { starts: tables.u32("likepos"), items: tables.u32("likeitem") };
  const likeness = tables.u8("likeness");
  /** Of what was asked for already; every question asks for some hundreds. */
  const texts = new Map<number, string>();
  return {
    find: items.find,
    text(item) {
      const known = texts.get(item);
      if (known !== undefined) return known;
      const read = String.fromCharCode(...text.subarray(starts[item], starts[item + 1]));
      texts.set(item, read);
      return read;
    },
    eachLike(item, visit) {
      for (let i = likes.starts[item]!; i < likes.starts[item + 1]!; i++)
        visit(likes.items[i]!, likeness[i]! / 255);
    },
    eachPhrase(stem, found) {
      items.eachBeginningWith(`${stem} `, found);
    },
  };
}
