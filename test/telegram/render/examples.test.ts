import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { plainText } from "../../../src/telegram/render/plain-text.ts";
import { renderQuotesPage } from "../../../src/telegram/render/render-quotes.ts";
import { renderReply } from "../../../src/telegram/render/render-reply.ts";
import { renderSummary } from "../../../src/telegram/render/render-summary.ts";
import { renderSections, renderTopicsOf } from "../../../src/telegram/render/render-topics.ts";
import { shippedApp } from "../../support/app.ts";
import { expectSendable, expectSourced, quotesIn, shownOf } from "./check-message.ts";

const app = await shippedApp();
const WIDE = { fold: false, single: false };
const URL_OF_ORIGINAL =
  "https://www.theverge.com/2023/11/29/23982046/sam-altman-interview-openai-ceo-rehired";

describe("an answer", () => {
  it("has number, speaker and question over each quote, and ends with the original", async () => {
    const { reply } = await app.ask("为什么董事会对你失去了信任？");
    const messages = renderReply(reply, app, WIDE);
    expect(messages).toHaveLength(1);
    expectSendable(messages[0]!);
    expectSourced(messages, app);
    const first = reply.citations[0]!;
    const [shown] = quotesIn(messages);
    expect(shown!.words).toBe(first.quote);
    expect(shown!.above).toContain("[1] Sam Altman");
    expect(shown!.above).toContain(`问：${first.question!}`);
    const { text, entities } = messages[0]!;
    expect(text.endsWith("引文为译文。采访原文：theverge.com")).toBe(true);
    expect(entities.at(-1)).toMatchObject({ type: "text_link", url: URL_OF_ORIGINAL });
    expect(text).not.toContain("https://");
  });

  it("tells a reader of the other language what each quote is about", async () => {
    const { reply } = await app.ask("Why did the board lose trust in you?", { language: "en" });
    const messages = renderReply(reply, app, WIDE);
    expect(messages[0]!.text).toMatch(
      /\[1\] Sam Altman, on why the board lost trust in him:\nasked: /,
    );
    expect(messages[0]!.text).toMatch(/Original: theverge\.com$/);
    expectSourced(messages, app);
  });

  it("folds long quotes, and all in a group", async () => {
    const { reply } = await app.ask("他为什么回来？");
    const types = (fold: boolean) =>
      renderReply(reply, app, { fold, single: fold }).flatMap(({ entities }) =>
        entities.map(({ type }) => type).filter((type) => type.endsWith("quote")),
      );
    const { length } = reply.citations;
    expect(types(true)).toEqual(Array.from({ length }, () => "expandable_blockquote"));
    // A Chinese character is as wide as two Latin ones.
    const long = reply.citations.filter(({ quote }) => stringWidth(quote) > 120);
    expect(types(false).filter((type) => type === "expandable_blockquote")).toHaveLength(
      long.length,
    );
    expect(long.length).toBeGreaterThan(0);
  });

  it("of a model says its claims first, with numbers, and its translations under the quotes", async () => {
    const { reply } = await app.ask("为什么董事会对你失去了信任？");
    if (reply.status !== "answered") throw new Error("not answered");
    const [one, ...rest] = reply.citations;
    const citations = [{ ...one!, translation: "They should answer that." }, ...rest];
    const claims = [{ text: "He leaves it to the board.", citations: [1] }];
    const model = { ...reply, language: "en", mode: "model", claims, citations } as const;
    const messages = renderReply(model, app, WIDE);
    const { text } = messages[0]!;
    expect(text.startsWith("He leaves it to the board. [1]\n\n[1] Sam Altman, on ")).toBe(true);
    expect(text).toContain(`\n${one!.quote}\nTranslated by the bot: They should answer that.`);
    for (const { n } of citations) expect(shownOf(messages, citations).get(n)?.whole).toBe(true);
  });

  it("says in italics why it is quotes alone", async () => {
    const { reply } = await app.ask("为什么回来？");
    for (const fallback of ["slow", "unavailable", "over-budget", "unusable"] as const) {
      const [message] = renderReply({ ...reply, fallback }, app, WIDE);
      const why = app.messages("zh", `render-fallback-${fallback}`);
      const { text, entities } = message!;
      const said = entities.filter(({ type }) => type === "italic");
      expect(said.map(({ offset, length }) => text.slice(offset, offset + length))).toEqual([why]);
    }
  });

  it("can be read without entities", async () => {
    const { reply } = await app.ask("为什么回来？");
    const [message] = renderReply(reply, app, WIDE);
    const text = plainText(message!);
    for (const { quote } of reply.citations) expect(text).toContain(`\n▎${quote}`);
    expect(text.endsWith(`theverge.com (${URL_OF_ORIGINAL})`)).toBe(true);
    expect(text.replaceAll("▎", "").replace(` (${URL_OF_ORIGINAL})`, "")).toBe(message!.text);
  });
});

