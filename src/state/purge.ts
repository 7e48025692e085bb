import { sql } from "kysely";
import { MOST_MESSAGES } from "../recap/chat-log.ts";
import { DAY_MS } from "../recap/consent.ts";
import type { ChatLogDeps } from "./sqlite-chat-log.ts";

/** A busy chat is looked at once in so many messages. */
const TRIM_EVERY = 250;

/** Keeps every chat within its time and within `MOST_MESSAGES`. */
export function createPurge({ file, erase, now }: Pick<ChatLogDeps, "file" | "erase" | "now">) {
  const { db } = file;
  const addedSince = new Map<string, number>();

  const trim = (chat: number): Promise<number> =>
    erase(sql`chat = ${chat} and sent_at <= (
      select sent_at from messages where chat = ${chat} order by sent_at desc limit 1 offset ${MOST_MESSAGES})`);

  return {
    trim,
    async trimNowAndThen(chat: string): Promise<void> {
      const added = (addedSince.get(chat) ?? 0) + 1;
      addedSince.set(chat, added % TRIM_EVERY);
      if (added < TRIM_EVERY) return;
      const row = await db
        .selectFrom("recap_chats")
        .select("id")
        .where("key", "=", chat)
        .executeTakeFirst();
      if (row) await trim(row.id);
    },
    async all(): Promise<number> {
      const chats = await db.selectFrom("recap_chats").select(["id", "retention_days"]).execute();
      let erased = 0;
      for (const { id, retention_days } of chats) {
        erased += await erase(sql`chat = ${id} and sent_at < ${now() - retention_days * DAY_MS}`);
        erased += await trim(id);
      }
      if (erased > 0) await file.settle();
      return erased;
    },
  };
}
