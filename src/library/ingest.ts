import { basename, resolve } from "node:path";
import { UserError } from "../errors.ts";
import type { Interview } from "../interview/interview.ts";
import { interviewIdFrom, MAX_ID_LENGTH } from "../interview/interview-id.ts";
import { declaredId } from "../interview/parse-interview.ts";
import type { Derived, Deriver } from "./derive.ts";
import { sha256 } from "./durable-files.ts";
import { withLibraryLock } from "./library-lock.ts";
import type { ManifestEntry } from "./manifest.ts";
import { readLibrary } from "./read-library.ts";
import { readSourceFile, type SourceFile } from "./read-source-file.ts";
import { FILES, type LibraryInterview } from "./stored-interview.ts";
import { commit, writeInterview } from "./write-library.ts";

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
  const outcomes: IngestOutcome[] = [];
  const readable: SourceFile[] = [];
  for (const path of paths) {
    const file = await attempt(path, () => readSourceFile(path));
    if ("kind" in file) outcomes.push(file);
    else readable.push(file);
  }
  if (readable.length === 0) return outcomes;
  await withLibraryLock(directory, async () => {
    const state = await currentState(directory, deriver);
    for (const file of readable) {
      const outcome = await attempt(file.path, () => ingestFile(directory, file, state, deriver));
      outcomes.push(outcome);
      onProgress?.(outcomes.length, paths.length);
    }
    await commitIfChanged(directory, state, deriver);
  });
  return outcomes;
}

/** @returns false when there is no interview of that id. */
export async function removeInterview(
  directory: string,
  id: string,
  deriver: Deriver,
): Promise<boolean> {
  return withLibraryLock(directory, async () => {
    const state = await currentState(directory, deriver);
    const known = state.held.delete(id);
    state.changed ||= known;
    await commitIfChanged(directory, state, deriver);
    return known;
  });
}

/** Writes back what a reader had to mend, so that the next start finds it whole. */
export async function mendLibrary(directory: string, deriver: Deriver): Promise<void> {
  await withLibraryLock(directory, async () => {
    const state = await currentState(directory, deriver);
    await commitIfChanged(directory, state, deriver);
  });
}

interface Held {
  readonly entry: ManifestEntry;
  /** `null` when the stored source is beyond repair; a fresh copy of it mends the interview. */
  readonly derived: Derived | null;
}

interface State {
  readonly held: Map<string, Held>;
  /** Which file of this run gave an interview its content. */
  readonly from: Map<string, string>;
  /** Whether the manifest on disk no longer says what `held` says. */
  changed: boolean;
}

/** What the library holds now, with everything that was damaged or outdated stored anew. */
async function currentState(directory: string, deriver: Deriver): Promise<State> {
  const read = await readLibrary(directory, deriver);
  const state: State = { held: new Map(), from: new Map(), changed: read.kind === "missing" };
  if (read.kind === "missing") return state;
  for (const entry of read.lost) state.held.set(entry.id, { entry, derived: null });
  for (const { entry, interview, mended } of read.entries) {
    const stored = mended ? await storeAgain(directory, entry, interview) : entry;
    state.held.set(entry.id, { entry: stored, derived: interview });
    state.changed ||= mended;
  }
  return state;
}

const storeAgain = (
  directory: string,
  { id, origin }: ManifestEntry,
  interview: LibraryInterview,
): Promise<ManifestEntry> =>
  writeInterview(directory, {
    id,
    origin,
    source: Buffer.from(interview.source),
    topics: interview.topics && JSON.stringify(interview.topics),
    derived: interview,
  });

async function commitIfChanged(directory: string, state: State, deriver: Deriver): Promise<void> {
  if (!state.changed) return;
  const entries = [...state.held.values()].map(({ entry }) => entry);
  await commit(directory, deriver.derivedWith, entries);
}

async function ingestFile(
  directory: string,
  file: SourceFile,
  state: State,
  deriver: Deriver,
): Promise<IngestOutcome> {
  const { path, bytes: source, topics } = file;
  const origin = resolve(path);
  const same = [...state.held.values()].find(({ entry }) => isSame(entry, file));
  const id = same?.entry.id ?? declaredId(file.text) ?? freeId(file, state);
  if (same?.derived) return { kind: "unchanged", path, id, interview: same.derived.interview };
  const other = state.from.get(id);
  if (other !== undefined)
    throw new UserError("source", `${path}: its id ${id} is that of ${other}; give it another`);
  const derived = await deriver.derive(file.text, id);
  const kind = state.held.has(id) ? "updated" : "added";
  const entry = await writeInterview(directory, { id, origin, source, topics, derived });
  state.held.set(id, { entry, derived });
  state.from.set(id, path);
  state.changed = true;
  return { kind, path, id, interview: derived.interview };
}

const isSame = ({ files }: ManifestEntry, { bytes, topics }: SourceFile): boolean =>
  files[FILES.source]?.sha256 === sha256(bytes) &&
  files[FILES.topics]?.sha256 === (topics === null ? undefined : sha256(topics));

/** A file is an update of the interview that came from the same place; another file of the same name is another interview. */
function freeId({ path }: SourceFile, { held }: State): string {
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
