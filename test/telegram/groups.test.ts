import { afterEach, describe, expect, it } from "vitest";
import { shippedApp } from "../support/app.ts";
import { botOf } from "../support/bot.ts";
import { quotesIn } from "../support/sent-messages.ts";
import { entityTexts } from "../support/telegram/entity-texts.ts";

const app = await shippedApp();
const bot = await botOf(app, {
  // It hears everything, and is to be silent all the same.
  telegram: { canReadAllGroupMessages: true },
  env: { CHAT_QUESTIONS_PER_MINUTE: "0", USER_QUESTIONS_PER_MINUTE: "0" },
});
const { telegram } = bot;
afterEach(() => bot.check());

const ME = "@verbatim_test_bot";
const QUESTION = "Did the board ask him to come back?";

function people() {
  const ann = telegram.user({ first_name: "安", language_code: "zh-hans" });
  const ben = telegram.user({ first_name: "Ben", language_code: "en" });
  return { ann, ben };
}

function readers(isForum = false) {
  const { ann, ben } = people();
  const group = telegram.supergroup({ title: "Readers", members: [ann, ben], isForum });
  return { ann, ben, group };
}

describe("in a group the bot", () => {
  it("is silent when nobody asks it", async () => {
    const { ann, ben, group } = readers();
    const said = ann.sends(group, "他为什么回来？");
    ben.sends(group, QUESTION, { replyTo: said });
    ben.sends(group, `/help@some_other_bot`);
    ben.sends(group, "/quotes@some_other_bot safety");
    ben.sends(group, "@somebody_else why did he come back?");
    ben.sends(group, `mail me at x${ME}.example`);
    ben.sendsPhoto(group);
    ben.sendsVoice(group);
    ben.sendsSticker(group);
    ben.edits(said, "他为什么又回来？");
    await telegram.settled();
    expect(telegram.sent(group)).toEqual([]);
  });

  it("answers whoever mentions it, as a reply, in one folded message", async () => {
    const { ann, ben, group } = readers();
    const asked = ann.sends(group, `${ME} Altman 为什么被解雇？`);
    const answer = await telegram.nextMessage(group);
    expect(answer.reply_to_message?.message_id).toBe(asked.message_id);
    expect(quotesIn(answer).length).toBeGreaterThan(1);
    expect(entityTexts(answer, "blockquote")).toEqual([]);
    expect(entityTexts(answer, "expandable_blockquote")).toEqual(quotesIn(answer));
    ben.sends(group, `${QUESTION} ${ME.toUpperCase()}`);
    expect(quotesIn(await telegram.nextMessage(group))).toEqual(["是的。"]);
    expect(telegram.sent(group)).toHaveLength(2);
  });

  it("answers replies to it, and goes on from the answer that is replied to", async () => {
    const { ann, ben, group } = readers();
    ann.sends(group, `${ME} ${QUESTION}`);
    const answer = await telegram.nextMessage(group);
    ben.sends(group, "why?", { replyTo: answer });
    expect(quotesIn(await telegram.nextMessage(group)).join("")).toMatch(/自我和情绪/u);
  });

  it("asked by its name alone, under somebody's words, answers those", async () => {
    const { ann, ben, group } = readers();
    const said = ben.sends(group, QUESTION);
    ann.sends(group, ME, { replyTo: said });
    const answer = await telegram.nextMessage(group);
    expect(quotesIn(answer)).toEqual(["是的。"]);
    const long = ben.sends(group, `I wonder about something. ${QUESTION}`);
    ann.sends(group, ME, { replyTo: long, quote: QUESTION });
    expect(quotesIn(await telegram.nextMessage(group))).toEqual(["是的。"]);
  });

  it("asked by its name alone, without any words, says what it needs", async () => {
    const { ann, group } = readers();
    ann.sends(group, ME);
    expect((await telegram.nextMessage(group)).text).toContain("没有");
  });

  it("takes commands, with its name and without", async () => {
    const { ben, group } = readers();
    ben.sends(group, `/quotes${ME} safety`);
    expect(quotesIn(await telegram.nextMessage(group)).length).toBeLessThanOrEqual(3);
    ben.sends(group, "/summary safety");
    const summary = await telegram.nextMessage(group);
    expect(entityTexts(summary, "expandable_blockquote")).toContain("这些事件与安全无关。");
    ben.sends(group, "/summary");
    await telegram.nextMessage(group);
    ben.sends(group, "/start");
    expect((await telegram.nextMessage(group)).text).toContain(`Mention me with a question, ${ME}`);
    ben.sends(group, "/help");
    expect((await telegram.nextMessage(group)).text).toContain("I answer only when I am asked.");
    ben.sends(group, "/privacy");
    expect((await telegram.nextMessage(group)).text).toContain("What is kept");
    await telegram.settled();
    expect(telegram.sent(group)).toHaveLength(6);
  });

  it("summarises what the interview says of the message that /summary replies to", async () => {
    const { ann, ben, group } = readers();
    const said = ann.sends(group, "我觉得他们的安全工作会改变");
    ben.sends(group, "/summary", { replyTo: said });
    expect(quotesIn(await telegram.nextMessage(group))).toContain("这些事件与安全无关。");
  });

  it("leads to the private chat for the context of a quote", async () => {
    const { ann, ben, group } = readers();
    ben.sends(group, `${ME} ${QUESTION}`);
    const answer = await telegram.nextMessage(group);
    const urls = answer
      .reply_markup!.inline_keyboard.flat()
      .flatMap((button) => ("url" in button ? [button.url] : []));
    expect(urls).toHaveLength(1);
    const [, payload] = /^https:\/\/t\.me\/verbatim_test_bot\?start=([\w-]{1,64})$/u.exec(
      urls[0]!,
    )!;
    ann.starts(payload);
    expect(quotesIn(await telegram.nextMessage(ann))).toEqual([
      "所以是董事会请你回来的？",
      "是的。",
    ]);
  });

  it("lets everybody press its buttons, and counts a vote without changing them", async () => {
    const { ann, ben, group } = readers();
    ben.sends(group, `${ME} Altman 为什么被解雇？`);
    const answer = await telegram.nextMessage(group);
    for (const [person, thanks] of [
      [ann, "谢谢。"],
      [ben, "Thank you."],
    ] as const)
      expect(await telegram.callbackAnswer(person.presses(answer, "👍"))).toEqual({ text: thanks });
    expect(await telegram.callbackAnswer(ann.presses(answer, "更多引语"))).toEqual({});
    const more = await telegram.nextMessage(group);
    expect(more.reply_to_message?.message_id).toBe(answer.message_id);
    expect(telegram.current(answer)).toEqual(answer);
  });

  it("answers an edited mention by editing its answer", async () => {
    const { ben, group } = readers();
    const asked = ben.sends(group, `${ME} Did he hesitate?`);
    const answer = await telegram.nextMessage(group);
    ben.edits(asked, `${ME} ${QUESTION}`);
    expect(quotesIn(await telegram.nextEdit(answer))).toEqual(["是的。"]);
    const late = ben.sends(group, QUESTION);
    ben.edits(late, `${ME} Did he hesitate?`);
    const found = await telegram.nextMessage(group);
    expect(found.reply_to_message?.message_id).toBe(late.message_id);
  });
});

