import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { createCipher } from "../recap/encryption.ts";
import { createErase, finishErasures, type MessagePlace } from "./erase.ts";
import { eraseAuthor, finishForgetting, optOut } from "./forget-author.ts";
import { keepMessagesInMemory } from "./migrations.ts";
import { forgetState, moveRecap, moveState } from "./move-and-forget.ts";
import { openSqlite, type SqliteFile, type SqliteOptions } from "./open-sqlite.ts";
import { createChatLog } from "./sqlite-chat-log.ts";
import { createConsents, withdrawConsent } from "./sqlite-consents.ts";
import { createSchedules } from "./sqlite-schedules.ts";
import type { State } from "./state.ts";
import {
  createFeedback,
  createNotices,
  createPreferences,
  createTokens,
  createUpdates,
} from "./stores.ts";

export interface StateOptions extends SqliteOptions {
  /** 32 bytes each: the first encrypts chat messages, the others still decrypt. None: messages stay in memory. */
  readonly keys?: readonly Buffer[];
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

const KEY_BYTES = 32;

/**
 * Opens what is there, or makes it. Several processes may use one file.
 *
 * @throws UserError when the file is foreign, damaged, newer, locked or cannot be written: see `openSqlite`.
 */
export async function openState(options: StateOptions): Promise<State> {
  const file = await openSqlite(options);
  try {
    return await readyState(file, options);
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function readyState(
  file: SqliteFile,
  { keys = [], now = Date.now }: StateOptions,
): Promise<State> {
  const { db } = file;
  const [first, ...older] = keys;
  // Without a key, messages are under one that nobody ever learns, and so is what the system swaps out.
  const cipher = createCipher([first ?? randomBytes(KEY_BYTES), ...older]);
  if (!first) await keepMessagesInMemory(db);
  const places: readonly MessagePlace[] = first ? ["main"] : ["temp", "main"];
  const erase = createErase(db, places);
  const deps = { file, cipher, erase, places, now };
  // What a kill has left undone, be it only that deleted content still stands in the write-ahead log.
  await finishErasures(erase);
  await finishForgetting(deps);
  await file.settle();
  return {
    preferences: createPreferences(db),
    feedback: createFeedback(db),
    updates: createUpdates(db),
    tokens: createTokens(db),
    notices: createNotices(db),
    chatLog: createChatLog(deps),
    consents: createConsents(deps),
    schedules: createSchedules(db),
    async moveChat(from, to) {
      if (from === to) return;
      await file.durably(async (transaction) => {
        await moveState(transaction, from, to);
        await moveRecap(transaction, from, to, places);
      });
    },
    async forgetUser(user) {
      await file.durably(async (transaction) => {
        await forgetState(transaction, user);
        await optOut(transaction, null, user);
      });
      await eraseAuthor(null, user, deps);
    },
    async forgetChat(chat) {
      const id = await file.durably(async (transaction) => {
        await forgetState(transaction, chat);
        return withdrawConsent(transaction, chat);
      });
      if (id !== null) await erase(sql`chat = ${id}`);
      await file.settle();
    },
    close: () => file.close(),
  };
}
