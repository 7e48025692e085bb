import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import Sqlite from "better-sqlite3";

/** Which of `needles` stand anywhere in the database file or those that SQLite keeps beside it. */
export function foundInFiles(file: string, needles: readonly (string | Buffer)[]) {
  const directory = dirname(file);
  const contents = readdirSync(directory).map((name) => readFileSync(join(directory, name)));
  return needles.filter((needle) => contents.some((content) => content.includes(needle)));
}

/** Looks into a file behind the back of whoever has it open. */
export function look<T>(file: string, work: (db: Sqlite.Database) => T): T {
  const db = new Sqlite(file);
  try {
    return work(db);
  } finally {
    db.close();
  }
}

export const column = (file: string, query: string): unknown[] =>
  look(file, (db) => db.prepare(query).pluck().all());
