import { randomBytes } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readIfPossible, sha256 } from "./durable-files.ts";

/** Raise it when the layout of the stored files changes: older libraries are then derived anew from their sources. */
const SCHEMA = 2;

const fileSchema = z.object({ bytes: z.number().int(), sha256: z.string() });

const entrySchema = z.object({
  id: z.string().regex(/^[\w-]{1,40}$/),
  /** Below the library; see `directoryName`. */
  directory: z.string().refine((name) => parseDirectoryName(name) !== null),
  /** The file that it was ingested from. */
  origin: z.string(),
  title: z.string(),
  files: z.record(z.string(), fileSchema),
});

const manifestSchema = z.object({
  schema: z.literal(SCHEMA),
  /** What passages were analysed with; another version means other terms. */
  analysis: z.string(),
  embedder: z.object({ model: z.string(), dimensions: z.number().int().positive() }),
  interviews: z.array(entrySchema),
});

/** A checksum that differs by one bit would make an intact source look damaged, so the manifest has one, too. */
const fileContentSchema = z.object({ sha256: z.string(), manifest: z.unknown() });

export type ManifestEntry = z.infer<typeof entrySchema>;
export type Manifest = z.infer<typeof manifestSchema>;
/** What all interviews of a library are derived with. */
export type DerivedWith = Pick<Manifest, "analysis" | "embedder">;

/**
 * `<interview id>.<first 12 hex of the source's SHA-256>-<nonce>`. Each write has a directory of its own, so
 * that nothing which a reader may be reading is ever rewritten in place; and the source can be checked and
 * its interview named even when the manifest is lost.
 */
export const directoryName = (id: string, sourceSha256: string): string =>
  `${id}.${sourceSha256.slice(0, 12)}-${randomBytes(4).toString("hex")}`;

export function parseDirectoryName(name: string): { id: string; sourceHash: string } | null {
  const match = /^([\w-]{1,40})\.([0-9a-f]{12})-[0-9a-f]{8}$/.exec(name);
  return match ? { id: match[1]!, sourceHash: match[2]! } : null;
}

export const manifestPath = (library: string): string => join(library, "manifest.json");

/** The same again: it alone knows where a damaged source came from once the manifest is damaged. */
export const manifestCopyPath = (library: string): string => join(library, "manifest.copy.json");

export interface ReadManifest {
  /** `null` when neither the manifest nor its copy is intact and of this schema. */
  readonly manifest: Manifest | null;
  /** Of the manifest's file, changing with every commit; `null` when there is none. */
  readonly fingerprint: string | null;
  /** Whether manifest and copy are both there and the same. */
  readonly intact: boolean;
}

export async function readManifest(library: string): Promise<ReadManifest> {
  const own = await readIfPossible(manifestPath(library));
  const copy = await readIfPossible(manifestCopyPath(library));
  const manifest = own && parseManifest(own);
  return {
    manifest: manifest ?? (copy && parseManifest(copy)),
    fingerprint: own && sha256(own),
    intact: manifest !== null && copy?.equals(own!) === true,
  };
}

/** What `readManifest` would say at this moment. */
export function fingerprintSync(library: string): string | null {
  const path = manifestPath(library);
  try {
    return statSync(path).isFile() ? sha256(readFileSync(path)) : null;
  } catch {
    return null;
  }
}

function parseManifest(bytes: Buffer): Manifest | null {
  try {
    const content = fileContentSchema.parse(JSON.parse(bytes.toString()));
    if (sha256(JSON.stringify(content.manifest)) !== content.sha256) return null;
    return manifestSchema.parse(content.manifest);
  } catch {
    return null;
  }
}

export function encodeManifest(derivedWith: DerivedWith, interviews: ManifestEntry[]): Buffer {
  const { analysis, embedder } = derivedWith;
  const manifest: Manifest = { schema: SCHEMA, analysis, embedder, interviews };
  const content = { sha256: sha256(JSON.stringify(manifest)), manifest };
  return Buffer.from(`${JSON.stringify(content, null, 2)}\n`);
}
