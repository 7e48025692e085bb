import { join } from "node:path";
import type { Interview } from "../interview/interview.ts";
import type { AnalysedPassage } from "../retrieve/analyse.ts";
import type { Derived } from "./derive.ts";
import { readIfPossible, sha256 } from "./durable-files.ts";
import type { DerivedWith, ManifestEntry } from "./manifest.ts";
import { parseTopicSheet, type TopicSheet } from "./topic-sheet.ts";

export const FILES = {
  source: "source.md",
  topics: "topics.json",
  /** Where the source came from, for when no manifest says so. */
  origin: "origin.txt",
  interview: "interview.json",
  terms: "terms.json",
  vectors: "vectors.f32",
} as const;

/** An interview as the rest of the program sees it. */
export interface LibraryInterview extends Derived {
  readonly source: string;
  /** The library's own copy of the source: the offsets of every quote are offsets into it. */
  readonly file: string;
  readonly topics: TopicSheet | null;
}

export function encodeDerived({ interview, passages, vectors }: Derived): Map<string, Uint8Array> {
  return new Map([
    [FILES.interview, Buffer.from(JSON.stringify(interview))],
    [FILES.terms, Buffer.from(JSON.stringify(passages))],
    [FILES.vectors, encodeVectors(vectors)],
  ]);
}

/** The bytes of a stored file, or `null` when they are not the ones that the manifest vouches for. */
export const readIntact = (
  library: string,
  entry: ManifestEntry,
  name: string,
): Promise<Buffer | null> => readVouched(join(library, entry.directory, name), entry, name);

/** What the manifest says of the file `name`, read from wherever it may be. */
export async function readVouched(
  path: string,
  { files }: ManifestEntry,
  name: string,
): Promise<Buffer | null> {
  const record = files[name];
  const bytes = record ? await readIfPossible(path, record.bytes) : null;
  return bytes && sha256(bytes) === record?.sha256 ? bytes : null;
}

/** `null` when any of the files is missing or not intact; they are then derived from the source again. */
export async function readDerived(
  library: string,
  entry: ManifestEntry,
  { embedder }: DerivedWith,
): Promise<Derived | null> {
  const [interview, terms, vectors] = await Promise.all(
    [FILES.interview, FILES.terms, FILES.vectors].map((name) => readIntact(library, entry, name)),
  );
  if (!interview || !terms || !vectors) return null;
  // The checksums vouch for these bytes, and the manifest for the version that wrote them.
  const derived = {
    interview: JSON.parse(interview.toString()) as Interview,
    passages: JSON.parse(terms.toString()) as AnalysedPassage[],
    vectors: decodeVectors(vectors, embedder.dimensions),
  };
  return isUsable(derived) ? derived : null;
}

/** The last check before native code: the index counts vectors as passages, and takes anything for a number. */
const isUsable = ({ interview, passages, vectors }: Derived): boolean =>
  passages.length === interview.passages.length &&
  vectors.length === passages.length &&
  vectors.every((vector) => vector.every(Number.isFinite));

export function parseTopics(bytes: Buffer | null): TopicSheet | null {
  if (!bytes) return null;
  try {
    return parseTopicSheet(bytes.toString(), FILES.topics);
  } catch {
    return null;
  }
}

/** Little-endian 32-bit floats, one vector after another. */
function encodeVectors(vectors: readonly Float32Array[]): Uint8Array {
  const dimensions = vectors[0]?.length ?? 0;
  const bytes = Buffer.alloc(vectors.length * dimensions * Float32Array.BYTES_PER_ELEMENT);
  vectors.forEach((vector, item) => {
    vector.forEach((value, i) => bytes.writeFloatLE(value, (item * dimensions + i) * 4));
  });
  return bytes;
}

function decodeVectors(bytes: Buffer, dimensions: number): Float32Array[] {
  const count = Math.ceil(bytes.length / dimensions / Float32Array.BYTES_PER_ELEMENT);
  return Array.from({ length: count }, (_, item) =>
    Float32Array.from({ length: dimensions }, (_, i) =>
      bytes.readFloatLE((item * dimensions + i) * 4),
    ),
  );
}
