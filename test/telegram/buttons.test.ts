import type { Message } from "grammy/types";
import { afterEach, describe, expect, it } from "vitest";
import { shippedApp } from "../support/app.ts";
import { botOf } from "../support/bot.ts";
import { buttonsOf, quotesIn } from "../support/sent-messages.ts";

const app = await shippedApp();
const bot = await botOf(app, { env: { USER_QUESTIONS_PER_MINUTE: "0" } });
const { telegram } = bot;
afterEach(() => bot.check());

const chinese = () => telegram.user({ first_name: "安", language_code: "zh-hans" });
const english = () => telegram.user({ first_name: "Ben", language_code: "en" });

async function answered(question: string, person = english()) {
  person.sends(person, question);
  return { person, answer: await telegram.nextMessage(person) };
}

describe("more quotes", () => {
  it("come page by page, none twice, until there are none", async () => {
    const { person, answer } = await answered("是董事会请他回来的吗？", chinese());
    const seen = quotesIn(answer);
    for (let page = answer, presses = 0; ; presses++) {
      expect(presses).toBeLessThan(30);
      const query = person.presses(page, "更多引语");
      const { text } = await telegram.callbackAnswer(query);
      if (text === undefined) {
        page = await telegram.nextMessage(person);
        seen.push(...quotesIn(page));
        continue;
      }
      expect(text).toContain("没有更多");
      expect(presses).toBeGreaterThan(0);
      break;
    }
    expect(seen).toHaveLength(new Set(seen).size);
  });

  it("go on under the same button as well", async () => {
    const { person, answer } = await answered("Why did he come back?");
    const seen = quotesIn(answer);
    for (let pages = 1; ; pages++) {
      const { text } = await telegram.callbackAnswer(person.presses(answer, "More quotes"));
      if (text !== undefined) {
        expect(text).toBe("There is nothing more on that.");
        expect(pages).toBeGreaterThan(1);
        break;
      }
      seen.push(...quotesIn(await telegram.nextMessage(person)));
    }
    expect(seen).toHaveLength(new Set(seen).size);
  });
});

describe("the exchange around a quote", () => {
  it("is shown under the answer, with the question that was asked", async () => {
    const { person, answer } = await answered("Did the board ask him to come back?");
    const query = person.presses(answer, "📖 In context");
    expect(await telegram.callbackAnswer(query)).toEqual({});
    const around = await telegram.nextMessage(person);
    expect(around.reply_to_message?.message_id).toBe(answer.message_id);
    expect(quotesIn(around)).toEqual(["所以是董事会请你回来的？", "是的。"]);
  });

  it("has a button for each quote of several", async () => {
    const { person, answer } = await answered("Altman 为什么被解雇？", chinese());
    const quotes = quotesIn(answer);
    const buttons = buttonsOf(answer).filter(({ data }) => data?.startsWith("context:"));
    expect(buttons).toHaveLength(quotes.length);
    for (const [index, { text }] of buttons.entries()) {
      person.presses(answer, text);
      expect(quotesIn(await telegram.nextMessage(person)).join("")).toContain(quotes[index]);
    }
  });
});

describe("copying", () => {
  it("is offered for what Telegram lets a button copy, and copies the first quote", async () => {
    const lengths: number[] = [];
    for (const question of ["Did the board ask him to come back?", "Why did he come back?", "Q*"]) {
      const { answer } = await answered(question);
      const [first] = quotesIn(answer);
      const copy = answer
        .reply_markup!.inline_keyboard.flat()
        .find((button) => "copy_text" in button);
      lengths.push(first!.length);
      if (first!.length <= 256) expect(copy).toMatchObject({ copy_text: { text: first } });
      else expect(copy).toBeUndefined();
    }
    expect(Math.min(...lengths)).toBeLessThan(256);
  });
});

