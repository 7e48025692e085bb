import { readdir } from "node:fs/promises";
import { UserError } from "../errors.ts";
import type { Derived, Deriver } from "./derive.ts";
import { discard, hasCode } from "./durable-files.ts";
import { busy, type LockOptions, withLibraryLock } from "./library-lock.ts";
import type { ManifestEntry } from "./manifest.ts";
import { readLibrary } from "./read-library.ts";
import type { LibraryInterview } from "./stored-interview.ts";
import {
  commit,
  type InterviewToWrite,
  removeGarbage,
  type Staged,
  stageInterview,
} from "./write-library.ts";

export interface Held {
  readonly entry: ManifestEntry;
  /** `null` when the stored source is beyond repair; a fresh copy of it mends the interview. */
  readonly derived: Derived | null;
}

/** The library as it will be. */
export interface Draft {
  readonly held: ReadonlyMap<string, Held>;
  put(interview: InterviewToWrite): Promise<void>;
  /** @returns false when there is no interview of that id. */
  remove(id: string): boolean;
}

const ATTEMPTS = 5;

/**
 * Lets `change` alter the library and makes all of that visible at once, or nothing when it throws. What was
 * damaged or outdated is stored anew on the occasion. `change` runs again when another writer was faster.
 *
 * @throws UserError `library-busy`; or `library-unwritable`, with the library as it was.
 */
export async function changeLibrary<T>(
  directory: string,
  deriver: Deriver,
  change: (draft: Draft) => Promise<T>,
  options?: LockOptions,
): Promise<T> {
  try {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const tried = await withLibraryLock(
        directory,
        () => tryChange(directory, deriver, change),
        options,
      );
      if (tried.committed) return tried.result;
    }
  } catch (error) {
    throw explained(error, directory);
  }
  throw busy(directory);
}

async function tryChange<T>(
  directory: string,
  deriver: Deriver,
  change: (draft: Draft) => Promise<T>,
): Promise<{ committed: true; result: T } | { committed: false }> {
  const names = await readdir(directory);
  const read = await readLibrary(directory, deriver);
  const found = read.kind === "read" ? read : null;
  const held = new Map<string, Held>();
  const staged = new Map<string, Staged>();
  // No library is made for nothing.
  let changed = found?.intact === false;

  const put = async (interview: InterviewToWrite) => {
    const written = await stageInterview(directory, interview);
    const before = staged.get(interview.id);
    if (before) await discard(before.temporary);
    staged.set(interview.id, written);
    held.set(interview.id, { entry: written.entry, derived: interview.derived });
    changed = true;
  };
  const draft: Draft = {
    held,
    put,
    remove(id) {
      staged.delete(id);
      const known = held.delete(id);
      changed ||= known;
      return known;
    },
  };

  try {
    for (const entry of found?.lost ?? []) held.set(entry.id, { entry, derived: null });
    for (const { entry, interview, mended } of found?.entries ?? []) {
      held.set(entry.id, { entry, derived: interview });
      if (mended) await put(again(entry, interview));
    }
    const result = await change(draft);
    const entries = [...held.values()].map(({ entry }) => entry);
    if (!changed) {
      await removeGarbage(directory, names, entries);
      return { committed: true, result };
    }
    const base = found?.fingerprint ?? null;
    const { derivedWith } = deriver;
    const committed = await commit(directory, {
      base,
      derivedWith,
      entries,
      staged: [...staged.values()],
    });
    return committed ? { committed, result } : { committed };
  } finally {
    // Nothing is left of them once they are committed.
    for (const { temporary } of staged.values()) await discard(temporary);
  }
}

const again = ({ id, origin }: ManifestEntry, interview: LibraryInterview): InterviewToWrite => ({
  id,
  origin,
  source: Buffer.from(interview.source),
  topics: interview.topics && JSON.stringify(interview.topics),
  derived: interview,
});

function explained(error: unknown, directory: string): unknown {
  const why = whyUnwritable(error);
  return why === null
    ? error
    : new UserError("library-unwritable", `Cannot write to the library at ${directory}: ${why}`, {
        cause: error,
      });
}

function whyUnwritable(error: unknown): string | null {
  if (!(error instanceof Error) || !("syscall" in error || hasCode(error, "ENOSPC"))) return null;
  if (hasCode(error, "ENOSPC", "EDQUOT", "EFBIG"))
    return "the disk is full. The library is as it was; free some space, then try again";
  if (hasCode(error, "EACCES", "EPERM", "EROFS"))
    return "no permission. Make the directory writable, or choose another with DATA_DIR or --library";
  if (hasCode(error, "EEXIST", "ENOTDIR"))
    return "it is not a directory. Choose another with DATA_DIR or --library";
  const message = error.message.replace(/\s+/gu, " ");
  return `${message}. The library is as it was; mend that, or choose another place with DATA_DIR or --library`;
}
