import type { TermKey } from "./message-terms.ts";
import type { ReadMessage } from "./read-message.ts";

/** How much a word tells the discussions of one window apart; 0 to 1. */
export type Rarities = (key: TermKey) => number;

export function countTerms(read: readonly ReadMessage[]): Rarities {
  const messages = new Map<TermKey, number>();
  let total = 0;
  for (const { kind, terms } of read) {
    if (kind !== "content") continue;
    total += 1;
    const keys = new Set(terms.flatMap((term) => term.keys.map(({ key }) => key)));
    for (const key of keys) messages.set(key, (messages.get(key) ?? 0) + 1);
  }
  // A handful of messages says nothing about how rare a word is.
  const scale = Math.log(1 + Math.max(total, 30));
  return (key) => Math.log(1 + Math.max(total, 30) / (messages.get(key) ?? 1)) / scale;
}
