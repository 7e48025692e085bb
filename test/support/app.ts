import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { type App, createApp, createLibraryTools, libraryPlace } from "../../src/app.ts";
import { loadConfig } from "../../src/config.ts";
import { ingest } from "../../src/library/ingest.ts";

/** The program with its default library in a directory of its own, gone after the file's tests. */
export async function shippedApp(): Promise<App> {
  const data = mkdtempSync(join(tmpdir(), "verbatim-app-"));
  afterAll(() => {
    rmSync(data, { recursive: true, force: true });
  });
  const config = loadConfig({ DATA_DIR: data });
  return createApp(config, libraryPlace(config, undefined));
}

/** The program with a library of this file alone. */
export async function appOf(file: string): Promise<App> {
  const directory = mkdtempSync(join(tmpdir(), "verbatim-app-"));
  afterAll(() => {
    rmSync(directory, { recursive: true, force: true });
  });
  const config = loadConfig({ DATA_DIR: directory });
  const place = libraryPlace(config, join(directory, "library"));
  const { deriver } = await createLibraryTools(config, place);
  await ingest(place.directory, [file], deriver);
  return createApp(config, place);
}
