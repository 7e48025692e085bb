import { renameSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Derived } from "./derive.ts";
import {
  discard,
  isMissing,
  isTemporaryName,
  replaceSync,
  sha256,
  syncDirectory,
  temporaryPath,
  writeDirectory,
  writeThrough,
} from "./durable-files.ts";
import {
  type DerivedWith,
  directoryName,
  encodeManifest,
  fingerprintSync,
  manifestCopyPath,
  type ManifestEntry,
  manifestPath,
  parseDirectoryName,
} from "./manifest.ts";
import { encodeDerived, FILES } from "./stored-interview.ts";

export interface InterviewToWrite {
  readonly id: string;
  readonly origin: string;
  readonly source: Uint8Array;
  readonly topics: string | null;
  readonly derived: Derived;
}

export interface Staged {
  readonly entry: ManifestEntry;
  /** Where its files wait for `commit`. */
  readonly temporary: string;
}

/** Writes an interview aside; nobody sees it before `commit`. */
export async function stageInterview(
  library: string,
  { id, origin, source, topics, derived }: InterviewToWrite,
): Promise<Staged> {
  const files = encodeDerived(derived);
  files.set(FILES.source, source);
  files.set(FILES.origin, Buffer.from(origin));
  if (topics !== null) files.set(FILES.topics, Buffer.from(topics));
  const title = derived.interview.metadata.find(({ field }) => field === "title")?.value ?? id;
  const temporary = temporaryPath(library);
  const records = await writeDirectory(temporary, files);
  const directory = directoryName(id, sha256(source));
  return { temporary, entry: { id, directory, origin, title, files: records } };
}

export interface Change {
  /** The fingerprint of the manifest that the change was made to. */
  readonly base: string | null;
  readonly derivedWith: DerivedWith;
  readonly entries: ManifestEntry[];
  readonly staged: readonly Staged[];
}

/**
 * The rename of the manifest makes the new state visible; what it no longer names is then removed. A kill
 * leaves the old state or the new one, also for the first ingest: the copy, which goes first, names what is
 * still missing then, and it is read from where it came from.
 *
 * @returns false, with nothing changed, when another process has changed the library meanwhile.
 */
export async function commit(library: string, change: Change): Promise<boolean> {
  // Listed before the check, so that what a later writer makes is never taken for garbage.
  const before = await readdir(library);
  const files = { manifest: temporaryPath(library), copy: temporaryPath(library) };
  const bytes = encodeManifest(change.derivedWith, change.entries);
  try {
    await writeThrough(files.manifest, bytes);
    await writeThrough(files.copy, bytes);
    if (!publish(library, change, files)) return false;
  } finally {
    await discard(files.manifest);
    await discard(files.copy);
  }
  // What the old state needs stays until the new one has reached the disk.
  await syncDirectory(library);
  await removeGarbage(library, before, change.entries);
  return true;
}

/** Synchronous, so that the check holds until the last rename. */
function publish(
  library: string,
  { base, staged }: Change,
  files: { readonly manifest: string; readonly copy: string },
): boolean {
  if (fingerprintSync(library) !== base) return false;
  try {
    replaceSync(manifestCopyPath(library), files.copy);
    for (const { temporary, entry } of staged)
      renameSync(temporary, join(library, entry.directory));
    replaceSync(manifestPath(library), files.manifest);
    return true;
  } catch (error) {
    // Another writer took what was staged for the garbage of a dead one.
    if (isMissing(error)) return false;
    throw error;
  }
}

/** What a writer that was killed left behind, too. */
export async function removeGarbage(
  library: string,
  names: readonly string[],
  kept: readonly ManifestEntry[],
): Promise<void> {
  const needed = new Set(kept.map(({ directory }) => directory));
  for (const name of names)
    if (isTemporaryName(name) || (parseDirectoryName(name) && !needed.has(name)))
      await discard(join(library, name));
}
