import { sql } from "kysely";
import type { ChatLog } from "../recap/chat-log.ts";
import { recapChat } from "./recap-chats.ts";
import type { StateDatabase } from "./schema.ts";
import type { ChatLogDeps } from "./sqlite-chat-log.ts";

type ForgettingDeps = Pick<ChatLogDeps, "file" | "cipher" | "erase">;
type Forgetting = Pick<ChatLog, "forgetAuthor" | "optIn" | "hasOptedOut">;

/** Stands for every chat. */
const EVERYWHERE = "";

export function createForgetting(deps: ForgettingDeps): Forgetting {
  const { file } = deps;
  const { db } = file;
  return {
    async forgetAuthor(chat, author) {
      await file.durably((transaction) => optOut(transaction, chat, author));
      await eraseAuthor(chat, author, deps);
    },
    async optIn(author) {
      await db.deleteFrom("opt_outs").where("author", "=", author).execute();
    },
    async hasOptedOut(chat, author) {
      const row = await db
        .selectFrom("opt_outs")
        .select("author")
        .where("author", "=", author)
        .where("chat", "in", [EVERYWHERE, chat])
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}

/** Within a transaction: nothing of theirs is stored from here on; what is stored is to be erased next. */
export async function optOut(
  db: StateDatabase,
  chat: string | null,
  author: string,
): Promise<void> {
  await db
    .insertInto("opt_outs")
    .values({ author, chat: chat ?? EVERYWHERE })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/**
 * Also what none of the keys at hand decrypts: it may be theirs, nobody can tell, and keeping what somebody
 * wants to have forgotten is worse than losing what cannot be read.
 */
export async function eraseAuthor(
  chat: string | null,
  author: string,
  deps: ForgettingDeps,
): Promise<void> {
  const { file, cipher, erase } = deps;
  const row = chat === null ? undefined : await recapChat(file.db, chat);
  if (chat !== null && !row) return;
  const here = row ? sql`chat = ${row.id}` : sql`true`;
  await eraseOf(here, author, deps);
  const known = sql`(select value from json_each(${JSON.stringify(cipher.keys)}))`;
  await erase(sql`${here} and key not in ${known}`);
  await file.settle();
}

/** What a kill has left undone of `forgetAuthor`, and what of theirs a key that is back makes readable. */
export async function finishForgetting(deps: ForgettingDeps): Promise<void> {
  const { file } = deps;
  const optOuts = await file.db.selectFrom("opt_outs").selectAll().execute();
  for (const { author, chat } of optOuts) {
    const here =
      chat === EVERYWHERE
        ? sql`true`
        : sql`chat = (select id from recap_chats where recap_chats.key = ${chat})`;
    await eraseOf(here, author, deps);
  }
}

async function eraseOf(
  here: ReturnType<typeof sql>,
  author: string,
  { file, cipher, erase }: ForgettingDeps,
): Promise<void> {
  // Whoever posts as the chat itself went by its former key before it became a supergroup.
  const former = (await recapChat(file.db, author))?.moved_from ?? null;
  const names = former === null ? [author] : [author, former];
  for (const pseudonym of names.flatMap((name) => cipher.pseudonyms(name)))
    await erase(sql`author = ${pseudonym} and ${here}`);
}
