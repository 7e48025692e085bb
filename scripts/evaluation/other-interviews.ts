import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createLibraryTools, type LibraryPlace } from "../../src/app.ts";
import type { Config } from "../../src/config.ts";
import { ingest } from "../../src/library/ingest.ts";
import { packageRoot } from "../../src/package-root.ts";
import { type Half, type Question, readQuestions } from "./questions.ts";

const DIRECTORY = new URL("data/eval/other/", packageRoot());
/** Each half has interviews of its own, so that what is fitted on some is measured on others. */
const NAMES = [
  "clinic",
  "ferry-ceo",
  "fusion-lab",
  "game-studio",
  "museum-heist",
  "orchestra",
  "trail-race",
  "tram-strike",
];

/** How a library is opened: `createApp`, or `openCorpus` where nothing is asked. */
export type Open<T> = (config: Config, place: LibraryPlace) => Promise<T>;

/** Calls `use` for each interview that does not ship and has questions of this half, alone in a library. */
export async function withOtherInterviews<T>(
  half: Half,
  config: Config,
  open: Open<T>,
  use: (name: string, opened: T, questions: readonly Question[]) => Promise<void>,
): Promise<void> {
  for (const name of NAMES) {
    const questions = readQuestions(half, new URL(`${name}.jsonl`, DIRECTORY));
    if (questions.length === 0) continue;
    const file = fileURLToPath(new URL(`${name}.md`, DIRECTORY));
    await withInterview(file, config, open, (opened) => use(name, opened, questions));
  }
}

/** Calls `use` with an interview alone in a library. */
export async function withInterview<T>(
  file: string,
  config: Config,
  open: Open<T>,
  use: (opened: T) => Promise<void>,
): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), "verbatim-eval-"));
  try {
    const place = { directory, isDefault: false };
    const { deriver } = await createLibraryTools(config, place);
    await ingest(directory, [file], deriver);
    await use(await open(config, place));
  } finally {
    await rm(directory, { recursive: true });
  }
}
