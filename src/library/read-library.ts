import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Deriver } from "./derive.ts";
import { type FileRecord, sha256 } from "./durable-files.ts";
import {
  type DerivedWith,
  isMissing,
  type Manifest,
  type ManifestEntry,
  parseDirectoryName,
  readManifest,
} from "./manifest.ts";
import {
  FILES,
  type LibraryInterview,
  readDerived,
  readIntact,
  readTopics,
} from "./stored-interview.ts";

export interface ReadEntry {
  readonly entry: ManifestEntry;
  readonly interview: LibraryInterview;
  /** True when what is on disk is not what was read: derived anew, or found without a manifest. */
  readonly mended: boolean;
}

export type ReadLibrary =
  | { readonly kind: "missing" }
  | {
      readonly kind: "read";
      readonly manifest: Manifest | null;
      readonly entries: readonly ReadEntry[];
      /** Interviews whose source is damaged and not to be found elsewhere. */
      readonly lost: readonly ManifestEntry[];
    };

const ATTEMPTS = 5;

/**
 * Reads a library without trusting anything in it: each file is checked against the manifest's checksum
 * before it is used, and what is missing, damaged or of another version is derived from the source again.
 * Needs no lock: writers never change a file in place, and when a writer removed what this reader was
 * about to read, it starts over with the new manifest.
 */
export async function readLibrary(directory: string, deriver: Deriver): Promise<ReadLibrary> {
  for (let attempt = 1; ; attempt++) {
    const found = await readManifest(directory);
    const manifest = found.kind === "found" ? found.manifest : null;
    const listed = manifest?.interviews ?? (await findInterviews(directory));
    if (found.kind === "missing" && listed.length === 0) return { kind: "missing" };
    const entries: ReadEntry[] = [];
    const lost: ManifestEntry[] = [];
    for (const entry of listed) {
      const read = await readEntry(directory, entry, manifest, deriver);
      if (read) entries.push(read);
      else lost.push(entry);
    }
    const troubled = lost.length > 0 || entries.some(({ mended }) => mended);
    if (!troubled || attempt === ATTEMPTS || !(await manifestChanged(directory, manifest)))
      return { kind: "read", manifest, entries, lost };
  }
}

async function manifestChanged(directory: string, before: Manifest | null): Promise<boolean> {
  const now = await readManifest(directory);
  return JSON.stringify(now.kind === "found" ? now.manifest : null) !== JSON.stringify(before);
}

async function readEntry(
  directory: string,
  entry: ManifestEntry,
  manifest: Manifest | null,
  deriver: Deriver,
): Promise<ReadEntry | null> {
  const own = await readIntact(directory, entry, FILES.source);
  const bytes = own ?? (await fromOrigin(entry));
  if (!bytes) return null;
  const source = bytes.toString("utf8");
  const stored = isCurrent(manifest, deriver.derivedWith)
    ? await readDerived(directory, entry, deriver.derivedWith)
    : null;
  const topics = await readTopics(directory, entry);
  const topicsLost = topics === null && FILES.topics in entry.files;
  return {
    entry,
    interview: {
      ...(stored ?? (await deriver.derive(source, entry.id))),
      source,
      file: own ? join(directory, entry.directory, FILES.source) : entry.origin,
      topics,
    },
    mended: own === null || stored === null || topicsLost,
  };
}

const isCurrent = (manifest: Manifest | null, { analysis, embedder }: DerivedWith): boolean =>
  manifest?.analysis === analysis &&
  manifest.embedder.model === embedder.model &&
  manifest.embedder.dimensions === embedder.dimensions;

/** The file that the interview was ingested from, if it still holds the same bytes. */
async function fromOrigin(entry: ManifestEntry): Promise<Buffer | null> {
  try {
    const bytes = await readFile(entry.origin);
    return sha256(bytes) === entry.files[FILES.source]?.sha256 ? bytes : null;
  } catch {
    return null;
  }
}

/** Without a usable manifest, the directories say which interviews there are; their names vouch for the sources. */
async function findInterviews(directory: string): Promise<ManifestEntry[]> {
  const found = new Map<string, ManifestEntry>();
  for (const name of (await namesIn(directory)).sort()) {
    const parts = parseDirectoryName(name);
    if (!parts) continue;
    const files: Record<string, FileRecord> = {};
    for (const file of [FILES.source, FILES.topics]) {
      const bytes = await readFile(join(directory, name, file)).catch(() => null);
      if (bytes) files[file] = { bytes: bytes.length, sha256: sha256(bytes) };
    }
    if (files[FILES.source]?.sha256.startsWith(parts.sourceHash))
      found.set(parts.id, {
        id: parts.id,
        directory: name,
        origin: join(directory, name, FILES.source),
        title: parts.id,
        files,
      });
  }
  return [...found.values()];
}

async function namesIn(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
