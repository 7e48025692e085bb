import type Sqlite from "better-sqlite3";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
} from "kysely";
import { explain } from "./sqlite-errors.ts";

/**
 * Kysely's own dialect, but each statement is prepared once, failures of the file are explained, and a
 * transaction takes the write lock at its start: one that reads before it writes would fail at once, however
 * long it may wait, when another process has written in between.
 */
export const sqliteDialect = (sqlite: Sqlite.Database, file: string): Dialect => ({
  createAdapter: () => new SqliteAdapter(),
  createDriver: () => new ImmediateDriver({ database: preparing(sqlite, file) }),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
});

class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }
}

/** No statement of ours has a list of variable length in it, so there are only so many. */
function preparing(sqlite: Sqlite.Database, file: string): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>();
  const explained = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw explain(error, file);
    }
  };
  const prepare = (sql: string): SqliteStatement => {
    const statement = sqlite.prepare(sql);
    return {
      reader: statement.reader,
      all: (parameters) => explained(() => statement.all(...parameters)),
      run: (parameters) => explained(() => statement.run(...parameters)),
      iterate: (parameters) => explained(() => statement.iterate(...parameters)),
    };
  };
  return {
    close() {
      prepared.clear();
      sqlite.close();
    },
    prepare(sql) {
      const known = prepared.get(sql);
      if (known) return known;
      const statement = explained(() => prepare(sql));
      prepared.set(sql, statement);
      return statement;
    },
  };
}
