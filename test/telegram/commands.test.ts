import { afterEach, describe, expect, it } from "vitest";
import { citationCode } from "../../src/answer/citation-code.ts";
import { shippedApp } from "../support/app.ts";
import { botOf } from "../support/bot.ts";
import { buttonsOf, quotesIn } from "../support/sent-messages.ts";
import type { Person } from "../support/telegram/people.ts";

const app = await shippedApp();
const bot = await botOf(app);
const { telegram } = bot;
afterEach(() => bot.check());

const chinese = () => telegram.user({ first_name: "安", language_code: "zh-hans" });
const english = () => telegram.user({ first_name: "Ben", language_code: "en" });

async function says(person: Person, text: string) {
  person.sends(person, text);
  return telegram.nextMessage(person);
}

describe("/quotes", () => {
  it("shows quotes on a topic, of everybody or of one speaker", async () => {
    const ben = english();
    expect(quotesIn(await says(ben, "/quotes safety"))).toContain("这些事件与安全无关。");
    for (const name of ["murati", "Mira Murati", "mira_murati", "MURATI"]) {
      const shown = await says(ben, `/quotes @${name} safety`);
      expect(shown.text).toContain("Mira Murati on “safety”");
      expect(quotesIn(shown)).toEqual(["这些事件与安全无关。"]);
    }
  });

  it("with a speaker alone shows what they said", async () => {
    const shown = await says(chinese(), "/quotes @murati");
    expect(shown.text).toContain("Mira Murati（");
    expect(quotesIn(shown)).toContain("我们不清楚。这个问题应该问 Ilya。");
  });

  it("names those who speak when a name is nobody's, however long it is", async () => {
    const ben = english();
    for (const name of ["bob", "b".repeat(4_000), "😀".repeat(1_500)]) {
      const told = await says(ben, `/quotes @${name} safety`);
      expect(told.text).toMatch(/^Nobody called “/u);
      expect(told.text).toContain("Sam Altman, Mira Murati");
    }
  });

  it("says what it needs, and when there is nothing", async () => {
    expect((await says(english(), "/quotes")).text).toContain("/quotes @murati safety");
    expect((await says(chinese(), "/quotes   ")).text).toContain("/quotes @murati 安全");
    const none = await says(english(), "/quotes photosynthesis");
    expect(none.text).toBe("The interview says nothing on that.");
    expect(none.reply_markup).toBeUndefined();
  });

  it("takes a topic as long as a message", async () => {
    const shown = await says(english(), `/quotes ${"安全😀".repeat(1_300)}`);
    expect(shown.text!.length).toBeLessThan(4_096);
  });
});

describe("/summary", () => {
  it("is the interview in quotes, or what it says on a topic", async () => {
    const ben = english();
    const whole = await says(ben, "/summary");
    expect(quotesIn(whole).length).toBeGreaterThan(10);
    const narrow = quotesIn(await says(ben, "/summary safety"));
    expect(narrow).toContain("这些事件与安全无关。");
    expect(narrow.length).toBeLessThan(10);
    expect((await says(chinese(), "/summary 安全")).text).toContain("引文为译文");
    expect((await says(ben, "/summary photosynthesis")).text).toContain("nothing to summarise");
  });

  it("takes a topic as long as a message", async () => {
    await says(english(), `/summary x${"😀安全".repeat(1_000)}`);
  });
});

describe("/language", () => {
  it("fixes the language of replies, and gives it back to the question", async () => {
    const ben = english();
    const choice = await says(ben, "/language");
    expect(buttonsOf(choice).map(({ text }) => text)).toEqual(["中文", "English", "✓ As asked"]);
    ben.presses(choice, "中文");
    const chosen = await telegram.nextEdit(choice);
    expect(chosen.text).toContain("中文");
    expect(buttonsOf(chosen).map(({ text }) => text)).toEqual(["✓ 中文", "English", "跟随提问"]);
    expect((await says(ben, "Did the board ask him to come back?")).text).toContain("引文为译文");
    ben.presses(chosen, "跟随提问");
    await telegram.nextEdit(chosen);
    expect((await says(ben, "Did he hesitate?")).text).toContain("Quoted from a translation");
  });

  it("chosen twice stays chosen", async () => {
    const ben = english();
    const choice = await says(ben, "/language");
    ben.presses(choice, "English");
    const chosen = await telegram.nextEdit(choice);
    const again = ben.presses(chosen, "✓ English");
    await telegram.callbackAnswer(again);
    await telegram.settled();
    expect(telegram.current(chosen)).toEqual(chosen);
    await bot.check(/message is not modified/u);
  });
});

describe("/help and /privacy", () => {
  it("are in the reader's language", async () => {
    expect((await says(english(), "/help")).text).toContain("/quotes @murati safety");
    expect((await says(chinese(), "/help")).text).toContain("/quotes @murati 安全");
    expect((await says(english(), "/privacy")).text).toContain("What is kept");
    expect((await says(chinese(), "/privacy")).text).toContain("保存什么");
  });

  it("name only commands that exist", async () => {
    const ben = english();
    const help = await says(ben, "/help");
    const named = new Set(help.text!.match(/(?<=^|\s)\/[a-z_]+/gmu));
    expect(named.size).toBeGreaterThan(4);
    for (const command of named)
      expect((await says(ben, command)).text).not.toContain("I don't know this command");
  });

  it("are in the list of commands of each language", async () => {
    const lists = telegram
      .callsOf("setMyCommands")
      .map(({ params }) => [params["language_code"], params["scope"], params["commands"]]);
    for (const code of [undefined, "zh"])
      for (const type of ["all_private_chats", "all_group_chats"])
        expect(lists).toContainEqual([
          code,
          { type },
          expect.arrayContaining([
            expect.objectContaining({ command: "help" }),
            expect.objectContaining({ command: "privacy" }),
          ]),
        ]);
    await telegram.settled();
  });
});

