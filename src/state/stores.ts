import { sql } from "kysely";
import type { StateDatabase } from "./schema.ts";
import type { Feedback, Notices, Preferences, Tokens, Updates } from "./state.ts";

export const createPreferences = (db: StateDatabase): Preferences => ({
  async language(scope) {
    const row = await db
      .selectFrom("preferences")
      .select("language")
      .where("scope", "=", scope)
      .executeTakeFirst();
    return row?.language ?? null;
  },
  async setLanguage(scope, language) {
    if (language === null) await db.deleteFrom("preferences").where("scope", "=", scope).execute();
    else
      await db
        .insertInto("preferences")
        .values({ scope, language })
        .onConflict((conflict) => conflict.column("scope").doUpdateSet({ language }))
        .execute();
  },
});

export const createFeedback = (db: StateDatabase): Feedback => ({
  async vote({ chat, message, user, vote }) {
    if (vote === null)
      await db
        .deleteFrom("feedback")
        .where("chat", "=", chat)
        .where("message", "=", message)
        .where("user", "=", user)
        .execute();
    else
      await db
        .insertInto("feedback")
        .values({ chat, message, user, vote })
        .onConflict((conflict) =>
          conflict.columns(["chat", "message", "user"]).doUpdateSet({ vote }),
        )
        .execute();
  },
  async of(chat, message) {
    const rows = await db
      .selectFrom("feedback")
      .select(["vote", (count) => count.fn.countAll<number>().as("votes")])
      .where("chat", "=", chat)
      .where("message", "=", message)
      .groupBy("vote")
      .execute();
    const votes = (which: "up" | "down") => rows.find(({ vote }) => vote === which)?.votes ?? 0;
    return { up: votes("up"), down: votes("down") };
  },
});

export const createUpdates = (db: StateDatabase): Updates => ({
  async isDone(updateId) {
    const row = await db
      .selectFrom("updates")
      .select("id")
      .where("id", "=", updateId)
      .executeTakeFirst();
    return row !== undefined;
  },
  async markDone(updateId) {
    await db
      .insertInto("updates")
      .values({ id: updateId })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  },
  async forgetBelow(updateId) {
    await db.deleteFrom("updates").where("id", "<", updateId).execute();
  },
});

export const createTokens = (db: StateDatabase): Tokens => ({
  async add(scope, day, count) {
    await db
      .insertInto("tokens")
      .values({ scope, day, count })
      .onConflict((conflict) =>
        conflict
          .columns(["scope", "day"])
          .doUpdateSet({ count: sql<number>`tokens.count + excluded.count` }),
      )
      .execute();
  },
  async used(scope, day) {
    const row = await db
      .selectFrom("tokens")
      .select("count")
      .where("scope", "=", scope)
      .where("day", "=", day)
      .executeTakeFirst();
    return row?.count ?? 0;
  },
  async forgetBefore(day) {
    await db.deleteFrom("tokens").where("day", "<", day).execute();
  },
});

export const createNotices = (db: StateDatabase): Notices => ({
  async once(key) {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto("notices")
      .values({ key })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  },
  async forget(key) {
    await db.deleteFrom("notices").where("key", "=", key).execute();
  },
});