describe("in a forum the bot", () => {
  it("answers in the topic where it is asked, the general one included", async () => {
    const { ann, ben, group } = readers(true);
    const [ai, books] = [group.topic("AI"), group.topic("Books")];
    for (const [thread, id] of [
      [ai, ai.id],
      [undefined, undefined],
      [books, books.id],
    ] as const) {
      const asked = ben.sends(group, `${ME} ${QUESTION}`, thread ? { thread } : {});
      const answer = await telegram.nextMessage(group);
      expect(answer.message_thread_id).toBe(id);
      expect(answer.reply_to_message?.message_id).toBe(asked.message_id);
      ann.presses(answer, "More quotes");
      expect((await telegram.nextMessage(group)).message_thread_id).toBe(id);
      ben.sends(group, "/quotes Altman", thread ? { thread } : {});
      const page = await telegram.nextMessage(group);
      expect(page.message_thread_id).toBe(id);
      ann.presses(page, "›");
      expect((await telegram.nextEdit(page)).text).toContain("page 2 of");
    }
  });

  it("does not mix the conversations of two topics", async () => {
    const { ben, group } = readers(true);
    const [one, other] = [group.topic("One"), group.topic("Other")];
    ben.sends(group, `${ME} ${QUESTION}`, { thread: one });
    await telegram.nextMessage(group);
    ben.sends(group, `${ME} why?`, { thread: other });
    const alone = quotesIn(await telegram.nextMessage(group));
    ben.sends(group, `${ME} why?`, { thread: one });
    const followed = quotesIn(await telegram.nextMessage(group));
    expect(followed.join("")).toMatch(/自我和情绪/u);
    expect(alone).not.toEqual(followed);
  });

  it("says nothing where a topic is closed, and does not fail", async () => {
    const { ben, group } = readers(true);
    const topic = group.topic("Closed");
    ben.sends(group, `${ME} ${QUESTION}`, { thread: topic });
    await telegram.nextMessage(group);
    group.closesTopic(topic);
    ben.sends(group, `${ME} Did he hesitate?`, { thread: topic });
    await telegram.settled();
    expect(telegram.sent(group)).toHaveLength(1);
    await bot.check(/TOPIC_CLOSED/u);
  });
});

