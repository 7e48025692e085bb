import { setImmediate as yieldToOthers } from "node:timers/promises";
import { type RawBuilder, sql } from "kysely";
import type { StateDatabase } from "./schema.ts";

/** Where messages are: in the file, and first in memory when there is no key. */
export type MessagePlace = "main" | "temp";

/** Deletes messages a slice at a time; `where` is about their row. How many went. */
export type Erase = (
  where: RawBuilder<boolean>,
  places?: readonly MessagePlace[],
) => Promise<number>;

/** A few milliseconds of work. */
const SLICE = 500;

export const createErase =
  (db: StateDatabase, all: readonly MessagePlace[]): Erase =>
  async (where, places = all) => {
    let erased = 0;
    for (const place of places) {
      const messages = sql.table(`${place}.messages`);
      for (let more = true; more;) {
        const { numAffectedRows = 0n } = await sql`
          delete from ${messages} where (chat, id) in
            (select chat, id from ${messages} where ${where} limit ${SLICE})`.execute(db);
        erased += Number(numAffectedRows);
        more = Number(numAffectedRows) === SLICE;
        if (more) await yieldToOthers();
      }
    }
    return erased;
  };

/** What a kill has left of chats whose consent had been withdrawn by then. */
export async function finishErasures(erase: Erase): Promise<void> {
  await erase(sql`chat not in (select id from recap_chats)`);
}
