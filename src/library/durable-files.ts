import { createHash } from "node:crypto";
import { renameSync, rmSync } from "node:fs";
import { mkdir, open, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** Lower-case hex. */
export const sha256 = (bytes: Uint8Array | string): string =>
  createHash("sha256").update(bytes).digest("hex");

export interface FileRecord {
  readonly bytes: number;
  readonly sha256: string;
}

/** Where something is written before a rename makes it visible; nobody else uses the name. */
export const temporaryPath = (directory: string): string =>
  join(
    directory,
    `.writing-${process.pid}-${Math.random().toString(36).slice(2, 12).padEnd(4, "0")}`,
  );

/** Files and directories of this shape are left by a process that was killed while writing. */
export const isTemporaryName = (name: string): boolean => /^\.writing-\d+-[a-z0-9]+$/.test(name);

/** Everything reaches the disk, or nothing stays. `directory` must not exist yet. */
export async function writeDirectory(
  directory: string,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<Record<string, FileRecord>> {
  const records: Record<string, FileRecord> = {};
  try {
    await mkdir(directory);
    for (const [name, bytes] of files) {
      await writeThrough(join(directory, name), bytes);
      records[name] = { bytes: bytes.length, sha256: sha256(bytes) };
    }
    await syncDirectory(directory);
  } catch (error) {
    await discard(directory);
    throw error;
  }
  return records;
}

/** The bytes reach the disk, or no file stays. `path` must not exist yet. */
export async function writeThrough(path: string, bytes: Uint8Array, mode?: number): Promise<void> {
  try {
    const file = await open(path, "wx", mode);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    // A full disk does not always fail the write itself.
    const { size } = await stat(path);
    if (size !== bytes.length)
      throw Object.assign(new Error(`wrote ${size} of ${bytes.length} bytes to ${path}`), {
        code: "ENOSPC",
      });
  } catch (error) {
    await discard(path);
    throw error;
  }
}

export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** As far as that is possible: what stays is removed by a later writer. */
export async function discard(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch(() => undefined);
}

/** Puts a file in the place of whatever is there: a rename alone does not replace a directory. */
export function replaceSync(path: string, by: string): void {
  try {
    renameSync(by, path);
  } catch (error) {
    if (!hasCode(error, "EISDIR", "ENOTEMPTY", "EEXIST")) throw error;
    rmSync(path, { recursive: true, force: true });
    renameSync(by, path);
  }
}

/**
 * The bytes of a file, or `null` when there is no file that can be read: a bad sector, a directory or a link
 * to nowhere is as good as nothing. What is no regular file is not opened: reading a pipe would never end.
 */
export async function readIfPossible(path: string, bytes?: number): Promise<Buffer | null> {
  try {
    const info = await stat(path);
    if (!info.isFile() || info.size !== (bytes ?? info.size)) return null;
    return await readFile(path);
  } catch {
    return null;
  }
}

/** Such as ENOENT. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : String(error);

export const hasCode = (error: unknown, ...codes: string[]): boolean =>
  codes.includes(codeOf(error));

export const isMissing = (error: unknown): boolean => hasCode(error, "ENOENT", "ENOTDIR");