describe("who speaks in a group", () => {
  it("may be an anonymous admin, who is answered and may follow up", async () => {
    const { ann, group } = readers();
    ann.sends(group, `${ME} ${QUESTION}`, { as: "anonymous" });
    expect(quotesIn(await telegram.nextMessage(group))).toEqual(["是的。"]);
    ann.sends(group, `${ME} why?`, { as: "anonymous" });
    expect(quotesIn(await telegram.nextMessage(group)).join("")).toMatch(/自我和情绪/u);
  });

  it("may be a channel", async () => {
    const { ann, group } = readers();
    const channel = telegram.channel({ title: "News", bot: "absent" });
    ann.sends(group, `${ME} ${QUESTION}`, { as: channel });
    expect(quotesIn(await telegram.nextMessage(group))).toEqual(["是的。"]);
  });

  it("is not answered when it is a post that its channel forwards by itself", async () => {
    const { ben, group } = readers();
    const channel = telegram.channel({ title: "News", bot: "absent" });
    channel.links(group);
    channel.posts(`${ME} ${QUESTION}`);
    channel.posts("/quotes safety");
    channel.posts("/summary");
    const { copy } = channel.posts(QUESTION);
    await telegram.settled();
    expect(telegram.sent(group)).toEqual([]);
    // Beneath the post, people may ask about it.
    ben.sends(group, ME, { replyTo: copy! });
    const answer = await telegram.nextMessage(group);
    expect(quotesIn(answer)).toEqual(["是的。"]);
  });

  it("is not answered when it is a bot, or what was sent through one", async () => {
    const { ben, group } = readers();
    const robot = telegram.user({ first_name: "Robot", is_bot: true, username: "robot_bot" });
    robot.sends(group, `${ME} ${QUESTION}`);
    ben.sendsContent(group, {
      text: `${ME} ${QUESTION}`,
      entities: [{ type: "mention", offset: 0, length: ME.length }],
      via_bot: robot.user,
    });
    await telegram.settled();
    expect(telegram.sent(group)).toEqual([]);
  });
});

describe("the language of a group", () => {
  it("is set by its admins alone, anonymous ones included", async () => {
    const { ann, ben } = people();
    const group = telegram.supergroup({ title: "Readers", members: [ben], admins: [ann] });
    ben.sends(group, "/language");
    expect((await telegram.nextMessage(group)).text).toBe(
      "Only admins of this group can set that.",
    );
    ann.sends(group, "/language");
    const choice = await telegram.nextMessage(group);
    const refused = await telegram.callbackAnswer(ben.presses(choice, "English"));
    expect(refused.text).toBe("Only admins of this group can set that.");
    ann.presses(choice, "English");
    expect((await telegram.nextEdit(choice)).text).toBe("I reply in English from now on.");
    ann.sends(group, `${ME} 是董事会请他回来的吗？`);
    expect((await telegram.nextMessage(group)).text).toContain("Quoted from a translation");
    ann.sends(group, "/language", { as: "anonymous" });
    const again = await telegram.nextMessage(group);
    expect(again.text).toBe("In which language shall I reply in this group?");
    const channel = telegram.channel({ title: "News", bot: "absent" });
    ann.sends(group, "/language", { as: channel });
    expect((await telegram.nextMessage(group)).text).toBe(
      "Only admins of this group can set that.",
    );
    // Their own chats are not touched.
    ann.sends(ann, "是董事会请他回来的吗？");
    expect((await telegram.nextMessage(ann)).text).toContain("引文为译文");
  });

  it("moves with it when it becomes a supergroup", async () => {
    const { ann } = people();
    const group = telegram.group({ title: "Small", admins: [ann] });
    ann.sends(group, "/language");
    const choice = await telegram.nextMessage(group);
    ann.presses(choice, "English");
    await telegram.nextEdit(choice);
    const larger = group.migrates(ann);
    ann.sends(larger, `${ME} 是董事会请他回来的吗？`);
    const answer = await telegram.nextMessage(larger);
    expect(quotesIn(answer)).toEqual(["是的。"]);
    expect(answer.text).toContain("Quoted from a translation");
  });
});
