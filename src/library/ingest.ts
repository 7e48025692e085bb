import { basename, resolve } from "node:path";
import { UserError } from "../errors.ts";
import type { Interview } from "../interview/interview.ts";
import { interviewIdFrom, MAX_ID_LENGTH } from "../interview/interview-id.ts";
import { declaredId } from "../interview/parse-interview.ts";
import { changeLibrary, type Draft, type Held } from "./change-library.ts";
import type { Deriver } from "./derive.ts";
import { sha256 } from "./durable-files.ts";
import type { ManifestEntry } from "./manifest.ts";
import { readSourceFile, type SourceFile } from "./read-source-file.ts";
import { FILES, readVouched } from "./stored-interview.ts";

export type IngestOutcome =
  | {
      readonly kind: "added" | "updated" | "unchanged";
      readonly path: string;
      readonly id: string;
      readonly interview: Interview;
    }
  | { readonly kind: "failed"; readonly path: string; readonly message: string };

export interface IngestOptions {
  /** Called with the number of files that are done, and how many there are. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Indexes files into the library at `directory`, creating it when needed. Idempotent: what is there with
 * the same content stays as it is. All good files become visible at once, bad ones are reported; when all
 * are bad the library is not touched.
 */
export async function ingest(
  directory: string,
  paths: readonly string[],
  deriver: Deriver,
  { onProgress }: IngestOptions = {},
): Promise<IngestOutcome[]> {
  const unreadable: IngestOutcome[] = [];
  const readable: SourceFile[] = [];
  for (const path of paths) {
    const file = await attempt(path, () => readSourceFile(path));
    if ("kind" in file) unreadable.push(file);
    else readable.push(file);
  }
  if (readable.length === 0) return unreadable;
  return changeLibrary(directory, deriver, async (draft) => {
    const outcomes = [...unreadable];
    /** Which file of this run gave an interview its content. */
    const from = new Map<string, string>();
    for (const file of readable) {
      outcomes.push(await attempt(file.path, () => ingestFile(file, draft, from, deriver)));
      onProgress?.(outcomes.length, paths.length);
    }
    return outcomes;
  });
}

/** @returns false when there is no interview of that id. */
export const removeInterview = (
  directory: string,
  id: string,
  deriver: Deriver,
): Promise<boolean> =>
  changeLibrary(directory, deriver, (draft) => Promise.resolve(draft.remove(id)));

async function ingestFile(
  file: SourceFile,
  draft: Draft,
  from: Map<string, string>,
  deriver: Deriver,
): Promise<IngestOutcome> {
  const { path, bytes: source, topics } = file;
  const origin = resolve(path);
  const same = [...draft.held.values()].find((held) => isSame(held, file));
  const id = same?.entry.id ?? declaredId(file.text) ?? freeId(file, draft);
  if (same?.derived) {
    const { derived } = same;
    if (!(await isAtOrigin(same.entry))) await draft.put({ id, origin, source, topics, derived });
    return { kind: "unchanged", path, id, interview: derived.interview };
  }
  const other = from.get(id);
  if (other !== undefined)
    throw new UserError("source", `${path}: its id ${id} is that of ${other}; give it another`);
  const derived = await deriver.derive(file.text, id);
  const kind = draft.held.has(id) ? "updated" : "added";
  await draft.put({ id, origin, source, topics, derived });
  from.set(id, path);
  return { kind, path, id, interview: derived.interview };
}

function isSame({ entry, derived }: Held, { bytes, topics }: SourceFile): boolean {
  const { [FILES.source]: stored, [FILES.topics]: sheet } = entry.files;
  // Of a source that was lost with its manifest, only the beginning of the checksum is known.
  if (!derived) return stored !== undefined && sha256(bytes).startsWith(stored.sha256);
  const sameTopics = sheet?.sha256 === (topics === null ? undefined : sha256(topics));
  return stored?.sha256 === sha256(bytes) && sameTopics;
}

/** A file that was moved mends the interview from its new place. */
const isAtOrigin = async (entry: ManifestEntry): Promise<boolean> =>
  (await readVouched(entry.origin, entry, FILES.source)) !== null;

/** A file is an update of the interview that came from the same place; another file of the same name is another interview. */
function freeId({ path }: SourceFile, { held }: Draft): string {
  const wanted = interviewIdFrom(basename(path));
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? "" : `-${number}`;
    const id = `${wanted.slice(0, MAX_ID_LENGTH - suffix.length)}${suffix}`;
    const taken = held.get(id);
    if (!taken || taken.entry.origin === resolve(path)) return id;
  }
}

/** @returns the value, or a failed outcome when `work` throws what a user can act on. */
async function attempt<T>(path: string, work: () => Promise<T>) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { message } = error;
    // The parser does not know which file it reads.
    const named = message.includes(path) ? message : `${path}: ${message}`;
    return { kind: "failed" as const, path, message: named };
  }
}
