import { setImmediate as yieldToOthers } from "node:timers/promises";
import { sql } from "kysely";
import type { Reencrypted } from "../recap/chat-log.ts";
import type { Cipher } from "../recap/encryption.ts";
import { openMessage, sealMessage } from "./message-row.ts";
import type { MessageRow, StateDatabase } from "./schema.ts";
import type { ChatLogDeps } from "./sqlite-chat-log.ts";

/** A few milliseconds of work. */
const SLICE = 100;

/** Each slice is read and written in one transaction, so that an edit in between is not undone. */
export async function reencrypt({
  file,
  cipher,
}: Pick<ChatLogDeps, "file" | "cipher">): Promise<Reencrypted> {
  let done = 0;
  let unreadable = 0;
  let after: Position | null = { chat: 0, id: Number.MIN_SAFE_INTEGER };
  while (after) {
    const position: Position = after;
    const slice = await file.db
      .transaction()
      .execute((transaction) => rewrap(transaction, position, cipher));
    done += slice.done;
    unreadable += slice.unreadable;
    after = slice.next;
    await yieldToOthers();
  }
  if (done > 0) await file.settle();
  return { done, unreadable };
}

type Position = Pick<MessageRow, "chat" | "id">;

async function rewrap(
  db: StateDatabase,
  { chat, id }: Position,
  cipher: Cipher,
): Promise<Reencrypted & { readonly next: Position | null }> {
  const rows = await db
    .selectFrom("messages")
    .innerJoin("recap_chats", "recap_chats.id", "messages.chat")
    .selectAll("messages")
    .select(["recap_chats.key as chatKey", "moved_from"])
    .where("messages.key", "!=", cipher.keys[0]!)
    .where(sql<boolean>`(messages.chat, messages.id) > (${chat}, ${id})`)
    .orderBy("messages.chat")
    .orderBy("messages.id")
    .limit(SLICE)
    .execute();
  let done = 0;
  for (const { chatKey, moved_from, ...row } of rows) {
    const place = { id: row.chat, key: chatKey, moved_from };
    const message = openMessage(place, row, cipher);
    if (!message) continue;
    const { author, key, nonce, body } = sealMessage(place, message, cipher);
    await db
      .updateTable("messages")
      .set({ author, key, nonce, body })
      .where("chat", "=", row.chat)
      .where("id", "=", row.id)
      .execute();
    done += 1;
  }
  const last = rows.at(-1);
  return {
    done,
    unreadable: rows.length - done,
    next: last && rows.length === SLICE ? last : null,
  };
}
