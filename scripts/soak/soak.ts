import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Citation } from "../../src/answer/reply.ts";
import { UserError } from "../../src/errors.ts";
import { quoteOf } from "../../src/interview/quote-of.ts";
import type { Deriver } from "../../src/library/derive.ts";
import { ingest } from "../../src/library/ingest.ts";
import { crashOf, type Ended, startProgram } from "./children.ts";
import { createInspector, type Inspection } from "./inspect-library.ts";
import type { Random } from "./random.ts";
import { talk, topicSheet } from "./talks.ts";

export const NAMES = ["amber", "basil", "cedar", "daisy", "elder"];

/** The text of each interview, by its id. */
export type Texts = ReadonlyMap<string, string>;

/** What must never be found. */
const NONE = { crashes: 0, "wrong quotes": 0, "lost interviews": 0 };
export type Failure = keyof typeof NONE;

/** A library under attack, and what it must serve. */
export interface Soak {
  readonly library: string;
  readonly random: Random;
  readonly found: Readonly<Record<Failure, number>>;
  readonly done: { readonly kills: number; readonly quotes: number };
  /** A kill came before the program had ended by itself. */
  struck(): void;
  /** What the library holds, as long as nothing is lost. */
  readonly now: () => Texts;
  readonly origin: (name: string) => string;
  /** Writes new texts for some interviews: the files to ingest, and what the library then holds. */
  change(): { readonly files: string[]; readonly next: Texts };
  /** One of `states` must be served, whole and to the letter; it is the library's from then on. */
  expectServed(...states: Texts[]): Promise<void>;
  /** Only these are served for now; what the library holds is the same. */
  expectServedForNow(some: Texts): Promise<void>;
  /** Reports a program that crashed. */
  check(name: string, ended: Ended): void;
  run(name: "ingest" | "ask", args: readonly string[]): Promise<Ended>;
  /** Asks the library as people do, and compares every quote of the answer. */
  askAbout(name: string): Promise<void>;
}

export async function createSoak(
  path: string,
  deriver: Deriver,
  random: Random,
  tell: (line: string) => void,
): Promise<Soak> {
  const library = join(path, "library");
  const inspect = createInspector(deriver);
  const found = { ...NONE };
  const done = { kills: 0, quotes: 0 };
  let version = 0;
  /** All texts that each interview ever had; a kill may have kept some out. */
  const given = new Map<string, string[]>();
  let now: Texts = new Map();

  const report = (failure: Failure, line: string) => {
    found[failure]++;
    tell(`${failure}: ${line}`);
  };
  const origin = (name: string) => join(path, "origins", `${name}.md`);
  const put = (name: string, text: string): string => {
    given.set(name, [...(given.get(name) ?? []), text]);
    writeFileSync(origin(name), text);
    return origin(name);
  };

  function change() {
    version++;
    const some = NAMES.filter(() => random.next() < 0.3);
    const next = new Map(now);
    const files = (some.length > 0 ? some : [random.pick(NAMES)]).map((name) => {
      next.set(name, talk(name, version, 4 + random.below(12)));
      return put(name, next.get(name)!);
    });
    return { files, next };
  }

  async function look(): Promise<Inspection | null> {
    try {
      const seen = await inspect(library, given);
      for (const line of seen.wrongQuotes) report("wrong quotes", line);
      for (const file of seen.gone) report("wrong quotes", `${file} is cited, but not there`);
      return seen;
    } catch (error) {
      if (!(error instanceof UserError)) report("crashes", String(error));
      return null;
    }
  }

  async function served(states: readonly Texts[]): Promise<Texts | null> {
    const seen = (await look())?.served ?? new Map<string, string>();
    const state = states.find((texts) => isSame(texts, seen));
    if (!state) {
      report(
        "lost interviews",
        `served ${describe(seen)} instead of ${states.map(describe).join(" or ")}`,
      );
    }
    return state ?? null;
  }

  /** The origins are what the library holds again, and a library that failed is made anew. */
  async function settle(state: Texts | null): Promise<void> {
    now = state ?? now;
    for (const [name, text] of now) writeFileSync(origin(name), text);
    if (state) return;
    rmSync(library, { recursive: true, force: true });
    await ingest(library, NAMES.map(origin), deriver);
  }

  const check = (name: string, ended: Ended) => {
    const crash = crashOf(name, ended);
    if (crash !== null) report("crashes", crash);
  };
  const run = async (name: string, args: readonly string[]) => {
    const ended = await startProgram(name, ["--library", library, ...args]).ended;
    check(name, ended);
    return ended;
  };

  async function askAbout(name: string): Promise<void> {
    const { out } = await run("ask", ["--json", `What can you say of the tides in ${name}?`]);
    if (out === "") report("crashes", `ask said nothing about ${name}`);
    const { citations } = JSON.parse(out || '{"citations":[]}') as { citations: Citation[] };
    done.quotes += citations.length;
    for (const citation of citations)
      if (!isExact(citation, now.get(citation.interview)))
        report("wrong quotes", `${citation.interview}: ${citation.quote}`);
  }

  mkdirSync(join(path, "origins"));
  writeFileSync(join(path, "origins", "amber.topics.json"), topicSheet("amber"));
  now = new Map(NAMES.map((name) => [name, talk(name, version)]));
  const files = [...now].map(([name, text]) => put(name, text));
  await ingest(library, files, deriver);

  return {
    library,
    random,
    found,
    done,
    struck() {
      done.kills++;
    },
    now: () => now,
    origin,
    change,
    expectServed: async (...states) => settle(await served(states)),
    async expectServedForNow(some) {
      await served([some]);
    },
    check,
    run,
    askAbout,
  };
}

const isSame = (one: Texts, other: Texts): boolean =>
  one.size === other.size && [...one].every(([id, text]) => other.get(id) === text);

const describe = (texts: Texts): string =>
  [...texts].map(([name, text]) => `${name} ${/\d+/u.exec(text)?.[0] ?? "?"}`).join(", ");

/** Whether the quote is the cited file's, and the file is the one that was ingested. */
function isExact({ file, start, end, quote }: Citation, text: string | undefined): boolean {
  try {
    return readFileSync(file, "utf8") === text && quoteOf(text.slice(start, end)) === quote;
  } catch {
    return false;
  }
}
