import { UserError } from "../errors.ts";
import type { Deriver } from "./derive.ts";
import { mendLibrary } from "./ingest.ts";
import { readLibrary } from "./read-library.ts";
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
  const read = await readLibrary(directory, deriver);
  if (read.kind === "missing")
    throw new UserError(
      "library-missing",
      `No library at ${directory}. Make one: npm run ingest -- --library ${directory} FILE...`,
    );
  for (const { id, origin, directory: own } of read.lost)
    onWarning?.(
      `${id}: its source (${own}/${FILES.source}) is damaged; mend it: npm run ingest -- --library ${directory} ${origin}`,
    );
  if (read.entries.length === 0 && read.lost.length > 0)
    throw new UserError(
      "library-damaged",
      `Nothing in the library at ${directory} is intact. Make it anew: npm run ingest -- --library ${directory} FILE...`,
    );
  const mended = read.entries.some((entry) => entry.mended) || read.manifest === null;
  const now = mended ? await mendAndReadAgain(directory, deriver, read) : read;
  return { directory, interviews: now.entries.map(({ interview }) => interview) };
}

type Read = Extract<Awaited<ReturnType<typeof readLibrary>>, { kind: "read" }>;

/** Stored anew, files have other places. A library that cannot be written is still served, from memory. */
async function mendAndReadAgain(directory: string, deriver: Deriver, read: Read): Promise<Read> {
  try {
    await mendLibrary(directory, deriver);
    const again = await readLibrary(directory, deriver);
    return again.kind === "read" ? again : read;
  } catch {
    return read;
  }
}
