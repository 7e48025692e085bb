import { type ExpressionBuilder, sql } from "kysely";
import type { MessagePlace } from "./erase.ts";
import { recapChat } from "./recap-chats.ts";
import type { Schema, StateDatabase } from "./schema.ts";

/** Within one transaction. What the new chat has already wins. */
export async function moveState(db: StateDatabase, from: string, to: string): Promise<void> {
  await sql`update or ignore preferences set scope = ${to} where scope = ${from}`.execute(db);
  await db.deleteFrom("preferences").where("scope", "=", from).execute();
  await sql`
    update or ignore feedback set chat = ${to}, message = -abs(message) where chat = ${from}
  `.execute(db);
  await db.deleteFrom("feedback").where("chat", "=", from).execute();
  await sql`
    insert into tokens (scope, day, count) select ${to}, day, count from tokens where scope = ${from}
    on conflict (scope, day) do update set count = tokens.count + excluded.count`.execute(db);
  await db.deleteFrom("tokens").where("scope", "=", from).execute();
  await sql`
    insert or ignore into notices
    select substr(key, 1, length(key) - length(${from})) || ${to} from notices where ${about(from)}
  `.execute(db);
  await db.deleteFrom("notices").where(about(from)).execute();
}

/** Within one transaction. Messages are not encrypted anew: see `message-row.ts`. */
export async function moveRecap(
  db: StateDatabase,
  from: string,
  to: string,
  places: readonly MessagePlace[],
): Promise<void> {
  for (const column of ["chat", "author"] as const) {
    const name = sql.ref(column);
    await sql`update or ignore opt_outs set ${name} = ${to} where ${name} = ${from}`.execute(db);
    await db.deleteFrom("opt_outs").where(column, "=", from).execute();
  }
  const left = await recapChat(db, from);
  if (!left) return;
  const entered = await recapChat(db, to);
  const chat = entered?.id ?? left.id;
  for (const place of places) {
    const messages = sql.table(`${place}.messages`);
    // A chat moves once in its life. What came from a move before would have no known origin.
    await sql`delete from ${messages} where chat in (${left.id}, ${chat}) and id < 0`.execute(db);
    await sql`
      update ${messages} set chat = ${chat}, id = -id, reply_to = -reply_to where chat = ${left.id}
    `.execute(db);
  }
  if (entered) {
    for (const table of ["schedules", "subscribers"] as const)
      await sql`
        update or ignore ${sql.table(table)} set chat = ${chat} where chat = ${left.id}`.execute(
        db,
      );
    await db.deleteFrom("recap_chats").where("id", "=", left.id).execute();
  }
  await db
    .updateTable("recap_chats")
    .set({ key: to, moved_from: from })
    .where("id", "=", chat)
    .execute();
}

/** Within one transaction. */
export async function forgetState(db: StateDatabase, scope: string): Promise<void> {
  await db.deleteFrom("preferences").where("scope", "=", scope).execute();
  await db
    .deleteFrom("feedback")
    .where((row: ExpressionBuilder<Schema, "feedback">) =>
      row.or([row("chat", "=", scope), row("user", "=", scope)]),
    )
    .execute();
  await db.deleteFrom("notices").where(about(scope)).execute();
  await db.deleteFrom("subscribers").where("user", "=", scope).execute();
}

/** Notices whose key ends with this scope. */
const about = (scope: string) =>
  sql<boolean>`(key = ${scope} or substr(key, -length(${scope}) - 1) = ':' || ${scope})`;
