import type { Generated, Kysely } from "kysely";
import type { Language } from "../interview/interview.ts";
import type { RecapSchedule } from "../recap/recap-schedules.ts";

/** The tables as they are after all migrations; what they mean stands there. */
export interface Schema {
  preferences: { scope: string; language: Language };
  feedback: { chat: string; message: number; user: string; vote: "up" | "down" };
  updates: { id: number };
  tokens: { scope: string; day: string; count: number };
  notices: { key: string };
  recap_chats: {
    id: Generated<number>;
    key: string;
    moved_from: string | null;
    accepted_by: string;
    accepted_at: number;
    notice_version: number;
    retention_days: number;
  };
  schedules: {
    chat: number;
    kind: RecapSchedule["kind"];
    minute_of_day: number;
    weekday: number | null;
    time_zone: string;
    target: RecapSchedule["target"];
    thread: number | null;
    last_run_at: number | null;
  };
  subscribers: { chat: number; user: string };
  opt_outs: { author: string; chat: string };
  messages: MessageRow;
}

export interface MessageRow {
  chat: number;
  id: number;
  thread: number | null;
  author: Buffer;
  sent_at: number;
  edited_at: number | null;
  reply_to: number | null;
  key: number;
  nonce: Buffer;
  body: Buffer;
}

export type StateDatabase = Kysely<Schema>;
