import { afterEach, describe, expect, it } from "vitest";
import { shippedApp } from "../support/app.ts";
import { botOf } from "../support/bot.ts";
import { buttonsOf, quotesIn } from "../support/sent-messages.ts";
import type { Person } from "../support/telegram/people.ts";

const app = await shippedApp();
const bot = await botOf(app, { env: { USER_QUESTIONS_PER_MINUTE: "0" } });
const { telegram } = bot;
afterEach(() => bot.check());

const chinese = () => telegram.user({ first_name: "安", language_code: "zh-hans" });
const english = () => telegram.user({ first_name: "Ben", language_code: "en" });

async function asks(person: Person, question: string, options = {}) {
  person.sends(person, question, options);
  return telegram.nextMessage(person);
}

describe("the greeting", () => {
  it("says in the reader's language what can be asked, with questions to tap that are answered", async () => {
    for (const [person, words] of [
      [chinese(), "来问我《重返聚光灯下"],
      [english(), "Ask me about “重返聚光灯下"],
      [telegram.user({ first_name: "Chloé", language_code: "fr" }), "Ask me about “"],
      [telegram.user({ first_name: "Dora" }), "Ask me about “"],
    ] as const) {
      person.starts();
      const greeting = await telegram.nextMessage(person);
      expect(greeting.text).toContain(words);
      const examples = buttonsOf(greeting).filter(({ data }) => data?.startsWith("ask:"));
      expect(examples).toHaveLength(3);
      for (const { text } of examples) {
        await telegram.callbackAnswer(person.presses(greeting, text));
        const answer = await telegram.nextMessage(person);
        expect(answer.reply_to_message?.message_id).toBe(greeting.message_id);
        expect(quotesIn(answer).length).toBeGreaterThan(0);
      }
    }
  });
});

describe("a question in private", () => {
  it("is answered in its own language, as a reply, with who said it in answer to what", async () => {
    const ben = english();
    const asked = ben.sends(ben, "Did the board ask him to come back?");
    const answer = await telegram.nextMessage(ben);
    expect(answer.reply_to_message?.message_id).toBe(asked.message_id);
    expect(quotesIn(answer)).toEqual(["是的。"]);
    expect(answer.text).toContain("Sam Altman");
    expect(answer.text).toContain("asked: 所以是董事会请你回来的？");
    expect(answer.text).toContain("Quoted from a translation. Original: theverge.com");
    expect((await asks(ben, "是董事会请他回来的吗？")).text).toContain("引文为译文");
  });

  it("that the interview does not answer is refused, with topics that are answered", async () => {
    for (const [person, question, refusal] of [
      [chinese(), "Altman 的薪水是多少？", "没有回答这个问题"],
      [english(), "What is Altman's salary?", "The interview does not answer this."],
    ] as const) {
      const answer = await asks(person, question);
      expect(answer.text).toContain(refusal);
      expect(quotesIn(answer)).toEqual([]);
      const [topic] = buttonsOf(answer);
      person.presses(answer, topic!.text);
      expect(quotesIn(await telegram.nextMessage(person)).length).toBeGreaterThan(0);
    }
  });

  it("without words, or with too many, gets a friendly sentence", async () => {
    const ben = english();
    expect((await asks(ben, "😀😀")).text).toContain("I can only look up words");
    expect((await asks(ben, "？！…")).text).toContain("I can only look up words");
    expect((await asks(ben, "why ".repeat(1_000))).text).toContain("That is too long");
    expect((await asks(ben, "hello")).text).toContain("Hello!");
    expect((await asks(chinese(), "😀")).text).toContain("我只能");
  });

  it("may stand under a photo", async () => {
    const ben = english();
    ben.sendsPhoto(ben, "Did the board ask him to come back?");
    expect(quotesIn(await telegram.nextMessage(ben))).toEqual(["是的。"]);
  });

  it("that is sent twice in a row is answered once", async () => {
    const ben = english();
    ben.sends(ben, "Why did he come back?");
    ben.sends(ben, "why did he  come back?");
    await telegram.settled();
    expect(telegram.sent(ben)).toHaveLength(1);
  });
});

describe("a follow-up", () => {
  it("goes on from the last answer, in both languages", async () => {
    for (const [person, first, why, more] of [
      [chinese(), "他为什么回来？", "为什么？", "更多"],
      [english(), "Did the board ask him to come back?", "why?", "more"],
    ] as const) {
      await asks(person, first);
      const because = quotesIn(await asks(person, why));
      expect(because.join("")).toMatch(/自我和情绪|深切关注的使命/u);
      const further = quotesIn(await asks(person, more));
      expect(further.length).toBeGreaterThan(0);
      expect(further.filter((quote) => because.includes(quote))).toEqual([]);
    }
  });

  it("belongs to the answer that it replies to, however much was asked since", async () => {
    const ben = english();
    const [old, newer] = [
      await asks(ben, "Did the board ask him to come back?"),
      await asks(ben, "Did anything change in OpenAI's safety work?"),
    ];
    const toOld = quotesIn(await asks(ben, "why?", { replyTo: old }));
    expect(toOld.join("")).toMatch(/自我和情绪/u);
    const toNewer = quotesIn(await asks(ben, "why?", { replyTo: newer }));
    expect(toNewer).not.toEqual(toOld);
    expect(toNewer.join("")).toContain("安全");
  });

  it("belongs to the person who asks, and to nobody else", async () => {
    const [ann, ben] = [english(), english()];
    await asks(ann, "Did the board ask him to come back?");
    const alone = await asks(ben, "why?");
    const followed = await asks(ann, "why?");
    expect(quotesIn(alone)).not.toEqual(quotesIn(followed));
  });
});

describe("an edited question", () => {
  it("edits its answer, and the next follow-up goes on from there", async () => {
    const ben = english();
    const asked = ben.sends(ben, "Did anything change in OpenAI's safety work?");
    const answer = await telegram.nextMessage(ben);
    ben.edits(asked, "Did the board ask him to come back?");
    const changed = await telegram.nextEdit(answer);
    expect(quotesIn(changed)).toEqual(["是的。"]);
    expect(quotesIn(await asks(ben, "why?")).join("")).toMatch(/自我和情绪/u);
    expect(telegram.sent(ben)).toHaveLength(2);
  });

  it("that asks the same is not answered again", async () => {
    const ben = english();
    const asked = ben.sends(ben, "Did the board ask him to come back?");
    const answer = await telegram.nextMessage(ben);
    ben.edits(asked, "Did the board ask him to come back?");
    await telegram.settled();
    expect(telegram.current(answer)).toEqual(answer);
    expect(telegram.callsOf("editMessageText").length).toBeLessThan(2);
  });

  it("keeps to what it followed", async () => {
    const ben = english();
    await asks(ben, "Did the board ask him to come back?");
    const asked = ben.sends(ben, "really?");
    const answer = await telegram.nextMessage(ben);
    ben.edits(asked, "why?");
    expect(quotesIn(await telegram.nextEdit(answer)).join("")).toMatch(/自我和情绪/u);
  });

  it("is answered anew when its answer was deleted", async () => {
    const ben = english();
    const asked = ben.sends(ben, "Did anything change in OpenAI's safety work?");
    const answer = await telegram.nextMessage(ben);
    ben.deletes(answer);
    ben.edits(asked, "Did the board ask him to come back?");
    expect(quotesIn(await telegram.nextMessage(ben))).toEqual(["是的。"]);
    await bot.check(/editMessageText: .*message to edit not found/u);
  });
});
