import { sql } from "kysely";
import type { LogRange } from "../recap/chat-log.ts";
import type { StateDatabase } from "./schema.ts";

/**
 * Ids in order of time. Messages of one second, which is as fine as Telegram tells, are ordered by id, where
 * negative ones are of the time before a move.
 */
export async function rangeIds(
  db: StateDatabase,
  chat: number,
  { from, to, last, thread, fromMessage }: LogRange,
  keptSince: number,
): Promise<number[]> {
  let query = db
    .selectFrom("messages")
    .select("id")
    .where("chat", "=", chat)
    .where("sent_at", ">=", Math.max(from ?? keptSince, keptSince));
  if (to !== undefined) query = query.where("sent_at", "<", to);
  if (thread !== undefined) query = query.where("thread", "is", thread);
  if (fromMessage !== undefined)
    query = query.where(
      fromMessage < 0
        ? sql<boolean>`(id <= ${fromMessage} or id > 0)`
        : sql<boolean>`id >= ${fromMessage}`,
    );
  query = query
    .orderBy("sent_at", "desc")
    .orderBy(sql`id > 0`, "desc")
    .orderBy(sql`abs(id)`, "desc");
  if (last !== undefined) query = query.limit(Math.max(Math.trunc(last), 0));
  const rows = await query.execute();
  return rows.map(({ id }) => id).reverse();
}
