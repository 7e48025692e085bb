import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Derived } from "./derive.ts";
import { isTemporaryName, sha256, writeDirectoryAtomically } from "./durable-files.ts";
import {
  type DerivedWith,
  directoryName,
  emptyManifest,
  type ManifestEntry,
  parseDirectoryName,
  writeManifest,
} from "./manifest.ts";
import { encodeDerived, FILES } from "./stored-interview.ts";

export interface InterviewToWrite {
  readonly id: string;
  readonly origin: string;
  readonly source: Uint8Array;
  readonly topics: string | null;
  readonly derived: Derived;
}

/** Stores an interview; nobody sees it until a manifest names it. Call it under the library's lock. */
export async function writeInterview(
  library: string,
  { id, origin, source, topics, derived }: InterviewToWrite,
): Promise<ManifestEntry> {
  const directory = directoryName(id, sha256(source));
  const files = encodeDerived(derived);
  files.set(FILES.source, source);
  if (topics !== null) files.set(FILES.topics, Buffer.from(topics));
  const title = derived.interview.metadata.find(({ field }) => field === "title")?.value ?? id;
  return {
    id,
    directory,
    origin,
    title,
    files: await writeDirectoryAtomically(join(library, directory), files),
  };
}

/** One rename makes the new state visible; what it no longer names is then removed. Call it under the lock. */
export async function commit(
  library: string,
  derivedWith: DerivedWith,
  interviews: ManifestEntry[],
): Promise<void> {
  await writeManifest(library, { ...emptyManifest(derivedWith), interviews });
  const kept = new Set(interviews.map(({ directory }) => directory));
  for (const name of await readdir(library))
    if (isTemporaryName(name) || (parseDirectoryName(name) && !kept.has(name)))
      await rm(join(library, name), { recursive: true, force: true });
}
