import { readFileSync } from "node:fs";
import escapeRegExp from "escape-string-regexp";

/** A person, company, place or term that the press writes in both scripts. */
export interface KnownName {
  readonly latin: readonly string[];
  readonly han: readonly string[];
}

export interface KnownNames {
  /** The names that stand in a text; of forms within forms, the longest. */
  in(text: string): KnownName[];
  /** All forms of the names that have this form. */
  formsOf(form: string): string[];
}

/** A form that is also an ordinary word counts with just these capitals. */
const ORDINARY = "=";

/** @throws when the file that ships is missing: a fault of the installation. */
export function loadKnownNames(file: URL): KnownNames {
  const names = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.split("\t").map((forms) => forms.split("|").filter(Boolean)))
    .map(([latin = [], han = []]) => ({ latin, han }));
  const byForm = new Map<string, KnownName[]>();
  for (const name of names)
    for (const form of [...name.latin, ...name.han]) {
      const key = form.startsWith(ORDINARY) ? form.slice(1) : form.toLowerCase();
      byForm.set(key, [...(byForm.get(key) ?? []), name]);
    }
  const latin = names.flatMap((name) => name.latin);
  const patterns = [
    latinPattern(
      latin.filter((form) => !form.startsWith(ORDINARY)),
      "giu",
    ),
    latinPattern(
      latin.filter((form) => form.startsWith(ORDINARY)).map((form) => form.slice(1)),
      "gu",
    ),
    new RegExp(alternatives(names.flatMap((name) => name.han)), "gu"),
  ];
  const named = (form: string) => byForm.get(form) ?? byForm.get(form.toLowerCase()) ?? [];
  return {
    in: (text) => [
      ...new Set(patterns.flatMap((pattern) => (text.match(pattern) ?? []).flatMap(named))),
    ],
    formsOf: (form) => named(form).flatMap(formsIn),
  };
}

/** As they are written in a text. */
export const formsIn = ({ latin, han }: KnownName): string[] => [
  ...latin.map((form) => form.replace(ORDINARY, "")),
  ...han,
];

const alternatives = (forms: readonly string[]): string =>
  [...forms]
    .sort((a, b) => b.length - a.length)
    .map(escapeRegExp)
    .join("|");

const latinPattern = (forms: readonly string[], flags: string): RegExp =>
  new RegExp(
    `(?<![\\p{Script=Latin}\\p{N}])(?:${alternatives(forms)})(?![\\p{Script=Latin}\\p{N}])`,
    flags,
  );
