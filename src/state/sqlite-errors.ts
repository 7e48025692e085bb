import { UserError } from "../errors.ts";

/**
 * What SQLite or the file system says about a file, as one line that says what to do. Nothing else is
 * changed: a wrong statement is a bug. No error of SQLite holds the values of a statement.
 */
export function explain(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || error instanceof UserError) return error;
  const code = "code" in error ? String(error.code) : "";
  const line = lineOf(code, file);
  return line === null ? error : new UserError(line.code, line.text, { cause: error });
}

function lineOf(code: string, file: string): { code: string; text: string } | null {
  if (code === "SQLITE_NOTADB") return foreign(file);
  if (code.startsWith("SQLITE_CORRUPT")) return damaged(file);
  if (/^SQLITE_(?:BUSY|LOCKED|PROTOCOL)/.test(code))
    return {
      code: "state-busy",
      text: `Another program keeps ${file} locked; end it (a second bot, a backup, a database browser), then try again`,
    };
  if (/^(?:SQLITE_FULL|ENOSPC|EDQUOT)/.test(code))
    return {
      code: "state-full",
      text: `No space is left for ${file}; make room on that disk, then try again`,
    };
  if (/^(?:SQLITE_(?:CANTOPEN|READONLY|IOERR|PERM|AUTH)|E[A-Z]+$)/.test(code))
    return {
      code: "state-unwritable",
      text: `Cannot keep the bot's state in ${file} (${code}). Make that place writable, or choose another with DATA_DIR`,
    };
  return null;
}

const foreign = (file: string) => ({
  code: "state-foreign",
  text: `${file} is something else than the bot's state. Move it away, or choose another place with DATA_DIR`,
});

const damaged = (file: string) => ({
  code: "state-damaged",
  text: `The bot's state in ${file} is damaged. Put a backup in its place, or move it away together with ${file}-wal and start anew: languages, votes and recap settings are then lost`,
});

const newer = (file: string) => ({
  code: "state-newer",
  text: `${file} was written by a newer version of this program. Install that version, or move the file away and start anew`,
});

/** For what only a look inside shows. */
export function refuse(what: "foreign" | "damaged" | "newer", file: string): UserError {
  const { code, text } = { foreign, damaged, newer }[what](file);
  return new UserError(code, text);
}
