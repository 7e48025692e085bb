import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { UserError } from "../errors.ts";
import { decodeSource, MAX_SOURCE_BYTES } from "../interview/read-source.ts";
import { codeOf, isMissing } from "./durable-files.ts";
import { parseTopicSheet, topicSheetPath } from "./topic-sheet.ts";

export interface SourceFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly text: string;
  /** The topic sheet, checked, as JSON. */
  readonly topics: string | null;
}

/** @throws UserError that names the file and says why it cannot be an interview. */
export async function readSourceFile(path: string): Promise<SourceFile> {
  const bytes = await readBytes(path);
  const text = decodeSource(bytes, path);
  return { path, bytes, text, topics: await readTopicSheet(topicSheetPath(path)) };
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    const info = await stat(path);
    if (info.isDirectory())
      throw new UserError("source", `${path} is a directory; name the files in it`);
    if (!info.isFile() && !info.isFIFO())
      throw new UserError("source", `${path} is not a file; name a text file`);
    if (info.size > MAX_SOURCE_BYTES)
      throw new UserError("source", `${path} is over 20 MB; split it into several interviews`);
    return await readFile(path);
  } catch (error) {
    if (error instanceof UserError) throw error;
    if (isMissing(error)) throw new UserError("source", `${path}: no such file`, { cause: error });
    throw new UserError("source", `${path} cannot be read (${codeOf(error)}); check permissions`, {
      cause: error,
    });
  }
}

/** Checked, as JSON; `null` when there is none. */
export async function readTopicSheet(path: string): Promise<string | null> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch {
    return null;
  }
  return JSON.stringify(parseTopicSheet(text, basename(path)));
}
