import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { citationOfCode } from "../../../src/answer/citation-code.ts";
import { createApp } from "../../../src/app.ts";
import { loadConfig } from "../../../src/config.ts";
import { ingest } from "../../../src/library/ingest.ts";
import { renderContext } from "../../../src/telegram/render/render-context.ts";
import { renderReply } from "../../../src/telegram/render/render-reply.ts";
import { bare } from "../../interview/check-quote.ts";
import { shippedApp } from "../../support/app.ts";
import { localDeriver } from "../../support/deriver.ts";
import { workspace } from "../../support/workspace.ts";
import { expectSendable, expectSourced, quotesIn } from "./check-message.ts";

const app = await shippedApp();

describe("a quote in context", () => {
  it.each(["zh", "en"] as const)(
    "stands out in its exchange, which is all in the interview's words (%s)",
    (language) => {
      const mark = `${app.messages(language, "render-this-quote")}\n`;
      for (const { id } of app.corpus.interviews[0]!.interview.sentences) {
        const citation = citationOfCode(id, app.corpus)!;
        const messages = renderContext(citation, language, app);
        for (const message of messages) expectSendable(message);
        expectSourced(messages, app);
        const marked = quotesIn(messages).filter(({ above }) => above.endsWith(mark));
        expect(marked.map(({ words }) => words)).toEqual([citation.quote]);
      }
    },
  );

  it("names who asked and who answered, outside of the quotes", async () => {
    const { quotes } = await app.findQuotes("回到董事会", { limit: 1 });
    const [message] = renderContext(quotes[0]!, "zh", app);
    expect(message!.text).toMatch(/\n记者（采访者）：\n.+？\n\nSam Altman：\n/);
  });

  it("stands alone when nothing stands around it", async () => {
    const { reply } = await app.ask("Who conducted the interview?");
    const messages = renderContext(reply.citations[0]!, "en", app);
    expect(messages).toHaveLength(1);
    expectSendable(messages[0]!);
    expect(quotesIn(messages).map(({ words }) => words)).toEqual([reply.citations[0]!.quote]);
    expect(messages[0]!.text).toMatch(/^about the article\n/);
  });
});

const TRICKY =
  "The *moon* <b>pulls</b> @oceans /twice a day 👩‍👩‍👧‍👦 \u2067שלום\u2069 and zero\u200bwidth e\u0301.";
const REPEATED = "Nobody knows how long the oceans have been pulled by the moon and the sun.";

/** Its only answer is longer than a message. */
async function tidesApp() {
  const { path, write } = workspace();
  const file = write(
    "tides.md",
    [
      "# Tides",
      "原文链接: https://example.com/tides",
      "**Reporter:** What pulls the oceans?",
      `**Ann:** ${TRICKY} ${Array.from({ length: 120 }, () => REPEATED).join(" ")}`,
    ].join("\n\n"),
  );
  const directory = join(path, "library");
  await ingest(directory, [file], localDeriver());
  return createApp(loadConfig({ DATA_DIR: path }), { directory, isDefault: false });
}

describe("words that Telegram could take for something else", () => {
  it("are quoted exactly", async () => {
    const tides = await tidesApp();
    const { reply } = await tides.ask("What pulls the oceans twice a day?");
    const messages = renderReply(reply, tides, { fold: false, single: false });
    for (const message of messages) expectSendable(message);
    expectSourced(messages, tides);
    expect(quotesIn(messages).map(({ words }) => words)).toEqual(
      reply.citations.map(({ quote }) => quote),
    );
    expect(messages[0]!.text).toContain("👩‍👩‍👧‍👦 \u2067שלום\u2069 and zero\u200bwidth e\u0301.");
  });

  it("are all there in a long exchange, and each of its messages names the speaker", async () => {
    const tides = await tidesApp();
    const { reply } = await tides.ask("What pulls the oceans twice a day?");
    const messages = renderContext(reply.citations[0]!, "en", tides);
    expect(messages.length).toBeGreaterThan(1);
    for (const message of messages) expectSendable(message);
    expectSourced(messages, tides);
    expect(messages[0]!.text).toContain("\nAnn:\n");
    for (const { text } of messages.slice(1)) expect(text).toMatch(/^Ann \(continued\)\n/);
    const shown = bare(
      quotesIn(messages)
        .map(({ words }) => words)
        .join(""),
    );
    const said = ["What pulls the oceans?", TRICKY, ...Array.from({ length: 120 }, () => REPEATED)];
    expect(shown).toBe(bare(said.join("")));
  });
});
