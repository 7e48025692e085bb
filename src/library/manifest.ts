import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { z } from "zod";

/** Raise it when the layout of the stored files changes: older libraries are then derived anew from their sources. */
const SCHEMA = 1;

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

const manifestPath = (library: string) => join(library, "manifest.json");

export type ReadManifest =
  | { readonly kind: "found"; readonly manifest: Manifest }
  | { readonly kind: "missing" }
  /** Not JSON, not of this schema, or of another version. */
  | { readonly kind: "unusable" };

export async function readManifest(library: string): Promise<ReadManifest> {
  let text: string;
  try {
    text = await readFile(manifestPath(library), "utf8");
  } catch (error) {
    if (isMissing(error)) return { kind: "missing" };
    throw error;
  }
  try {
    return { kind: "found", manifest: manifestSchema.parse(JSON.parse(text)) };
  } catch {
    return { kind: "unusable" };
  }
}

export const emptyManifest = (derivedWith: DerivedWith): Manifest => ({
  schema: SCHEMA,
  ...derivedWith,
  interviews: [],
});

/** Atomic and durable: readers see the old manifest or the new one, also after a crash. */
export async function writeManifest(library: string, manifest: Manifest): Promise<void> {
  await writeFileAtomic(manifestPath(library), `${JSON.stringify(manifest, null, 2)}\n`);
}

export const isMissing = (error: unknown): boolean =>
  error instanceof Error &&
  "code" in error &&
  (error.code === "ENOENT" || error.code === "ENOTDIR");
