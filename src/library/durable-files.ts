import { createHash } from "node:crypto";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Lower-case hex. */
export const sha256 = (bytes: Uint8Array | string): string =>
  createHash("sha256").update(bytes).digest("hex");

export interface FileRecord {
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Writes a directory so that after a crash it is either there whole or not at all: the files go to a
 * temporary sibling, reach the disk, and one rename makes them visible. `directory` must not exist yet.
 */
export async function writeDirectoryAtomically(
  directory: string,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<Record<string, FileRecord>> {
  const temporary = join(dirname(directory), temporaryName());
  const records: Record<string, FileRecord> = {};
  try {
    await mkdir(temporary, { recursive: true });
    for (const [name, bytes] of files) {
      await writeThrough(join(temporary, name), bytes);
      records[name] = { bytes: bytes.length, sha256: sha256(bytes) };
    }
    await syncDirectory(temporary);
    await rename(temporary, directory);
    await syncDirectory(dirname(directory));
  } catch (error) {
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
  return records;
}

/** Directories of this shape are left by a process that was killed while writing. */
export const isTemporaryName = (name: string): boolean => /^\.writing-\d+-[a-z0-9]+$/.test(name);

const temporaryName = () =>
  `.writing-${process.pid}-${Math.random().toString(36).slice(2).padEnd(4, "0")}`;

async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  // A full disk does not always fail the write itself.
  const { size } = await stat(path);
  if (size !== bytes.length)
    throw new Error(`${path}: wrote ${size} of ${bytes.length} bytes; is the disk full?`);
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
