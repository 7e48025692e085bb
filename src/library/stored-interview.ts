import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Interview } from "../interview/interview.ts";
import type { AnalysedPassage } from "../retrieve/analyse.ts";
import type { Derived } from "./derive.ts";
import { sha256 } from "./durable-files.ts";
import { type DerivedWith, isMissing, type ManifestEntry } from "./manifest.ts";
import { parseTopicSheet, type TopicSheet } from "./topic-sheet.ts";

export const FILES = {
  source: "source.md",
  topics: "topics.json",
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
export async function readIntact(
  library: string,
  entry: ManifestEntry,
  name: string,
): Promise<Buffer | null> {
  const record = entry.files[name];
  if (!record) return null;
  try {
    const bytes = await readFile(join(library, entry.directory, name));
    return bytes.length === record.bytes && sha256(bytes) === record.sha256 ? bytes : null;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
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
  const passages = JSON.parse(terms.toString()) as AnalysedPassage[];
  if (vectors.length !== passages.length * embedder.dimensions * Float32Array.BYTES_PER_ELEMENT)
    return null;
  return {
    interview: JSON.parse(interview.toString()) as Interview,
    passages,
    vectors: decodeVectors(vectors, embedder.dimensions),
  };
}

export async function readTopics(
  library: string,
  entry: ManifestEntry,
): Promise<TopicSheet | null> {
  const bytes = await readIntact(library, entry, FILES.topics);
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
  const count = bytes.length / dimensions / Float32Array.BYTES_PER_ELEMENT;
  return Array.from({ length: count }, (_, item) =>
    Float32Array.from({ length: dimensions }, (_, i) =>
      bytes.readFloatLE((item * dimensions + i) * 4),
    ),
  );
}
