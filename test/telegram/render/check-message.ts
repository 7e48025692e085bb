import { expect } from "vitest";
import type { Citation } from "../../../src/answer/reply.ts";
import { plainText } from "../../../src/telegram/render/plain-text.ts";
import type { Corpus } from "../../../src/answer/corpus.ts";
import type { TelegramText } from "../../../src/telegram/render/telegram-text.ts";
import { bare } from "../../interview/check-quote.ts";

/** What Telegram demands of a message, and what it would change in one that it takes. */
export function expectSendable(message: TelegramText): void {
  const { text, entities } = message;
  expect(text.length).toBeGreaterThan(0);
  expect(text.length).toBeLessThanOrEqual(4_096);
  expect(plainText(message).length).toBeLessThanOrEqual(4_096);
  expect(entities.length).toBeLessThanOrEqual(100);
  expect(JSON.stringify(entities).length).toBeLessThanOrEqual(9_000);
  expect(text.isWellFormed()).toBe(true);
  expect(text).toBe(text.trim());
  let end = 0;
  for (const { offset, length } of entities) {
    const words = text.slice(offset, offset + length);
    expect(offset).toBeGreaterThanOrEqual(end);
    expect(words).toHaveLength(length);
    expect(words).not.toBe("");
    expect(words).toBe(words.trim());
    // Half a surrogate pair would be left on one side.
    expect(words.isWellFormed()).toBe(true);
    end = offset + length;
  }
}

export interface ShownQuote {
  /** Which message it is in. */
  readonly message: number;
  readonly words: string;
  /** What stands between it and the quote before it, or the beginning of the message. */
  readonly above: string;
  /** The message up to it. */
  readonly before: string;
}

/** Everything that stands in block quotes, in order. */
export const quotesIn = (messages: readonly TelegramText[]): ShownQuote[] =>
  messages.flatMap(({ text, entities }, message) => {
    let end = 0;
    return entities
      .filter(({ type }) => type === "blockquote" || type === "expandable_blockquote")
      .map(({ offset, length }) => {
        const above = text.slice(end, offset);
        end = offset + length;
        // A block quote takes whole lines.
        expect(text.slice(offset - 1, offset).replace("\n", "")).toBe("");
        expect(text.slice(end, end + 1).replace("\n", "")).toBe("");
        return { message, words: text.slice(offset, end), above, before: text.slice(0, offset) };
      });
  });

/** The number that a quote bears: the last line over it that begins with one. */
export const numberAbove = ({ above }: Pick<ShownQuote, "above">): number | null => {
  const found = [...above.matchAll(/^\[(\d+)\]/gmu)].at(-1);
  return found ? Number(found[1]) : null;
};

/**
 * What is shown of each citation, by its number; fails when a block quote is anything but a slice of the quote that
 * its number names, or when slices do not follow one another.
 */
export function shownOf(
  messages: readonly TelegramText[],
  citations: readonly Citation[],
): Map<number, { shown: number; whole: boolean }> {
  const byNumber = new Map(citations.map((citation) => [citation.n, citation]));
  const found = new Map<number, { shown: number; whole: boolean }>();
  let last: { n: number; message: number } | null = null;
  for (const slice of quotesIn(messages)) {
    const numbered = numberAbove(slice);
    // What bears no number goes on where the slice before it in the same message ended.
    if (numbered === null) {
      expect(slice.above).toBe("\n");
      expect(last?.message).toBe(slice.message);
    }
    const n: number = numbered ?? last!.n;
    const { quote } = byNumber.get(n)!;
    const from = found.get(n)?.shown ?? 0;
    const start = quote.indexOf(slice.words, from);
    expect(quote.slice(from, start).trim()).toBe("");
    expect(start).toBeGreaterThanOrEqual(from);
    const shown = start + slice.words.length;
    if (shown < quote.length) expectCharacterEnd(quote, shown);
    found.set(n, { shown, whole: shown === quote.length });
    last = { n, message: slice.message };
  }
  return found;
}

function expectCharacterEnd(quote: string, at: number): void {
  const { index, segment } = new Intl.Segmenter().segment(quote).containing(at)!;
  // A single character that no message holds must be cut somewhere.
  if (segment.length < 600) expect(index).toBe(at);
}

/** Everything in block quotes stands in an interview, in these words. */
export function expectSourced(
  messages: readonly TelegramText[],
  { corpus }: { readonly corpus: Corpus },
): void {
  const sources = corpus.interviews.map(({ source }) => bare(source));
  for (const { words } of quotesIn(messages))
    expect(sources.some((source) => source.includes(bare(words)))).toBe(true);
}
