import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../errors.ts";
import type { Derived, Deriver } from "./derive.ts";
import { codeOf, type FileRecord, isMissing, readIfPossible, sha256 } from "./durable-files.ts";
import {
  type DerivedWith,
  type Manifest,
  type ManifestEntry,
  parseDirectoryName,
  readManifest,
} from "./manifest.ts";
import { readTopicSheet } from "./read-source-file.ts";
import {
  FILES,
  type LibraryInterview,
  parseTopics,
  readDerived,
  readIntact,
  readVouched,
} from "./stored-interview.ts";
import { topicSheetPath } from "./topic-sheet.ts";

export interface ReadEntry {
  readonly entry: ManifestEntry;
  readonly interview: LibraryInterview;
  /** True when what is on disk is not what was read: derived anew, or found without a manifest. */
  readonly mended: boolean;
  /** True when it had a topic sheet that is damaged and not to be found elsewhere. */
  readonly topicsLost: boolean;
}

export type ReadLibrary =
  | { readonly kind: "missing" }
  | {
      readonly kind: "read";
      /** See `ReadManifest`, also for the next. */
      readonly manifest: Manifest | null;
      readonly fingerprint: string | null;
      readonly intact: boolean;
      readonly entries: readonly ReadEntry[];
      /** Interviews whose source is damaged and not to be found elsewhere. */
      readonly lost: readonly ManifestEntry[];
    };

/** Each needs a writer that committed while this reader was reading. */
const ATTEMPTS = 100;

/**
 * Reads a library without trusting anything in it: each file is checked against the manifest's checksum
 * before it is used, and what is missing, damaged or of another version is derived from the source again.
 * Needs no lock: writers never change a file in place, and when a writer removed what this reader was
 * about to read, it starts over with the new manifest.
 */
export async function readLibrary(directory: string, deriver: Deriver): Promise<ReadLibrary> {
  for (let attempt = 1; ; attempt++) {
    const { manifest, fingerprint, intact } = await readManifest(directory);
    const listed = manifest?.interviews ?? (await findInterviews(directory));
    if (fingerprint === null && manifest === null && listed.length === 0)
      return { kind: "missing" };
    const stored = await readAll(directory, listed, manifest, deriver.derivedWith);
    const troubled = !intact || !stored.every(isWhole);
    // Asked before anything is derived anew, which takes long.
    if (
      troubled &&
      attempt < ATTEMPTS &&
      (await readManifest(directory)).fingerprint !== fingerprint
    )
      continue;
    const entries: ReadEntry[] = [];
    const lost: ManifestEntry[] = [];
    for (const item of stored) {
      const read = isWhole(item) ? whole(directory, item) : await mend(directory, item, deriver);
      if (read) entries.push(read);
      else lost.push(item.entry);
    }
    return { kind: "read", manifest, fingerprint, intact, entries, lost };
  }
}

/** What of an interview is on disk as the manifest says. */
interface Stored {
  readonly entry: ManifestEntry;
  readonly source: Buffer | null;
  readonly derived: Derived | null;
  readonly topics: Buffer | null;
  readonly origin: Buffer | null;
}

type Whole = Stored & { readonly source: Buffer; readonly derived: Derived };

const isWhole = (stored: Stored): stored is Whole =>
  stored.source !== null &&
  stored.derived !== null &&
  stored.origin !== null &&
  (stored.topics !== null || !(FILES.topics in stored.entry.files));

async function readAll(
  directory: string,
  listed: readonly ManifestEntry[],
  manifest: Manifest | null,
  derivedWith: DerivedWith,
): Promise<Stored[]> {
  const current = isCurrent(manifest, derivedWith);
  const all: Stored[] = [];
  for (const entry of listed)
    all.push({
      entry,
      source: await readIntact(directory, entry, FILES.source),
      derived: current ? await readDerived(directory, entry, derivedWith) : null,
      topics: await readIntact(directory, entry, FILES.topics),
      origin: await readIntact(directory, entry, FILES.origin),
    });
  return all;
}

const isCurrent = (manifest: Manifest | null, { analysis, embedder }: DerivedWith): boolean =>
  manifest?.analysis === analysis &&
  manifest.embedder.model === embedder.model &&
  manifest.embedder.dimensions === embedder.dimensions;

