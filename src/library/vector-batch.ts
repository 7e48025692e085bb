import { z } from "zod";
import type { CacheKey } from "../retrieve/remote-embedder.ts";
import { sha256 } from "./durable-files.ts";

const headSchema = z.object({
  dimensions: z.number().int().positive(),
  texts: z.array(z.string()),
});

/** What one file of the cache holds. */
export interface VectorBatch {
  readonly dimensions: number;
  /** Each as `hashOf` names it. */
  readonly texts: readonly string[];
  /** `null` when a value is not a number. */
  vector(index: number): readonly number[] | null;
}

/** The text as it was given to a model of that name, without the text. */
export const hashOf = ({ model, dimensions }: CacheKey, text: string): string =>
  sha256(JSON.stringify([model, dimensions, text]));

/** A line of JSON, then little-endian 32-bit floats, one vector after another, as a library stores them. */
export function encodeBatch(
  key: CacheKey,
  entries: ReadonlyMap<string, readonly number[]>,
): Buffer {
  const texts = [...entries.keys()].map((text) => hashOf(key, text));
  const floats = Float32Array.from([...entries.values()].flat());
  const body = Buffer.alloc(floats.length * 4);
  floats.forEach((value, index) => body.writeFloatLE(value, index * 4));
  const head = JSON.stringify({ dimensions: key.dimensions, texts });
  return Buffer.concat([Buffer.from(`${head}\n`), body]);
}

/** `null` when the bytes are not what `encodeBatch` makes. */
export function decodeBatch(bytes: Buffer): VectorBatch | null {
  const end = bytes.indexOf("\n");
  try {
    const { dimensions, texts } = headSchema.parse(JSON.parse(bytes.toString("utf8", 0, end)));
    if (bytes.length - end - 1 !== texts.length * dimensions * 4) return null;
    return {
      dimensions,
      texts,
      vector(index) {
        const start = end + 1 + index * dimensions * 4;
        const vector = Array.from({ length: dimensions }, (_, i) =>
          bytes.readFloatLE(start + i * 4),
        );
        return vector.every(Number.isFinite) ? vector : null;
      },
    };
  } catch {
    return null;
  }
}
