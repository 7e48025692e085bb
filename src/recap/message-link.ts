import type { RecapChat } from "./recap.ts";

/** Ids of supergroups and channels are this much below the number that links have. */
const SUPERGROUP = -1_000_000_000_000;

/**
 * The address that opens a message, for those who may read it. `null` where Telegram has none: in basic groups
 * and private chats, and for messages of the basic group that a supergroup once was (ids from 0 down).
 */
export function messageLink(
  { id, username }: Pick<RecapChat, "id" | "username">,
  message: number,
  topic: number | null,
): string | null {
  if (message <= 0) return null;
  const path = topic === null ? String(message) : `${topic}/${message}`;
  if (username !== null) return `https://t.me/${username}/${path}`;
  return id < SUPERGROUP ? `https://t.me/c/${SUPERGROUP - id}/${path}` : null;
}
