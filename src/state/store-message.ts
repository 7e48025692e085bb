import { sql } from "kysely";
import type { ChatMessage } from "../recap/chat-message.ts";
import { DAY_MS } from "../recap/consent.ts";
import type { Cipher } from "../recap/encryption.ts";
import { sealMessage } from "./message-row.ts";
import { recapChat } from "./recap-chats.ts";
import type { StateDatabase } from "./schema.ts";

/**
 * Consent, opt-out and retention are conditions of the statement that stores, so that nothing comes between
 * asking and storing. Whether anything was stored.
 */
export async function storeMessage(
  db: StateDatabase,
  chat: string,
  message: ChatMessage,
  cipher: Cipher,
  now: number,
): Promise<boolean> {
  const place = await recapChat(db, chat);
  if (!place) return false;
  const sentAt = message.editedAt === null ? null : await sentAtOf(db, place.id, message.id);
  const row = sealMessage(place, { ...message, sentAt: sentAt ?? message.sentAt }, cipher);
  const { numAffectedRows } = await sql`
    insert into messages (chat, id, thread, author, sent_at, edited_at, reply_to, key, nonce, body)
    select id, ${row.id}, ${row.thread}, ${row.author}, ${row.sent_at}, ${row.edited_at}, ${row.reply_to},
      ${row.key}, ${row.nonce}, ${row.body}
    from recap_chats
    where id = ${place.id} and key = ${chat} and ${row.sent_at} >= ${now} - retention_days * ${DAY_MS}
      and not exists (
        select 1 from opt_outs where author = ${message.author.key} and opt_outs.chat in ('', ${chat}))
    on conflict (chat, id) do update set
      thread = excluded.thread, author = excluded.author, sent_at = excluded.sent_at,
      edited_at = excluded.edited_at, reply_to = excluded.reply_to, key = excluded.key,
      nonce = excluded.nonce, body = excluded.body
    where coalesce(excluded.edited_at, excluded.sent_at) >= coalesce(messages.edited_at, messages.sent_at)
  `.execute(db);
  return numAffectedRows === 1n;
}

/** Of the message as it is stored: an edit does not move it in time. */
async function sentAtOf(db: StateDatabase, chat: number, id: number): Promise<number | undefined> {
  const row = await db
    .selectFrom("messages")
    .select("sent_at")
    .where("chat", "=", chat)
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.sent_at;
}
