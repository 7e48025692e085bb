import type { StateDatabase } from "./schema.ts";

/** The row of a chat whose consent is on. */
export const recapChat = (db: StateDatabase, chat: string) =>
  db.selectFrom("recap_chats").selectAll().where("key", "=", chat).executeTakeFirst();