const whole = (directory: string, { entry, source, derived, topics }: Whole): ReadEntry => ({
  entry,
  interview: {
    ...derived,
    source: source.toString("utf8"),
    file: join(directory, entry.directory, FILES.source),
    topics: parseTopics(topics),
  },
  mended: false,
  topicsLost: false,
});

/** `null` when the source is neither in the library nor where it came from. */
async function mend(
  directory: string,
  { entry, source: own, derived, topics: ownTopics }: Stored,
  deriver: Deriver,
): Promise<ReadEntry | null> {
  const bytes = own ?? (await readVouched(entry.origin, entry, FILES.source));
  if (!bytes) return null;
  const source = bytes.toString("utf8");
  const used = derived ?? (await deriveAgain(source, entry.id, deriver));
  if (!used) return null;
  const topics = parseTopics(ownTopics ?? (await topicsFromOrigin(entry)));
  return {
    entry,
    interview: {
      ...used,
      source,
      file: own ? join(directory, entry.directory, FILES.source) : entry.origin,
      topics,
    },
    mended: true,
    topicsLost: topics === null && FILES.topics in entry.files,
  };
}

/** `null` when this version finds nothing to quote in it: that keeps no other interview from being read. */
async function deriveAgain(source: string, id: string, deriver: Deriver): Promise<Derived | null> {
  try {
    return await deriver.derive(source, id);
  } catch (error) {
    if (error instanceof UserError && error.code === "source") return null;
    throw error;
  }
}

async function topicsFromOrigin({ origin, files }: ManifestEntry): Promise<Buffer | null> {
  const sheet = await readTopicSheet(topicSheetPath(origin)).catch(() => null);
  return sheet !== null && sha256(sheet) === files[FILES.topics]?.sha256
    ? Buffer.from(sheet)
    : null;
}

/**
 * Without a usable manifest, the directories say which interviews there are; their names vouch for the
 * sources. Of two with the same id, the younger one counts: the other is what it replaced.
 */
async function findInterviews(directory: string): Promise<ManifestEntry[]> {
  const found = new Map<string, { entry: ManifestEntry; rank: number }>();
  for (const name of (await namesIn(directory)).sort()) {
    const parts = parseDirectoryName(name);
    if (!parts) continue;
    const { entry, intact } = await entryOf(directory, name, parts);
    const age = await stat(join(directory, name)).catch(() => null);
    const rank = intact ? (age?.mtimeMs ?? 0) : -1;
    if (rank > (found.get(parts.id)?.rank ?? -2)) found.set(parts.id, { entry, rank });
  }
  return [...found.values()].map(({ entry }) => entry);
}

async function entryOf(
  directory: string,
  name: string,
  { id, sourceHash }: NonNullable<ReturnType<typeof parseDirectoryName>>,
): Promise<{ entry: ManifestEntry; intact: boolean }> {
  const path = (file: string) => join(directory, name, file);
  const origin = (await readIfPossible(path(FILES.origin)))?.toString() ?? path(FILES.source);
  const copies = [await readIfPossible(path(FILES.source)), await readIfPossible(origin)];
  const source = copies.find((bytes) => bytes && sha256(bytes).startsWith(sourceHash));
  const topics = await readIfPossible(path(FILES.topics));
  const files: Record<string, FileRecord> = {
    // A damaged one is remembered by what is known of it, so that it can be named, and mended.
    [FILES.source]: source ? recordOf(source) : { bytes: -1, sha256: sourceHash },
    ...(topics && parseTopics(topics) && { [FILES.topics]: recordOf(topics) }),
  };
  return { entry: { id, directory: name, origin, title: id, files }, intact: Boolean(source) };
}

const recordOf = (bytes: Buffer): FileRecord => ({ bytes: bytes.length, sha256: sha256(bytes) });

async function namesIn(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (isMissing(error)) return [];
    throw new UserError(
      "library-unreadable",
      `The library at ${directory} cannot be read (${codeOf(error)}). Make it readable, or choose another with DATA_DIR or --library`,
      { cause: error },
    );
  }
}
