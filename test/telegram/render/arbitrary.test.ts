import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Citation } from "../../../src/answer/reply.ts";
import { renderQuoteCard } from "../../../src/telegram/render/render-quote-card.ts";
import { renderQuotesPage } from "../../../src/telegram/render/render-quotes.ts";
import { renderReply } from "../../../src/telegram/render/render-reply.ts";
import { renderSummary } from "../../../src/telegram/render/render-summary.ts";
import type { TelegramText } from "../../../src/telegram/render/telegram-text.ts";
import { shippedApp } from "../../support/app.ts";
import { answered, citations, language, refused } from "./arbitrary-replies.ts";
import { expectSendable, numberAbove, quotesIn, shownOf } from "./check-message.ts";

const app = await shippedApp();
const fold = fc.boolean();

/** Each first slice in a message has its speaker's name over it in the same message. */
function expectAttributed(messages: readonly TelegramText[], all: readonly Citation[]): void {
  for (const slice of quotesIn(messages)) {
    const n = numberAbove(slice);
    const cited = all.find((citation) => citation.n === n);
    const name = cited && (cited.speaker ?? cited.quoted_speaker);
    if (name) expect(slice.before).toContain(name);
  }
}

describe("any answer at all", () => {
  it("becomes messages that Telegram takes, with all quotes whole and each with its attribution", () => {
    fc.assert(
      fc.property(answered, fold, (reply, folded) => {
        const messages = renderReply(reply, app, { fold: folded, single: false });
        for (const message of messages) expectSendable(message);
        const shown = shownOf(messages, reply.citations);
        for (const { n } of reply.citations) expect(shown.get(n)?.whole).toBe(true);
        expectAttributed(messages, reply.citations);
        if (folded)
          for (const { entities } of messages)
            expect(entities.map(({ type }) => type)).not.toContain("blockquote");
      }),
      { numRuns: 80 },
    );
  });

  it("says all that its claims say, in order", () => {
    const letters = (words: string) => words.replace(/\s+/gu, "");
    fc.assert(
      fc.property(answered, (reply) => {
        const messages = renderReply(reply, app, { fold: false, single: false });
        const said = letters(messages.map(({ text }) => text).join(""));
        let at = 0;
        // A claim that is cut may have a heading of the next message in between, but never within a part of it.
        for (const { text } of reply.claims.filter((claim) => claim.text.length < 600)) {
          const found = said.indexOf(letters(text.toWellFormed()), at);
          expect(found).toBeGreaterThanOrEqual(0);
          at = found;
        }
      }),
      { numRuns: 40 },
    );
  });

  it("fits into one message where it must, without half a quote, and says how many are left out", () => {
    fc.assert(
      fc.property(answered, fold, (reply, folded) => {
        const messages = renderReply(reply, app, { fold: folded, single: true });
        expect(messages).toHaveLength(1);
        expectSendable(messages[0]!);
        const shown = shownOf(messages, reply.citations);
        expectAttributed(messages, reply.citations);
        expect(shown.size).toBeGreaterThan(0);
        const parts = [...shown].filter(([, { whole }]) => !whole);
        // Only the one quote that is there can be too long for a message.
        if (parts.length > 0) expect(shown.size).toBe(1);
        const leftOut = reply.citations.length - shown.size;
        const remark = app.messages(reply.language, "render-left-out", { count: leftOut });
        expect(messages[0]!.text.includes(remark)).toBe(leftOut > 0);
        const rest = app.messages(reply.language, "render-rest-left-out");
        expect(messages[0]!.text.includes(rest)).toBe(parts.length > 0);
      }),
      { numRuns: 80 },
    );
  });
});

it("refuses in one message without a block quote, whatever is near", () => {
  fc.assert(
    fc.property(refused, fc.boolean(), (reply, single) => {
      const messages = renderReply(reply, app, { fold: single, single });
      expect(messages).toHaveLength(1);
      expectSendable(messages[0]!);
      expect(messages[0]!.text.startsWith(reply.message)).toBe(true);
      expect(quotesIn(messages)).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

it("summarises anything within the limits, and loses no quote", () => {
  fc.assert(
    fc.property(answered, fc.boolean(), (reply, single) => {
      const { claims, citations: all, mode } = reply;
      fc.pre(claims.length > 0);
      const summary = {
        interview: "x",
        title: reply.message || null,
        mode,
        claims,
        citations: all,
      };
      const messages = renderSummary(summary, reply.language, app, { fold: single, single });
      for (const message of messages) expectSendable(message);
      const shown = shownOf(messages, all);
      if (single) expect(messages).toHaveLength(1);
      else for (const { n } of all) expect(shown.get(n)?.whole).toBe(true);
      expectAttributed(messages, all);
    }),
    { numRuns: 40 },
  );
});

it("keeps a page of any quotes to one message", () => {
  fc.assert(
    fc.property(citations(12), language, fc.string({ unit: "binary" }), (quotes, reader, query) => {
      const page = { quotes, page: 2, pages: 3, query, speaker: quotes[0]!.speaker };
      const message = renderQuotesPage(page, reader, app);
      expectSendable(message);
      const shown = shownOf([message], quotes);
      expect(shown.size).toBeGreaterThan(0);
      const short = quotes.every(
        ({ quote, translation = "" }) => quote.length + translation.length < 60,
      );
      if (short) expect([...shown.values()].every(({ whole }) => whole)).toBe(true);
    }),
    { numRuns: 40 },
  );
});

it("makes a card of any quote, with its speaker and a link", () => {
  const address = "https://t.me/verbatim_bot?start=q_x-1";
  fc.assert(
    fc.property(citations(1), language, ([citation], reader) => {
      const message = renderQuoteCard(citation!, reader, app, address);
      expectSendable(message);
      const [first] = quotesIn([message]);
      expect(citation!.quote.startsWith(first!.words)).toBe(true);
      if (citation!.speaker) expect(first!.above).toContain(citation!.speaker);
      expect(message.entities.at(-1)).toMatchObject({ type: "text_link", url: address });
    }),
    { numRuns: 40 },
  );
});

it("replaces half a surrogate pair, which the Bot API refuses, in what is no quote", () => {
  const citation = { quote: "是的。", speaker: "A\ud83d", question: "\ude00?" };
  fc.assert(
    fc.property(citations(1), ([other]) => {
      const claims = [{ text: "half \ud83d", citations: [1] }];
      const all = [{ ...other!, ...citation }];
      const reply = {
        question: "",
        language: "en",
        mode: "extractive",
        message: "",
        nearest: [],
      } as const;
      const [message] = renderReply({ ...reply, status: "answered", claims, citations: all }, app, {
        fold: false,
        single: true,
      });
      expectSendable(message!);
      expect(message!.text).toContain("half \ufffd");
    }),
    { numRuns: 10 },
  );
});