describe("a deep link", () => {
  it("opens its quote in context", async () => {
    const { reply } = await app.ask("Did the board ask him to come back?");
    const code = citationCode(reply.citations[0]!)!;
    for (const person of [english(), chinese()]) {
      person.starts(`q_${code}`);
      const around = await telegram.nextMessage(person);
      expect(quotesIn(around)).toEqual(["所以是董事会请你回来的？", "是的。"]);
    }
  });

  it("of several sentences opens them all", async () => {
    const { reply } = await app.ask("Mira Murati 怎么回答 Ilya Sutskever 为什么改变主意？");
    const joined = reply.citations.find(({ sentences }) => sentences.length > 1)!;
    const ben = english();
    ben.starts(`q_${citationCode(joined)!}`);
    expect(quotesIn(await telegram.nextMessage(ben))).toContain(joined.quote);
  });

  it("that leads nowhere any more says so", async () => {
    const ben = english();
    for (const code of ["sam-altman-returns-2023-12-01-9999", "gone-1", "x", "a-1_0", "_", "-"]) {
      ben.starts(`q_${code}`);
      expect((await telegram.nextMessage(ben)).text).toBe(
        "This quote is not in the library any more.",
      );
    }
  });

  it("of another kind greets", async () => {
    const ben = english();
    for (const payload of ["inline", "q_", "garbage", "__proto__"]) {
      ben.starts(payload);
      expect((await telegram.nextMessage(ben)).text).toContain("Ask me about");
    }
  });
});

describe("what is no question", () => {
  it("gets a kind word about what works", async () => {
    const [ann, ben] = [chinese(), english()];
    ben.sendsVoice(ben);
    expect((await telegram.nextMessage(ben)).text).toContain("I can't listen yet");
    ann.sendsVoice(ann);
    expect((await telegram.nextMessage(ann)).text).toContain("听不了语音");
    ben.sendsPhoto(ben);
    expect((await telegram.nextMessage(ben)).text).toContain("I read only text");
    ben.sendsSticker(ben);
    expect((await telegram.nextMessage(ben)).text).toContain("I read only text");
  });

  it("gets one word for a whole album", async () => {
    const ben = english();
    for (let photo = 0; photo < 4; photo++)
      ben.sendsPhoto(ben, undefined, { extra: { media_group_id: "7" } });
    await telegram.settled();
    expect(telegram.sent(ben)).toHaveLength(1);
  });

  it("is a command that does not exist, or another bot's", async () => {
    const ben = english();
    expect((await says(ben, "/nonsense")).text).toContain("/help lists what there is");
    expect((await says(ben, "/help@some_other_bot")).text).toContain("I don't know this command");
    expect((await says(ben, "/help@Verbatim_Test_Bot")).text).toContain("Ask me anything");
  });

  it("is what the bot itself sent through inline mode, or a notice of the app", async () => {
    const ben = english();
    ben.picks(ben, await telegram.inlineAnswer(ben.asksInline("safety")));
    ben.sendsContent(ben, { pinned_message: ben.sends(ben, "hello") });
    await telegram.settled();
    expect(telegram.sent(ben)).toHaveLength(1);
  });
});

describe("too many questions", () => {
  it("are answered up to the limit, then one notice says how long to wait", async () => {
    const ben = english();
    for (let n = 0; n < 30; n++)
      ben.sends(ben, `Did the board ask him to come back${"?".repeat(n + 1)}`);
    await telegram.settled();
    const texts = telegram.sent(ben).map(({ text }) => text!);
    expect(texts.filter((text) => text.includes("是的。"))).toHaveLength(12);
    const notices = texts.filter((text) => text.includes("That is a lot of questions at once"));
    expect(notices).toHaveLength(1);
    expect(texts).toHaveLength(13);
    const query = ben.presses(telegram.sent(ben)[0]!, "More quotes");
    expect((await telegram.callbackAnswer(query)).text).toMatch(/\d+ seconds|a second/u);
    const other = english();
    expect(quotesIn(await says(other, "Did the board ask him to come back?"))).toEqual(["是的。"]);
  });
});

describe("several people and chats at once", () => {
  it("are answered side by side, each chat in its order", async () => {
    const [ann, ben] = [chinese(), english()];
    const group = telegram.supergroup({ title: "Readers", members: [ann, ben] });
    const asked = new Map<number, string[]>();
    const questions = [
      "他为什么回来？",
      "Did he hesitate?",
      "安全工作有什么改变？",
      "Why was he fired?",
    ];
    for (const [index, question] of questions.entries())
      for (const [person, chat] of [
        [ann, ann],
        [ben, ben],
        [ann, group],
        [ben, group],
      ] as const) {
        const words = chat === group ? `@verbatim_test_bot ${question}` : question;
        const { message_id } = person.sends(chat, `${words} ${index}`);
        asked.set(chat.id, [...(asked.get(chat.id) ?? []), String(message_id)]);
      }
    await telegram.settled();
    for (const chat of [ann, ben, group])
      expect(
        telegram.sent(chat).map((answer) => String(answer.reply_to_message?.message_id)),
      ).toEqual(asked.get(chat.id));
  });
});
