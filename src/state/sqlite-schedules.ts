import { sql } from "kysely";
import type { RecapSchedules, StoredSchedule } from "../recap/recap-schedules.ts";
import { recapChat } from "./recap-chats.ts";
import type { StateDatabase } from "./schema.ts";

export const createSchedules = (db: StateDatabase): RecapSchedules => ({
  async of(chat) {
    return (await stored(db).where("recap_chats.key", "=", chat).executeTakeFirst()) ?? null;
  },
  all: () => stored(db).orderBy("recap_chats.id").execute(),
  set: (chat, schedule) =>
    db.transaction().execute(async (transaction) => {
      const row = await recapChat(transaction, chat);
      if (!row) return schedule === null;
      if (schedule === null) {
        await transaction.deleteFrom("schedules").where("chat", "=", row.id).execute();
        return true;
      }
      const values = {
        kind: schedule.kind,
        minute_of_day: schedule.minuteOfDay,
        weekday: schedule.weekday,
        time_zone: schedule.timeZone,
        target: schedule.target,
        thread: schedule.thread,
      };
      await transaction
        .insertInto("schedules")
        .values({ chat: row.id, ...values })
        .onConflict((conflict) => conflict.column("chat").doUpdateSet(values))
        .execute();
      return true;
    }),
  async claimRun(chat, at) {
    const { numAffectedRows } = await sql`
      update schedules set last_run_at = ${at}
      where chat = (select id from recap_chats where key = ${chat}) and coalesce(last_run_at < ${at}, true)
    `.execute(db);
    return numAffectedRows === 1n;
  },
  async subscribe(chat, user) {
    await sql`
      insert into subscribers (chat, user) select id, ${user} from recap_chats where key = ${chat}
      on conflict do nothing`.execute(db);
    return (await recapChat(db, chat)) !== undefined;
  },
  async unsubscribe(chat, user) {
    await sql`
      delete from subscribers
      where user = ${user} and chat = (select id from recap_chats where key = ${chat})`.execute(db);
  },
  async subscribers(chat) {
    const rows = await db
      .selectFrom("subscribers")
      .innerJoin("recap_chats", "recap_chats.id", "subscribers.chat")
      .select("user")
      .where("key", "=", chat)
      .orderBy("user")
      .execute();
    return rows.map(({ user }) => user);
  },
});

const stored = (db: StateDatabase) =>
  db
    .selectFrom("schedules")
    .innerJoin("recap_chats", "recap_chats.id", "schedules.chat")
    .select([
      "recap_chats.key as chat",
      "kind",
      "minute_of_day as minuteOfDay",
      "weekday",
      "time_zone as timeZone",
      "target",
      "thread",
      "last_run_at as lastRunAt",
    ])
    .$castTo<StoredSchedule>();
