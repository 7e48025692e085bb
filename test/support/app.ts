import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { type App, createApp, libraryPlace } from "../../src/app.ts";
import { loadConfig } from "../../src/config.ts";

/** The program with its default library in a directory of its own, gone after the file's tests. */
export async function shippedApp(): Promise<App> {
  const data = mkdtempSync(join(tmpdir(), "verbatim-app-"));
  afterAll(() => {
    rmSync(data, { recursive: true, force: true });
  });
  const config = loadConfig({ DATA_DIR: data });
  return createApp(config, libraryPlace(config, undefined));
}
