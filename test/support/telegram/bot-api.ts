import type { Update } from "grammy/types";

/** Why a request failed, in the form of the Bot API. */
export interface ResponseParameters {
  retry_after?: number;
  migrate_to_chat_id?: number;
}

/** The kind of an update: the name of its only field beside `update_id`. */
export type UpdateKind = Exclude<keyof Update, "update_id">;

/** Anything that names a chat: its id, a chat, a handle on it, or a person (their private chat). */
export type ChatRef = number | { readonly id: number };

/** Anything that names a message. */
export interface MessageRef {
  readonly message_id: number;
  readonly chat: { readonly id: number };
}

/** Fields without the undefined ones, as `exactOptionalPropertyTypes` wants them. */
export function present<T extends object>(
  fields: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** A copy without one field. */
export function without<T extends object, K extends keyof T>(object: T, key: K): Omit<T, K> {
  const copy: Partial<T> = { ...object };
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- a copy, made for this
  delete copy[key];
  return copy as Omit<T, K>;
}

export const chatIdOf = (chat: ChatRef): number => (typeof chat === "number" ? chat : chat.id);
