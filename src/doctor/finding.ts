import type { FluentVariable } from "@fluent/bundle";

/** What one look at one part of the set-up showed. */
export interface Finding {
  readonly group: Group;
  /** Stable, for programs. */
  readonly name: string;
  /** `warn`: it works, but not as well as it could; `fail`: something to mend. */
  readonly status: "ok" | "warn" | "fail";
  /** For people: what is so, and where it is not `ok` what to do. One line. */
  readonly text: string;
  /** Where something had to answer. */
  readonly ms?: number;
}

export type Group = (typeof GROUPS)[number];
/** In the order in which they are shown. */
export const GROUPS = ["system", "library", "models", "telegram", "state"] as const;

/** A message in the language of whoever asked. */
export type Say = (id: string, values?: Record<string, FluentVariable>) => string;

/** Makes findings of one group. */
export const findingsOf =
  (group: Finding["group"]) =>
  (name: string, status: Finding["status"], text: string, ms?: number): Finding => ({
    group,
    name,
    status,
    text,
    ...(ms === undefined ? {} : { ms }),
  });
