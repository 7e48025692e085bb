import { afterEach, describe, expect, it } from "vitest";
import { shippedApp } from "../support/app.ts";
import { botOf } from "../support/bot.ts";
import { quotesIn } from "../support/sent-messages.ts";

const app = await shippedApp();
const bot = await botOf(app);
const { telegram } = bot;
afterEach(() => bot.check());

const ME = "@verbatim_test_bot";
const QUESTION = "Did the board ask him to come back?";
const chinese = () => telegram.user({ first_name: "安", language_code: "zh-hans" });
const english = () => telegram.user({ first_name: "Ben", language_code: "en" });

const quoteOf = (result: { input_message_content: { message_text: string; entities?: unknown } }) =>
  quotesIn({
    text: result.input_message_content.message_text,
    entities: result.input_message_content.entities as never,
  });

describe("inline mode", () => {
  it("finds quotes page by page, none twice, to be kept for everybody", async () => {
    const ben = english();
    const seen: string[] = [];
    let pages = 0;
    for (let offset: string | null = ""; offset !== null; pages++) {
      const answer = await telegram.inlineAnswer(ben.asksInline("time", { offset }));
      expect(answer.is_personal).toBe(false);
      expect(answer.cache_time).toBe(300);
      expect(answer.results.length).toBeLessThanOrEqual(10);
      for (const result of answer.results) {
        const quotes = quoteOf(result);
        expect(quotes).toHaveLength(1);
        expect(result.title).not.toBe("");
        expect(quotes[0]!.startsWith((result.description ?? "").replace(/…$/u, ""))).toBe(true);
        seen.push(...quotes);
      }
      offset = answer.next_offset === "" ? null : answer.next_offset;
    }
    expect(pages).toBeGreaterThan(1);
    expect(seen).toHaveLength(new Set(seen).size);
  });

  it("sends a quote with its source, and a link that opens it in context", async () => {
    const [ann, ben] = [chinese(), english()];
    const found = await telegram.inlineAnswer(ben.asksInline("safety"));
    const sent = ben.picks(ann, found, 0);
    const [quote] = quotesIn(sent);
    expect(sent.text).toContain("theverge.com");
    const [button] = sent.reply_markup!.inline_keyboard.flat();
    const url = "url" in button! ? button.url : "";
    ann.starts(/\?start=([\w-]{1,64})$/u.exec(url)![1]);
    expect(quotesIn(await telegram.nextMessage(ann)).join("")).toContain(quote);
  });

  it("follows the language of the words, whoever types them", async () => {
    for (const person of [chinese(), english()]) {
      const zh = await telegram.inlineAnswer(person.asksInline("安全"));
      expect(zh.results[0]!.input_message_content.message_text).toContain("译文");
      const en = await telegram.inlineAnswer(person.asksInline("safety"));
      expect(en.results[0]!.input_message_content.message_text).toContain("translation");
    }
  });

  it("offers the topics when nothing is typed, in the reader's language", async () => {
    for (const [person, title] of [
      [chinese(), "为什么被解雇"],
      [english(), "Why he was fired"],
    ] as const) {
      const answer = await telegram.inlineAnswer(person.asksInline("  "));
      expect(answer.results.map((result) => result.title)).toContain(title);
      expect(answer.is_personal).toBe(true);
      expect(answer.button).toBeDefined();
    }
  });

  it("says when there is nothing, and takes any words and any page", async () => {
    const ben = english();
    const none = await telegram.inlineAnswer(ben.asksInline("photosynthesis"));
    expect(none.results).toEqual([]);
    expect(none.button!.text).toContain("Nothing on that");
    for (const [query, offset] of [
      ["😀", ""],
      ["安全".repeat(128), ""],
      ["safety", "990"],
      ["safety", "nonsense"],
    ] as const)
      await telegram.inlineAnswer(ben.asksInline(query, { offset }));
  });

  it("leads on to a private chat that works", async () => {
    const ben = english();
    const { button } = await telegram.inlineAnswer(ben.asksInline("photosynthesis"));
    ben.starts(button!.start_parameter);
    expect((await telegram.nextMessage(ben)).text).toContain("Ask me about");
  });
});

describe("guest mode", () => {
  it("gives one cited answer in a chat that the bot has not joined", async () => {
    const [ann, ben] = [chinese(), english()];
    const elsewhere = telegram.supergroup({ title: "Elsewhere", members: [ann], bot: "absent" });
    const asked = ben.summons(elsewhere, `${ME} ${QUESTION}`);
    const answer = await telegram.guestAnswer(asked);
    expect(quotesIn(answer)).toEqual(["是的。"]);
    expect(answer.text).toContain("Quoted from a translation");
    const zh = await telegram.guestAnswer(ann.summons(elsewhere, `${ME} 他的薪水是多少？`));
    expect(zh.text).toContain("没有回答这个问题");
    await telegram.settled();
    expect(telegram.sent(elsewhere)).toHaveLength(2);
  });

  it("answers the words that its name is put under", async () => {
    const [ann, ben] = [chinese(), english()];
    const elsewhere = telegram.supergroup({ title: "Elsewhere", members: [ann], bot: "absent" });
    const said = ben.sends(elsewhere, QUESTION);
    const answer = await telegram.guestAnswer(ann.summons(elsewhere, ME, { replyTo: said }));
    expect(quotesIn(answer)).toEqual(["是的。"]);
  });
});
