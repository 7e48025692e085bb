import { mkdir, readdir, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import type { VectorCache } from "../retrieve/remote-embedder.ts";
import {
  codeOf,
  discard,
  isMissing,
  isTemporaryName,
  readIfPossible,
  sha256,
  syncDirectory,
  temporaryPath,
  writeThrough,
} from "./durable-files.ts";
import { decodeBatch, encodeBatch, hashOf, type VectorBatch } from "./vector-batch.ts";

export interface VectorCacheOptions {
  /** Told once when nothing can be kept. */
  readonly onWarning?: ((line: string) => void) | undefined;
  /** What is older goes when there is more; 40,000 vectors of 1,536 dimensions by default. */
  readonly maxBytes?: number;
  readonly maxFiles?: number;
}

const MAX_BYTES = 256 * 1024 * 1024;
/** Each ingest of a short interview makes one. */
const MAX_FILES = 2_000;
/** What a killed writer left is nobody's by then. */
const ABANDONED_MS = 3_600_000;

interface Place {
  readonly file: string;
  readonly index: number;
}

/**
 * Vectors by the content of their texts, one file for each batch that an endpoint answered. The name of a file
 * is the SHA-256 of its content, so that a damaged one is not believed, and a file is never changed, so that a
 * kill leaves it whole or not there and several processes may share the directory. Texts are kept as hashes.
 */
export function openVectorCache(
  directory: string,
  { onWarning, maxBytes = MAX_BYTES, maxFiles = MAX_FILES }: VectorCacheOptions = {},
): VectorCache {
  const places = new Map<string, Place>();
  const seen = new Set<string>();
  let warned = false;

  return {
    async get(key, texts) {
      // What cannot be read is asked for again.
      await look().catch(() => undefined);
      const found: (readonly number[] | null)[] = [];
      const open = new Map<string, VectorBatch | null>();
      for (const text of texts) {
        const place = places.get(hashOf(key, text));
        if (place && !open.has(place.file)) open.set(place.file, await read(place.file));
        const batch = place && open.get(place.file);
        const usable = batch?.dimensions === key.dimensions;
        found.push(usable ? batch.vector(place!.index) : null);
      }
      return found;
    },
    async put(key, entries) {
      try {
        await mkdir(directory, { recursive: true });
        const bytes = encodeBatch(key, entries);
        const path = join(directory, `${sha256(bytes)}.vectors`);
        const temporary = temporaryPath(directory);
        await writeThrough(temporary, bytes);
        await rename(temporary, path).catch(async (error: unknown) => {
          await discard(temporary);
          throw error;
        });
        await syncDirectory(directory);
        await makeRoom();
      } catch (error) {
        // A full or read-only disk makes the next ingest dearer, not this one fail.
        if (!warned)
          onWarning?.(
            `Vectors cannot be kept for the next time in ${directory} (${codeOf(error)}); make it writable, or choose another with DATA_DIR`,
          );
        warned = true;
      }
    },
  };

  /** Learns what is in files that were not there before. */
  async function look(): Promise<void> {
    for (const name of await namesIn(directory)) {
      if (seen.has(name)) continue;
      seen.add(name);
      const batch = await read(name);
      batch?.texts.forEach((text, index) => places.set(text, { file: name, index }));
    }
  }

  async function read(name: string): Promise<VectorBatch | null> {
    const path = join(directory, name);
    const bytes = await readIfPossible(path);
    if (!bytes) return null;
    const batch = `${sha256(bytes)}.vectors` === name ? decodeBatch(bytes) : null;
    if (!batch) await discard(path);
    return batch;
  }

  async function makeRoom(): Promise<void> {
    const files = [];
    for (const name of await namesIn(directory, isTemporaryName)) {
      const info = await stat(join(directory, name)).catch(() => null);
      if (!info) continue;
      if (!isTemporaryName(name)) files.push({ name, bytes: info.size, age: info.mtimeMs });
      else if (Date.now() - info.mtimeMs > ABANDONED_MS) await discard(join(directory, name));
    }
    files.sort((a, b) => b.age - a.age);
    let bytes = 0;
    for (const [index, file] of files.entries()) {
      bytes += file.bytes;
      if (index > 0 && (bytes > maxBytes || index >= maxFiles))
        await discard(join(directory, file.name));
    }
  }
}

async function namesIn(
  directory: string,
  also: (name: string) => boolean = () => false,
): Promise<string[]> {
  const names = await readdir(directory).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  return names.filter((name) => /^[0-9a-f]{64}\.vectors$/u.test(name) || also(name));
}
