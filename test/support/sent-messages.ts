import type { Message, MessageEntity } from "grammy/types";
import { expect } from "vitest";
import type { App } from "../../src/app.ts";
import type { Interview } from "../../src/interview/interview.ts";
import { quoteOf } from "../../src/interview/quote-of.ts";
import { entityTexts } from "./telegram/entity-texts.ts";
import type { Call } from "./telegram/journal.ts";
import type { Telegram } from "./telegram/start-telegram.ts";

type Sent = Pick<Message, "text" | "entities">;

/** The texts of all block quotes of a message, in order. */
export const quotesIn = (message: Sent): string[] =>
  entityTexts(message, "blockquote", "expandable_blockquote");

/**
 * Everything that the bot ever showed anybody: messages as Telegram kept them, each version of those that were
 * changed, and what inline and guest results would send.
 */
function everythingShown(telegram: Telegram): Sent[] {
  const calls = telegram.calls.filter(({ ok }) => ok);
  const messages = calls
    .filter(({ method }) => method === "sendMessage" || method === "editMessageText")
    .map(({ result }) => result as Sent);
  const inline = telegram
    .inlineAnswers()
    .flatMap(({ results }) => results.map((result) => contentOf(result)));
  const guest = calls
    .filter(({ method }) => method === "answerGuestQuery")
    .map(({ params }) => contentOf(params["result"] as InlineResult));
  return [...messages, ...inline, ...guest];
}

interface InlineResult {
  readonly input_message_content: {
    readonly message_text: string;
    readonly entities?: MessageEntity[] | undefined;
  };
}

const contentOf = ({ input_message_content: content }: InlineResult): Sent => ({
  text: content.message_text,
  entities: content.entities ?? [],
});

/** Every block quote is a slice of a source, within one paragraph of one turn, on one line. */
export function expectOnlyExactQuotes(telegram: Telegram, { library }: App): void {
  const wholes = library.interviews.flatMap(({ interview, source }) => wholesOf(interview, source));
  const quotes = new Set(everythingShown(telegram).flatMap(quotesIn));
  for (const quote of quotes) {
    expect(quote).not.toBe("");
    expect(quote).not.toContain("\n");
    if (!wholes.some((whole) => whole.includes(quote)))
      expect.fail(`A block quote that no source has: ${quote}`);
  }
}

/** What a quote may be cut from: each paragraph of each turn, and each fact about the text itself. */
function wholesOf({ sentences, metadata }: Interview, source: string): string[] {
  const paragraphs = new Map<string, { start: number; end: number }>();
  for (const { turn, block, start, end } of sentences) {
    const key = `${turn} ${block}`;
    paragraphs.set(key, { start: paragraphs.get(key)?.start ?? start, end });
  }
  return [...paragraphs.values(), ...metadata].map(({ start, end }) =>
    quoteOf(source.slice(start, end)),
  );
}

/** Calls that Telegram refused, other than on a test's order. */
export function expectNothingRefused(calls: readonly Call[], but?: RegExp): void {
  const refused = calls
    .filter(({ ok, fault }) => ok === false && !fault)
    .map(({ method, error }) => `${method}: ${error?.description ?? ""}`);
  expect(refused.filter((line) => !but?.test(line))).toEqual([]);
}

interface Button {
  readonly text: string;
  readonly data: string | undefined;
}

/** The buttons under a message, row by row. */
export const buttonsOf = ({ reply_markup: markup }: Pick<Message, "reply_markup">): Button[] =>
  (markup?.inline_keyboard ?? []).flat().map((button) => ({
    text: button.text,
    data: "callback_data" in button ? button.callback_data : undefined,
  }));
