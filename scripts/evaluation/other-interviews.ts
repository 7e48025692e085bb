import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type App, createApp, createLibraryTools } from "../../src/app.ts";
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

/** Calls `use` for each interview that does not ship and has questions of this half, alone in a library. */
export async function withOtherInterviews(
  half: Half,
  config: Config,
  use: (name: string, app: App, questions: readonly Question[]) => Promise<void>,
): Promise<void> {
  for (const name of NAMES) {
    const questions = readQuestions(half, new URL(`${name}.jsonl`, DIRECTORY));
    if (questions.length === 0) continue;
    const directory = await mkdtemp(join(tmpdir(), "verbatim-eval-"));
    try {
      const place = { directory, isDefault: false };
      const { deriver } = await createLibraryTools(config, place);
      await ingest(directory, [fileURLToPath(new URL(`${name}.md`, DIRECTORY))], deriver);
      await use(name, await createApp(config, place), questions);
    } finally {
      await rm(directory, { recursive: true });
    }
  }
}
