import { stat } from "node:fs/promises";
import { UserError } from "../errors.ts";
import { changeLibrary } from "./change-library.ts";
import type { Derived, Deriver } from "./derive.ts";
import { sha256 } from "./durable-files.ts";
import { type ReadLibrary, readLibrary } from "./read-library.ts";
import { FILES, type LibraryInterview } from "./stored-interview.ts";

/** All interviews of a library, in memory. */
export interface Library {
  readonly directory: string;
  readonly interviews: readonly LibraryInterview[];
}

export interface OpenOptions {
  /** Called with one line for each thing that is wrong but does not keep the library from being used. */
  readonly onWarning?: (line: string) => void;
}

/**
 * @throws UserError `library-missing` when there is no library at `directory`; `library-damaged` when
 * nothing in it can be used. Each names the command that helps.
 */
export async function openLibrary(
  directory: string,
  deriver: Deriver,
  { onWarning }: OpenOptions = {},
): Promise<Library> {
  const remembering = rememberDerived(deriver);
  const read = await readLibrary(directory, remembering);
  if (read.kind === "missing") throw await missing(directory);
  for (const line of losses(directory, read)) onWarning?.(line);
  if (read.entries.length === 0 && (read.lost.length > 0 || read.manifest === null))
    throw new UserError(
      "library-damaged",
      `Nothing in the library at ${directory} is intact. Make it anew: npm run ingest -- --library ${directory} FILE...`,
    );
  const whole = read.intact && !read.entries.some(({ mended }) => mended);
  const now = whole ? read : await mendOnDisk(directory, remembering, read, onWarning);
  return { directory, interviews: now.entries.map(({ interview }) => interview) };
}

async function missing(directory: string): Promise<UserError> {
  const info = await stat(directory).catch(() => null);
  if (info && !info.isDirectory())
    return new UserError(
      "library-missing",
      `${directory} is not a directory. Choose another with DATA_DIR or --library`,
    );
  return new UserError(
    "library-missing",
    `No library at ${directory}. Make one: npm run ingest -- --library ${directory} FILE...`,
  );
}

type Read = Extract<ReadLibrary, { kind: "read" }>;

function* losses(directory: string, { entries, lost }: Read): Generator<string> {
  const ingest = `npm run ingest -- --library ${directory}`;
  for (const { id, origin, directory: own } of lost)
    yield `${id}: its source (${own}/${FILES.source}) is damaged; mend it: ${ingest} ${origin}, or drop it: ${ingest} --remove ${id}`;
  for (const { entry, topicsLost } of entries)
    if (topicsLost)
      yield `${entry.id}: its topic titles (${entry.directory}/${FILES.topics}) are damaged and left out; restore them: ${ingest} ${entry.origin}`;
}

/**
 * The next start finds it whole. Stored anew, files have other places, hence the second look. A library that
 * cannot be written, or that somebody writes to just now, is served from memory.
 */
async function mendOnDisk(
  directory: string,
  deriver: Deriver,
  read: Read,
  onWarning: OpenOptions["onWarning"],
): Promise<Read> {
  try {
    await changeLibrary(directory, deriver, () => Promise.resolve(), { waitMs: 0 });
    const again = await readLibrary(directory, deriver);
    return again.kind === "read" ? again : read;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    if (error.code !== "library-busy")
      onWarning?.(`${error.message.replace(/\.$/u, "")}; it is served from memory`);
    return read;
  }
}

/** What was derived for reading is not derived again for mending. */
function rememberDerived(deriver: Deriver): Deriver {
  const known = new Map<string, Derived>();
  return {
    derivedWith: deriver.derivedWith,
    async derive(source, id) {
      const key = `${id} ${sha256(source)}`;
      const derived = known.get(key) ?? (await deriver.derive(source, id));
      known.set(key, derived);
      return derived;
    },
  };
}
