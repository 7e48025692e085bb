import { afterEach, describe, expect, it } from "vitest";
import { shippedApp } from "../support/app.ts";
import { botOf } from "../support/bot.ts";
import { buttonsOf, quotesIn } from "../support/sent-messages.ts";

const app = await shippedApp();
const bot = await botOf(app);
const { telegram } = bot;
afterEach(() => bot.check());

const ME = "@verbatim_test_bot";
const QUESTION = "Did the board ask him to come back?";
const english = () => telegram.user({ first_name: "Ben", language_code: "en" });

async function restart() {
  await bot.stop();
  await bot.start();
}

describe("after a restart", () => {
  it("languages that people and groups chose are as they were", async () => {
    const ben = english();
    const group = telegram.supergroup({ title: "Readers", admins: [ben] });
    for (const chat of [ben, group]) {
      ben.sends(chat, "/language");
      const choice = await telegram.nextMessage(chat);
      ben.presses(choice, "中文");
      await telegram.nextEdit(choice);
    }
    await restart();
    ben.sends(ben, QUESTION);
    expect((await telegram.nextMessage(ben)).text).toContain("引文为译文");
    ben.sends(group, `${ME} ${QUESTION}`);
    expect((await telegram.nextMessage(group)).text).toContain("引文为译文");
  });

  it("buttons of earlier answers still do what they say", async () => {
    const ben = english();
    ben.sends(ben, "Why did he come back?");
    const answer = await telegram.nextMessage(ben);
    ben.sends(ben, "/quotes Altman");
    const page = await telegram.nextMessage(ben);
    await restart();
    expect(await telegram.callbackAnswer(ben.presses(answer, "More quotes"))).toEqual({});
    const more = quotesIn(await telegram.nextMessage(ben));
    expect(more.filter((quote) => quotesIn(answer).includes(quote))).toEqual([]);
    ben.presses(answer, /📖 \[1\]|In context/u);
    expect(quotesIn(await telegram.nextMessage(ben)).join("")).toContain(quotesIn(answer)[0]);
    ben.presses(answer, "👍");
    expect(buttonsOf(await telegram.nextEdit(answer)).map(({ text }) => text)).toContain("👍 ✓");
    const [topic] = buttonsOf(answer).filter(({ data }) => data?.startsWith("ask:"));
    ben.presses(answer, topic!.text);
    expect(quotesIn(await telegram.nextMessage(ben)).length).toBeGreaterThan(0);
    ben.presses(page, "›");
    expect((await telegram.nextEdit(page)).text).toContain("page 2 of");
  });

  it("more in a group goes on from the question, without the bot's name", async () => {
    const ben = english();
    const group = telegram.supergroup({ title: "Readers", members: [ben] });
    ben.sends(group, `${ME} Why did he come back?`);
    const answer = await telegram.nextMessage(group);
    ben.presses(answer, "More quotes");
    const before = quotesIn(await telegram.nextMessage(group));
    await restart();
    ben.presses(answer, "More quotes");
    expect(quotesIn(await telegram.nextMessage(group))).toEqual(before);
  });

  it("more under what a button had asked is not guessed from the bot's own words", async () => {
    const ben = english();
    ben.sends(ben, "Why did he come back?");
    const answer = await telegram.nextMessage(ben);
    ben.presses(answer, "More quotes");
    const more = await telegram.nextMessage(ben);
    await restart();
    const { text } = await telegram.callbackAnswer(ben.presses(more, "More quotes"));
    expect(text).toBe("I no longer know what this was about. Please ask again.");
    await telegram.settled();
    expect(telegram.sent(ben)).toHaveLength(2);
  });

  it("what was asked in the meantime is answered, each question once and in order", async () => {
    const [ann, ben] = [telegram.user({ language_code: "zh" }), english()];
    ben.sends(ben, "Why did he come back?");
    await telegram.nextMessage(ben);
    await bot.stop();
    const asked = [ben.sends(ben, QUESTION), ben.sends(ben, "Did he hesitate?")];
    ann.sends(ann, "他为什么被解雇？");
    await bot.start();
    await telegram.settled();
    expect(telegram.sent(ann)).toHaveLength(1);
    const replies = telegram.sent(ben).map(({ reply_to_message }) => reply_to_message?.message_id);
    expect(replies.slice(1)).toEqual(asked.map(({ message_id }) => message_id));
  });

  it("what Telegram delivers again is not answered again", async () => {
    const ben = english();
    // Nothing that the bot says about what it has handled arrives, its last word included.
    telegram.faults.every(
      1,
      { status: 401 },
      { method: "getUpdates", when: ({ limit }) => limit === 1 },
    );
    telegram.faults.every(
      1,
      { status: 502, html: true },
      { method: "getUpdates", when: () => telegram.sent(ben).length > 0 },
    );
    ben.sends(ben, QUESTION);
    await telegram.nextMessage(ben);
    await bot.stop();
    expect(telegram.pendingUpdates()).toBe(1);
    telegram.faults.clear();
    await bot.start();
    await telegram.settled();
    expect(telegram.sent(ben)).toHaveLength(1);
  });
});
