import { stemOf } from "../retrieve/english.ts";
import type { Thread } from "./find-threads.ts";
import type { ReadMessage } from "./read-message.ts";
import type { Excerpt } from "./recap.ts";
import type { SurfaceToken } from "./surface-tokens.ts";
import type { ThreadWords } from "./thread-words.ts";
import { wholeCharacters } from "./excerpt.ts";

const MOST_PARTS = 3;
/** A part of less worth than this share of the best says nothing more. */
const LEAST_SHARE = 0.42;
/** In UTF-16 units. */
const LONGEST_PART = 32;
const LONGEST_FALLBACK = 40;
/** When something is says little about what it is. */
const TIME =
  /^(?:周[一二三四五六日末]|星期.|礼拜.|月底|月初|(?:mon|tues|wednes|thurs|fri|satur|sun)day|tonight|week(?:end)?|month|year|hours?|minutes?)$/u;
const OPENER = 1.25;

/**
 * What a discussion is about in words that stand in it: the words that it returns to, each with the neighbours
 * that belong to it.
 *
 * @param names folded words of the names of those who write, which say nothing about the subject
 */
export function titleOf(
  { messages }: Pick<Thread, "messages">,
  words: ThreadWords,
  names: ReadonlySet<string>,
): Excerpt[] {
  const candidates = new Map<string, { worth: number; one: ReadMessage; place: number }>();
  messages.forEach((one, i) => {
    for (const [place, value] of words.worth(one)) {
      const { text, kind } = one.tokens[place]!;
      if (
        kind === "number" ||
        names.has(text) ||
        TIME.test(text) ||
        (kind === "han" && text.length < 2)
      )
        continue;
      const worth = value * (i === 0 ? OPENER : 1);
      const word = wordOf(one.tokens[place]!);
      const known = candidates.get(word);
      if (!known) candidates.set(word, { worth, one, place });
      else known.worth = Math.max(known.worth, worth);
    }
  });
  const ranked = [...candidates.values()].sort((a, b) => b.worth - a.worth);
  const parts: Excerpt[] = [];
  const used = new Set<string>();
  for (const { worth, one, place } of ranked) {
    if (parts.length >= MOST_PARTS || worth < ranked[0]!.worth * LEAST_SHARE) break;
    if (used.has(wordOf(one.tokens[place]!))) continue;
    const [first, last] = phraseAround(
      one,
      place,
      words,
      (token) => names.has(token.text) || used.has(wordOf(token)),
    );
    for (const token of one.tokens.slice(first, last + 1)) used.add(wordOf(token));
    const { start } = one.tokens[first]!;
    parts.push({ message: one.message.id, start, end: one.tokens[last]!.end });
  }
  return parts.length > 0 ? parts : beginning(messages[0]!);
}

/** One word in all its forms. */
const wordOf = ({ kind, text }: SurfaceToken): string => (kind === "latin" ? stemOf(text) : text);

/** With the neighbours on either side that are about as telling. */
function phraseAround(
  one: ReadMessage,
  place: number,
  words: ThreadWords,
  isTaken: (token: SurfaceToken) => boolean,
): [number, number] {
  const { tokens } = one;
  const worth = words.worth(one);
  const least = (worth.get(place) ?? 0) * 0.4;
  const belongs = (at: number) =>
    tokens[at] !== undefined &&
    (tokens[at].kind !== "han" || tokens[at].text.length > 1) &&
    (worth.get(at) ?? 0) >= least &&
    !isTaken(tokens[at]);
  const length = (from: number, to: number) => tokens[to]!.end - tokens[from]!.start;
  let [first, last] = [place, place];
  while (tokens[first]!.joined && belongs(first - 1) && length(first - 1, last) <= LONGEST_PART)
    first -= 1;
  while (belongs(last + 1) && tokens[last + 1]!.joined && length(first, last + 1) <= LONGEST_PART)
    last += 1;
  return [first, last];
}

function beginning({ message: { id, text } }: ReadMessage): Excerpt[] {
  const start = text.length - text.trimStart().length;
  const line = text.slice(start).split("\n")[0]!.trimEnd();
  const end = start + Math.min(line.length, LONGEST_FALLBACK);
  return [{ message: id, ...wholeCharacters(text, { start, end }) }];
}
