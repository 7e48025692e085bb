import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "better-sqlite3";
import { Kysely, type Migration, Migrator } from "kysely";
import { MIGRATIONS } from "./migrations.ts";
import type { Schema, StateDatabase } from "./schema.ts";
import { sqliteDialect } from "./sqlite-dialect.ts";
import { explain, refuse } from "./sqlite-errors.ts";

export interface SqliteOptions {
  /** A path, made when it is not there; or `:memory:`. */
  readonly file: string;
  /** How long another process may hold the file; the whole program waits meanwhile. */
  readonly busyTimeoutMs?: number;
  readonly migrations?: Readonly<Record<string, Migration>>;
}

export interface SqliteFile {
  readonly db: StateDatabase;
  /**
   * One transaction that has reached the disk when the promise resolves, so that no power cut undoes it: for
   * consent and forgetting, a few milliseconds.
   */
  durably<T>(work: (transaction: StateDatabase) => Promise<T>): Promise<T>;
  /** All commits so far are on the disk, and nothing that they deleted is left in the write-ahead log. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** "Vbtm": tells a state file from any other SQLite database. */
const APPLICATION_ID = 0x5662746d;
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Never deletes or replaces what is there.
 *
 * @throws UserError `state-foreign`, `state-damaged`, `state-newer`, `state-busy`, `state-full` or
 * `state-unwritable`.
 */
export async function openSqlite(options: SqliteOptions): Promise<SqliteFile> {
  const { file, busyTimeoutMs = BUSY_TIMEOUT_MS, migrations = MIGRATIONS } = options;
  let sqlite: Sqlite.Database | undefined;
  try {
    if (file !== ":memory:") makeFile(file);
    sqlite = new Sqlite(file, { timeout: busyTimeoutMs });
    inspect(sqlite, file, migrations);
    // Deleted content is overwritten; commits survive a kill, and what goes through `durably` a power cut.
    sqlite.pragma("secure_delete = ON");
    sqlite.pragma("journal_mode = WAL");
    sqlite.pragma("synchronous = NORMAL");
    sqlite.pragma("foreign_keys = ON");
    const db = new Kysely<Schema>({ dialect: sqliteDialect(sqlite, file) });
    await migrate(sqlite, db, migrations);
    return opened(sqlite, db, file);
  } catch (error) {
    sqlite?.close();
    throw explain(error, file);
  }
}

/** SQLite gives its other files the rights of this one. */
function makeFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  closeSync(openSync(file, "a", 0o600));
}

function inspect(sqlite: Sqlite.Database, file: string, migrations: object): void {
  const tables = sqlite.prepare("select name from sqlite_schema").pluck().all();
  if (tables.length === 0) return;
  if (sqlite.pragma("application_id", { simple: true }) !== APPLICATION_ID)
    throw refuse("foreign", file);
  if (sqlite.pragma("quick_check(1)", { simple: true }) !== "ok") throw refuse("damaged", file);
  if (!tables.includes("kysely_migration")) throw refuse("damaged", file);
  const made = sqlite.prepare("select name from kysely_migration").pluck().all();
  if (made.some((name) => !Object.hasOwn(migrations, String(name)))) throw refuse("newer", file);
}

/** All or nothing, also for the tables in which Kysely notes what it has done. */
async function migrate(
  sqlite: Sqlite.Database,
  db: StateDatabase,
  migrations: Readonly<Record<string, Migration>>,
): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
  });
  sqlite.exec("begin immediate");
  try {
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw error as Error;
    sqlite.pragma(`application_id = ${APPLICATION_ID}`);
    sqlite.exec("commit");
  } catch (error) {
    // A full disk rolls back by itself.
    if (sqlite.inTransaction) sqlite.exec("rollback");
    throw error;
  }
}

function opened(sqlite: Sqlite.Database, db: StateDatabase, file: string): SqliteFile {
  // Syncs the log, then the database, then empties the log.
  const settle = () => {
    try {
      sqlite.pragma("wal_checkpoint(TRUNCATE)");
    } catch (error) {
      throw explain(error, file);
    }
  };
  return {
    db,
    durably: (work) =>
      db.connection().execute(async (connection) => {
        sqlite.pragma("synchronous = FULL");
        try {
          return await connection.transaction().execute(work);
        } finally {
          sqlite.pragma("synchronous = NORMAL");
        }
      }),
    settle: () =>
      db.connection().execute(() => {
        settle();
        return Promise.resolve();
      }),
    close: () => db.destroy(),
  };
}
