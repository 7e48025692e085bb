import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { ModelUse } from "../../../src/answer/model/model-use.ts";
import { type App, type AppReports, createApp, libraryPlace } from "../../../src/app.ts";
import { loadConfig } from "../../../src/config.ts";

export interface ModelApp {
  readonly app: App;
  /** What each question took, in order. */
  readonly uses: ModelUse[];
}

const made: string[] = [];
// Here, since it cannot be asked for from within a test.
afterAll(() => {
  for (const data of made) rmSync(data, { recursive: true, force: true });
});

/** Made once for a file's tests: nobody changes it. */
let library: string | undefined;

/** The program with its default library and a model behind this URL; gone after the file's tests. */
export async function modelApp(
  url: string,
  env: Record<string, string> = {},
  reports: AppReports = {},
): Promise<ModelApp> {
  const data = mkdtempSync(join(tmpdir(), "verbatim-model-"));
  made.push(data);
  const config = loadConfig({ DATA_DIR: data, OPENAI_BASE_URL: url, ...env });
  const uses: ModelUse[] = [];
  const own = libraryPlace(config, undefined);
  const app = await createApp(
    config,
    { ...own, directory: library ?? own.directory },
    { ...reports, onModelUse: (use) => uses.push(use) },
  );
  library ??= own.directory;
  return { app, uses };
}
