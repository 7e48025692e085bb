import { sql } from "kysely";
import {
  type Consent,
  type Consents,
  DAY_MS,
  DEFAULT_RETENTION_DAYS,
  NO_CONSENT,
  retentionWithin,
} from "../recap/consent.ts";
import type { Erase } from "./erase.ts";
import type { SqliteFile } from "./open-sqlite.ts";
import { recapChat } from "./recap-chats.ts";
import type { Schema, StateDatabase } from "./schema.ts";

interface ConsentsDeps {
  readonly file: SqliteFile;
  readonly erase: Erase;
  readonly now: () => number;
}

export function createConsents({ file, erase, now }: ConsentsDeps): Consents {
  const of = async (chat: string): Promise<Consent> => consentOf(await recapChat(file.db, chat));
  /** A shorter retention holds at once. */
  const eraseOlder = async (chat: string): Promise<Consent> => {
    const row = await recapChat(file.db, chat);
    if (row) {
      const since = now() - row.retention_days * DAY_MS;
      const erased = await erase(sql`chat = ${row.id} and sent_at < ${since}`);
      if (erased > 0) await file.settle();
    }
    return consentOf(row);
  };
  return {
    of,
    async turnOn({ chat, by, noticeVersion, retentionDays }) {
      const days = retentionDays === undefined ? undefined : retentionWithin(retentionDays);
      const accepted = { accepted_by: by, accepted_at: now(), notice_version: noticeVersion };
      await file.durably((transaction) =>
        transaction
          .insertInto("recap_chats")
          .values({ key: chat, ...accepted, retention_days: days ?? DEFAULT_RETENTION_DAYS })
          .onConflict((conflict) =>
            conflict
              .column("key")
              .doUpdateSet({ ...accepted, ...(days !== undefined && { retention_days: days }) }),
          )
          .execute(),
      );
      return eraseOlder(chat);
    },
    async turnOff(chat) {
      const id = await file.durably((transaction) => withdrawConsent(transaction, chat));
      if (id === null) return;
      await erase(sql`chat = ${id}`);
      await file.settle();
    },
    async setRetention(chat, days) {
      const retention_days = retentionWithin(days);
      await file.durably((transaction) =>
        transaction
          .updateTable("recap_chats")
          .set({ retention_days })
          .where("key", "=", chat)
          .execute(),
      );
      return eraseOlder(chat);
    },
  };
}

/** Within a transaction: takes schedule and subscribers along; the chat's messages are to be erased next. */
export async function withdrawConsent(db: StateDatabase, chat: string): Promise<number | null> {
  const row = await recapChat(db, chat);
  if (!row) return null;
  await db.deleteFrom("recap_chats").where("id", "=", row.id).execute();
  return row.id;
}

type ConsentRow = Omit<Schema["recap_chats"], "id">;

const consentOf = (row: ConsentRow | undefined): Consent =>
  row
    ? {
        on: true,
        by: row.accepted_by,
        at: row.accepted_at,
        retentionDays: row.retention_days,
        noticeVersion: row.notice_version,
      }
    : NO_CONSENT;
