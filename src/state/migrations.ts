import { type Kysely, type Migration, sql } from "kysely";

const run = async <T>(db: Kysely<T>, statements: readonly string[]): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};

const createState = (db: Kysely<unknown>): Promise<void> =>
  run(db, [
    `create table preferences (scope text primary key not null, language text not null) strict, without rowid`,
    `create table feedback (
       chat text not null,
       message integer not null,
       user text not null,
       vote text not null,
       primary key (chat, message, user)
     ) strict, without rowid`,
    `create index feedback_of_user on feedback (user)`,
    `create table updates (id integer primary key) strict`,
    `create table tokens (
       scope text not null,
       day text not null,
       count integer not null,
       primary key (scope, day)
     ) strict, without rowid`,
    `create table notices (key text primary key not null) strict, without rowid`,
  ]);

const createChatLog = (db: Kysely<unknown>): Promise<void> =>
  run(db, [
    // A chat is here while its consent is on. Ids are never used again: what a kill has left of an earlier
    // consent must not come under a later one.
    `create table recap_chats (
       id integer primary key autoincrement,
       key text not null unique,
       moved_from text,
       accepted_by text not null,
       accepted_at integer not null,
       notice_version integer not null,
       retention_days integer not null
     ) strict`,
    `create table schedules (
       chat integer primary key references recap_chats (id) on delete cascade,
       kind text not null,
       minute_of_day integer not null,
       weekday integer,
       time_zone text not null,
       target text not null,
       thread integer,
       last_run_at integer
     ) strict`,
    `create table subscribers (
       chat integer not null references recap_chats (id) on delete cascade,
       user text not null,
       primary key (chat, user)
     ) strict, without rowid`,
    // In the clear, so that an opt-out holds whatever becomes of the key. An empty chat means every chat.
    `create table opt_outs (
       author text not null,
       chat text not null,
       primary key (author, chat)
     ) strict, without rowid`,
    ...messageTables("main"),
  ]);

/** `body` holds all that is personal, encrypted; `author` is a pseudonym. No references: `temp` cannot have them. */
const messageTables = (schema: "main" | "temp"): string[] => [
  `create table ${schema}.messages (
     chat integer not null,
     id integer not null,
     thread integer,
     author blob not null,
     sent_at integer not null,
     edited_at integer,
     reply_to integer,
     key integer not null,
     nonce blob not null,
     body blob not null,
     primary key (chat, id)
   ) strict, without rowid`,
  `create index ${schema}.messages_by_time on messages (chat, sent_at)`,
  `create index ${schema}.messages_by_author on messages (author, chat, sent_at)`,
  `create index ${schema}.messages_by_key on messages (key, chat)`,
];

/** In the order of their names. One that has been released is never changed: another one is added. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  "0001-state": { up: createState },
  "0002-chat-log": { up: createChatLog },
};

/**
 * A table of messages in memory that this connection finds instead of the stored one, as SQLite looks among
 * temporary tables first.
 */
export async function keepMessagesInMemory<T>(db: Kysely<T>): Promise<void> {
  await run(db, ["pragma temp_store = memory", ...messageTables("temp")]);
}
