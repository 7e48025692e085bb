import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { checkDirectory } from "./check-system.ts";
import type { Finding, Say } from "./finding.ts";

/** Where consent, settings and encrypted messages are kept, and the keys of these. Changes nothing. */
export async function checkState(
  directory: string,
  keys: readonly Buffer[],
  say: Say,
): Promise<Finding[]> {
  const place = await checkDirectory({ group: "state", name: "directory" }, directory, say);
  const names = await readdir(directory).catch(() => []);
  const databases = names.filter((name) => /\.(?:db|sqlite3?)$/u.test(name));
  const opened = await Promise.all(databases.map((name) => checkDatabase(directory, name, say)));
  return [place, ...opened, checkKeys(keys, say)];
}

async function checkDatabase(directory: string, name: string, say: Say): Promise<Finding> {
  const finding = { group: "state" as const, name: `database:${name}` };
  const file = join(directory, name);
  try {
    const { default: Sqlite } = await import("better-sqlite3");
    const database = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 1_000 });
    try {
      const verdict = database.pragma("quick_check(1)", { simple: true });
      return verdict === "ok"
        ? { ...finding, status: "ok", text: say("doctor-database", { file }) }
        : { ...finding, status: "fail", text: say("doctor-database-damaged", { file }) };
    } finally {
      database.close();
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ...finding, status: "fail", text: say("doctor-database-closed", { file, reason }) };
  }
}

/** Fewer different bytes than that do not come from a source of chance: one in 10^40 keys does. */
const LEAST_VARIETY = 8;

function checkKeys(keys: readonly Buffer[], say: Say): Finding {
  const finding = { group: "state" as const, name: "chat-log-key" };
  if (keys.length === 0) return { ...finding, status: "ok", text: say("doctor-key-unset") };
  if (keys.some((key) => new Set(key).size < LEAST_VARIETY))
    return { ...finding, status: "warn", text: say("doctor-key-weak") };
  return { ...finding, status: "ok", text: say("doctor-key", { count: keys.length }) };
}