it("names what the interview does speak of where it does not answer", async () => {
  const { reply } = await app.ask("What is the capital of Mongolia?", { language: "en" });
  const [message, ...more] = renderReply(reply, app, WIDE);
  expect(more).toEqual([]);
  expect(reply.nearest.length).toBeGreaterThan(0);
  for (const { title, question } of reply.nearest)
    expect(message!.text).toContain(`• ${title!} — ${question}`);
  expect(quotesIn([message!])).toEqual([]);
});

it.each(["zh", "en"] as const)("summarises the interview in one message (%s)", async (language) => {
  const [summary] = await app.summaries({ language });
  const messages = renderSummary(summary!, language, app, WIDE);
  expect(messages).toHaveLength(1);
  expectSendable(messages[0]!);
  expectSourced(messages, app);
  const shown = shownOf(messages, summary!.citations);
  expect([...shown.keys()]).toEqual(summary!.citations.map(({ n }) => n));
  const [stored] = app.corpus.interviews;
  for (const section of stored!.interview.sections)
    expect(messages[0]!.text).toContain(
      `\n${app.topics.sectionTitle(stored!, section, language)}\n`,
    );
});

it("says when there is nothing to quote or to summarise", async () => {
  const page = { quotes: [], page: 1, pages: 1, query: "x", speaker: null };
  expect(renderQuotesPage(page, "en", app).text).toBe(app.messages("en", "no-quotes"));
  const [summary] = await app.summaries({ language: "zh", topic: "蒙古的首都" });
  expect(renderSummary(summary!, "zh", app, WIDE).map(({ text }) => text)).toEqual([
    app.messages("zh", "summary-nothing"),
  ]);
});

it("pages through quotes, with the page and the topic in the title", async () => {
  const { quotes } = await app.findQuotes("董事会", { limit: 40 });
  const page = { quotes: quotes.slice(3, 6), page: 2, pages: 3, query: "董事会", speaker: null };
  const message = renderQuotesPage(page, "zh", app);
  expectSendable(message);
  expect(message.text.startsWith("关于“董事会”的原话 · 第 2/3 页\n\n[4] ")).toBe(true);
  expect([...shownOf([message], quotes).values()]).toEqual(
    page.quotes.map(({ quote }) => ({ shown: quote.length, whole: true })),
  );
});

describe("topics", () => {
  it("are shown by section, with the section's title in the reader's language", () => {
    const [stored] = app.corpus.interviews;
    const text = renderSections(stored!, "en", app);
    expectSendable(text);
    expect(text.text).toContain("\n\nWhy Sam Altman came back\nthe main reason to come back · ");
  });

  it("are numbered within a section, each with its question", () => {
    const [stored] = app.corpus.interviews;
    const section = stored!.interview.sections[1]!;
    const within = app.topics.of(stored!, "zh").filter((topic) => topic.section === section);
    const message = renderTopicsOf(stored!, section, within, "zh", app);
    expectSendable(message);
    within.forEach(({ question, title }, i) => {
      expect(message.text).toContain(`\n${i + 1}. ${title!} — ${question}`);
    });
  });

  it("end in an ellipsis where there are too many for a message", () => {
    const [stored] = app.corpus.interviews;
    const within = Array.from({ length: 500 }, (_, i) => ({
      section: null,
      question: `Question ${i}?`,
      title: "title",
      start: "x-1",
    }));
    const message = renderTopicsOf(stored!, null, within, "en", app);
    expectSendable(message);
    expect(message.text.endsWith("\n…")).toBe(true);
  });
});
