import { setImmediate as yieldToOthers } from "node:timers/promises";
import { sql } from "kysely";
import { type ChatLog, MOST_MESSAGES } from "../recap/chat-log.ts";
import type { ChatMessage } from "../recap/chat-message.ts";
import { DAY_MS } from "../recap/consent.ts";
import type { Cipher } from "../recap/encryption.ts";
import type { Erase, MessagePlace } from "./erase.ts";
import { createForgetting } from "./forget-author.ts";
import { openMessage, type RowChat } from "./message-row.ts";
import type { SqliteFile } from "./open-sqlite.ts";
import { createPurge } from "./purge.ts";
import { rangeIds } from "./range-ids.ts";
import { recapChat } from "./recap-chats.ts";
import { reencrypt } from "./reencrypt.ts";
import type { MessageRow, StateDatabase } from "./schema.ts";
import { storeMessage } from "./store-message.ts";

export interface ChatLogDeps {
  readonly file: SqliteFile;
  readonly cipher: Cipher;
  readonly erase: Erase;
  readonly places: readonly MessagePlace[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** About five milliseconds of work each. */
const STORED_AT_ONCE = 100;
const READ_AT_ONCE = 200;

export function createChatLog(deps: ChatLogDeps): ChatLog {
  const { file, cipher, erase, places, now } = deps;
  const { db } = file;
  const purge = createPurge(deps);
  const since = ({ retention_days }: { retention_days: number }) => now() - retention_days * DAY_MS;
  return {
    ...createForgetting(deps),
    async add(chat, message) {
      const stored = await storeMessage(db, chat, message, cipher, now());
      if (stored) await purge.trimNowAndThen(chat);
      return stored;
    },
    async addAll(chat, messages) {
      const row = await recapChat(db, chat);
      if (!row) return 0;
      const wanted = messages
        .filter(({ sentAt }) => sentAt >= since(row))
        .sort((a, b) => a.sentAt - b.sentAt || a.id - b.id)
        .slice(-MOST_MESSAGES);
      let stored = 0;
      for (let start = 0; start < wanted.length; start += STORED_AT_ONCE) {
        await yieldToOthers();
        stored += await db.transaction().execute(async (transaction) => {
          let count = 0;
          for (const message of wanted.slice(start, start + STORED_AT_ONCE))
            if (await storeMessage(transaction, chat, message, cipher, now())) count += 1;
          return count;
        });
      }
      await purge.trim(row.id);
      return stored;
    },
    async range(chat, range) {
      const row = await recapChat(db, chat);
      if (!row) return [];
      const ids = await rangeIds(db, row.id, range, since(row));
      const found: ChatMessage[] = [];
      for (let start = 0; start < ids.length; start += READ_AT_ONCE) {
        if (start > 0) await yieldToOthers();
        found.push(...(await read(db, row, ids.slice(start, start + READ_AT_ONCE), cipher)));
      }
      return found;
    },
    async lastBy(chat, author) {
      const row = await recapChat(db, chat);
      if (!row) return null;
      const times = await Promise.all(
        cipher.pseudonyms(author).map((pseudonym) =>
          db
            .selectFrom("messages")
            .select(({ fn }) => fn.max("sent_at").as("sentAt"))
            .where("author", "=", pseudonym)
            .where("chat", "=", row.id)
            .executeTakeFirst(),
        ),
      );
      const known = times.flatMap((time) => time?.sentAt ?? []);
      return known.length > 0 ? Math.max(...known) : null;
    },
    async stats(chat) {
      const row = await recapChat(db, chat);
      if (!row) return { count: 0, oldest: null, newest: null, unreadable: 0 };
      const { rows } = await sql<{
        count: number;
        oldest: number | null;
        newest: number | null;
        unreadable: number;
      }>`
        select count(*) as count, min(sent_at) as oldest, max(sent_at) as newest,
          count(*) filter (where key not in (select value from json_each(${JSON.stringify(cipher.keys)})))
            as unreadable
        from messages where chat = ${row.id} and sent_at >= ${since(row)}`.execute(db);
      return rows[0]!;
    },
    async removeMessages(chat, ids) {
      const row = await recapChat(db, chat);
      if (!row) return;
      const these = sql`(select value from json_each(${JSON.stringify(ids)}))`;
      await erase(sql`chat = ${row.id} and id in ${these}`);
      await file.settle();
    },
    purge: () => purge.all(),
    reencrypt: () => reencrypt(deps),
    async countUnreadable() {
      const counts = await Promise.all(
        places.map((place) =>
          sql<{ count: number }>`
            select count(*) as count from ${sql.table(`${place}.messages`)}
            where key not in (select value from json_each(${JSON.stringify(cipher.keys)}))`.execute(
            db,
          ),
        ),
      );
      return counts.reduce((sum, { rows }) => sum + rows[0]!.count, 0);
    },
  };
}

/** In the order of the ids; what is gone meanwhile, or cannot be read, is left out. */
async function read(
  db: StateDatabase,
  chat: RowChat,
  ids: readonly number[],
  cipher: Cipher,
): Promise<ChatMessage[]> {
  // A cross join keeps its order: the wanted ids first, each then looked up.
  const { rows } = await sql<MessageRow>`
    select messages.* from json_each(${JSON.stringify(ids)}) as wanted
    cross join messages on messages.chat = ${chat.id} and messages.id = wanted.value
    order by wanted.key`.execute(db);
  return rows.flatMap((row) => openMessage(chat, row, cipher) ?? []);
}
