import type { Thread } from "./find-threads.ts";
import type { TermKey } from "./message-terms.ts";
import type { ReadMessage } from "./read-message.ts";
import type { Rarities } from "./term-rarity.ts";

/** What the words of a discussion are worth: those that it returns to, and other discussions do not have. */
export interface ThreadWords {
  /** Of one word, or of its translations. */
  of(key: TermKey): number;
  /** Of the words of a message, by their places among its tokens. */
  worth(one: ReadMessage): Map<number, number>;
  /** How much a message says of what the discussion is about. */
  centrality(one: ReadMessage): number;
}

/** What two people say is what they talk about. */
const SHARED = 1.3;
/** And what is said once is what they mention. */
const ONCE = 0.6;

export function threadWords(
  { messages }: Pick<Thread, "messages">,
  rarities: Rarities,
): ThreadWords {
  const said = new Map<TermKey, number>();
  const authors = new Map<TermKey, Set<string>>();
  const times = new Map<TermKey, number>();
  for (const { terms, message } of messages) {
    const once = new Map<TermKey, number>();
    for (const { weight, keys } of terms)
      for (const { key, strength } of keys)
        once.set(key, Math.max(once.get(key) ?? 0, weight * strength));
    for (const key of once.keys()) {
      times.set(key, (times.get(key) ?? 0) + 1);
      const known = authors.get(key);
      if (known) known.add(message.author.key);
      else authors.set(key, new Set([message.author.key]));
    }
    for (const [key, weight] of once) said.set(key, (said.get(key) ?? 0) + weight);
  }
  const of = (key: TermKey) => {
    const sum = said.get(key) ?? 0;
    if (sum === 0) return 0;
    const people = authors.get(key)!.size;
    // Rarity in the window keeps the words of other discussions out, but not the words of a long one.
    return (
      sum *
      Math.sqrt(rarities(key)) *
      (people > 1 ? SHARED : times.get(key)! > 1 || messages.length < 3 ? 1 : ONCE)
    );
  };
  const worth = ({ terms }: ReadMessage) => {
    const places = new Map<number, number>();
    for (const { token, weight, keys } of terms) {
      const most = Math.max(...keys.map(({ key, strength }) => strength * of(key)));
      places.set(token, Math.max(places.get(token) ?? 0, weight > 0 ? most : 0));
    }
    return places;
  };
  return {
    of,
    worth,
    centrality(one) {
      const values = new Map<string, number>();
      for (const [place, value] of worth(one))
        values.set(one.tokens[place]!.text, Math.log2(1 + value));
      const sum = [...values.values()].reduce((total, value) => total + value, 0);
      // Long messages have more of everything.
      return sum / Math.sqrt(4 + values.size);
    },
  };
}
