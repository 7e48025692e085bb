import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import lockfile from "proper-lockfile";
import { UserError } from "../errors.ts";

/**
 * One writer at a time; readers need no lock. A writer that was killed leaves its lock behind, which
 * others take over once it has not been renewed for `STALE_MS`.
 */
const STALE_MS = 10_000;
const WAIT_MS = 60_000;
const POLL_MS = 250;

/** @throws UserError `library-busy` when another process keeps writing for a minute. */
export async function withLibraryLock<T>(library: string, work: () => Promise<T>): Promise<T> {
  await mkdir(library, { recursive: true });
  let release: () => Promise<void>;
  try {
    release = await lockfile.lock(library, {
      lockfilePath: join(library, ".lock"),
      stale: STALE_MS,
      retries: { retries: WAIT_MS / POLL_MS, factor: 1, minTimeout: POLL_MS, maxTimeout: POLL_MS },
    });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ELOCKED")
      throw new UserError(
        "library-busy",
        `Another ingest is writing to ${library}; wait for it to end, then try again`,
        { cause: error },
      );
    throw error;
  }
  try {
    return await work();
  } finally {
    await release();
  }
}