describe("a vote", () => {
  it("is marked, may change, and counts once", async () => {
    const { person, answer } = await answered("Did the board ask him to come back?");
    const marks = () =>
      buttonsOf(telegram.current(answer)!)
        .map(({ text }) => text)
        .filter((text) => /👍|👎/u.test(text));
    expect(await telegram.callbackAnswer(person.presses(answer, "👍"))).toEqual({
      text: "Thank you.",
    });
    await telegram.settled();
    expect(marks()).toEqual(["👍 ✓", "👎"]);
    person.presses(answer, "👍 ✓");
    await telegram.settled();
    expect(marks()).toEqual(["👍 ✓", "👎"]);
    person.presses(answer, "👎");
    await telegram.settled();
    expect(marks()).toEqual(["👍", "👎 ✓"]);
  });

  it("given twice in a hurry is no failure", async () => {
    const { person, answer } = await answered("Did the board ask him to come back?");
    const presses = [person.presses(answer, "👍"), person.presses(answer, "👍")];
    for (const press of presses)
      expect(await telegram.callbackAnswer(press)).toEqual({ text: "Thank you." });
    await telegram.settled();
    await bot.check(/message is not modified/u);
  });
});

describe("what may be asked next", () => {
  it("was not shown just now, and is answered in the interview", async () => {
    const { person, answer } = await answered("Did the board ask him to come back?");
    const topics = buttonsOf(answer).filter(({ data }) => data?.startsWith("ask:"));
    expect(topics.map(({ text }) => text)).not.toContain("Whether the board asked him back");
    expect(topics).toHaveLength(3);
    for (const { text } of topics) {
      person.presses(answer, text);
      const next = await telegram.nextMessage(person);
      expect(quotesIn(next).length).toBeGreaterThan(0);
      expect(next.text).not.toContain("does not answer");
    }
  });
});

describe("every topic of the interview", () => {
  it.each([
    ["zh-hans", "开头与结尾", "‹ 返回"],
    ["en", "Beginning and end", "‹ Back"],
  ])("can be reached by /topics and is answered (%s)", async (code, first, back) => {
    const person = telegram.user({ language_code: code });
    person.sends(person, "/topics");
    let view = await telegram.nextMessage(person);
    const sections = buttonsOf(view).map(({ text }) => text);
    expect(sections[0]).toBe(first);
    expect(sections).toHaveLength(4);
    let asked = 0;
    for (const section of sections) {
      person.presses(view, section);
      view = await telegram.nextEdit(view);
      for (const { text, data } of buttonsOf(view)) {
        if (!data!.startsWith("ask:")) continue;
        const query = person.presses(view, text);
        const answer = await telegram.nextMessage(person);
        expect(quotesIn(answer).length, text).toBeGreaterThan(0);
        expect(await telegram.callbackAnswer(query)).toEqual({});
        asked += 1;
      }
      person.presses(view, back);
      view = await telegram.nextEdit(view);
    }
    const shown = app.topics.of(app.corpus.interviews[0]!, "en");
    expect(asked).toBe(shown.length);
    expect(telegram.sent(person)).toHaveLength(shown.length + 1);
  });
});

describe("pages of quotes", () => {
  it("turn in one message, with a speaker and without", async () => {
    const ben = english();
    for (const command of ["/quotes Altman", "/quotes @altman time"]) {
      ben.sends(ben, command);
      const first = await telegram.nextMessage(ben);
      const pages = [quotesIn(first)];
      expect(first.text).toContain("page 1 of");
      let view = first;
      while (buttonsOf(view).some(({ text }) => text === "›")) {
        ben.presses(view, "›");
        view = await telegram.nextEdit(view);
        pages.push(quotesIn(view));
      }
      expect(view.message_id).toBe(first.message_id);
      expect(pages.length).toBeGreaterThan(1);
      const all = pages.flat();
      expect(all).toHaveLength(new Set(all).size);
      ben.presses(view, "‹");
      expect(quotesIn(await telegram.nextEdit(view))).toEqual(pages.at(-2));
      expect(await telegram.callbackAnswer(ben.presses(view, "nothing"))).toEqual({});
    }
    expect(telegram.sent(ben)).toHaveLength(2);
  });
});

describe("a button that nobody knows", () => {
  it("is answered with a word, whatever it holds", async () => {
    const { person, answer } = await answered("Did the board ask him to come back?");
    for (const data of ["more:", "vote:sideways", "context:x", "ask:nobody-1", "quotes:99"]) {
      const reply_markup = { inline_keyboard: [[{ text: "old", callback_data: data }]] };
      const shown: Message = { ...answer, reply_markup };
      const query = person.presses(shown, "old", { stale: true });
      const { text } = await telegram.callbackAnswer(query);
      expect(text?.length, data).toBeGreaterThan(5);
    }
  });
});
