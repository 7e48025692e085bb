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
const english = () => telegram.user({ first_name: "Ben", language_code: "en" });

describe("when privacy mode keeps it from hearing", () => {
  it("explains that once, to whoever adds it, in private", async () => {
    const ben = english();
    ben.starts();
    await telegram.nextMessage(ben);
    const group = telegram.supergroup({ title: "Readers", members: [ben], bot: "absent" });
    group.addsBot(ben);
    const { text } = await telegram.nextMessage(ben);
    expect(text).toContain("Thank you for adding me to “Readers”.");
    expect(text).toContain("/setprivacy");
    expect(text).toContain(`/quotes${ME} topic`);
    group.promotesBot(ben);
    group.demotesBot(ben);
    await telegram.settled();
    expect(telegram.sent(group)).toEqual([]);
    expect(telegram.sent(ben)).toHaveLength(2);
  });

  it("explains it in the group when it may not write to them, in their language", async () => {
    const ann = telegram.user({ first_name: "安", language_code: "zh-hant" });
    const group = telegram.group({ title: "读者", members: [ann], bot: "absent" });
    group.addsBot(ann);
    expect((await telegram.nextMessage(group)).text).toContain("谢谢把我加进“读者”。");
    await bot.check(/chat not found/u);
  });

  it("has nothing to explain as an admin", async () => {
    const ben = english();
    const group = telegram.supergroup({ title: "Readers", members: [ben], bot: "absent" });
    group.addsBot(ben, "administrator");
    await telegram.settled();
    expect(telegram.sent(group)).toEqual([]);
    expect(telegram.sent(ben)).toEqual([]);
  });

  it("explains it again to those who add it again", async () => {
    const ben = english();
    ben.starts();
    const group = telegram.supergroup({ title: "Readers", members: [ben], bot: "absent" });
    group.addsBot(ben);
    group.kicksBot(ben);
    group.addsBot(ben);
    await telegram.settled();
    expect(telegram.sent(ben)).toHaveLength(3);
  });

  it("still answers commands and replies", async () => {
    const ben = english();
    const group = telegram.supergroup({ title: "Readers", members: [ben] });
    ben.sends(group, `/quotes${ME} safety`);
    const page = await telegram.nextMessage(group);
    ben.sends(group, QUESTION, { replyTo: page });
    expect(quotesIn(await telegram.nextMessage(group))).toEqual(["是的。"]);
  });
});

describe("where it may not speak", () => {
  it("stays quiet while it is muted, and answers again afterwards", async () => {
    const ben = english();
    const group = telegram.supergroup({ title: "Readers", members: [ben] });
    group.mutesBot();
    ben.sends(group, `${ME} ${QUESTION}`);
    ben.sends(group, "/quotes safety");
    await telegram.settled();
    await bot.check(/not enough rights/u);
    group.demotesBot();
    ben.sends(group, `${ME} Did he hesitate?`);
    expect(quotesIn(await telegram.nextMessage(group)).length).toBeGreaterThan(0);
    expect(telegram.sent(group)).toHaveLength(1);
  });

  it("copes with being kicked or blocked while it answers", async () => {
    const ben = english();
    const group = telegram.supergroup({ title: "Readers", members: [ben] });
    ben.sends(group, `${ME} ${QUESTION}`);
    group.kicksBot(ben);
    ben.sends(ben, QUESTION);
    ben.blocks();
    await telegram.settled();
    await bot.check(/kicked|blocked/u);
    ben.unblocks();
    ben.sends(ben, "Did he hesitate?");
    expect(quotesIn(await telegram.nextMessage(ben)).length).toBeGreaterThan(0);
  });

  it("copes with people who delete their account", async () => {
    const ben = english();
    ben.sends(ben, QUESTION);
    ben.vanishes();
    await telegram.settled();
    await bot.check(/deactivated/u);
  });

  it("forgets what a person chose who blocks it", async () => {
    const ben = english();
    ben.sends(ben, "/language");
    const choice = await telegram.nextMessage(ben);
    ben.presses(choice, "中文");
    await telegram.nextEdit(choice);
    ben.blocks();
    ben.unblocks();
    ben.sends(ben, QUESTION);
    expect((await telegram.nextMessage(ben)).text).toContain("Quoted from a translation");
  });

  it("follows a group that becomes a supergroup while it answers", async () => {
    const ben = english();
    const group = telegram.group({ title: "Small", members: [ben] });
    ben.sends(group, `${ME} ${QUESTION}`);
    const larger = group.migrates(ben);
    expect(quotesIn(await telegram.nextMessage(larger))).toEqual(["是的。"]);
    await bot.check(/upgraded to a supergroup/u);
  });
});

describe("a private deployment", async () => {
  const [ann, eve] = [701, 702];
  const closed = await botOf(app, {
    env: { ALLOWED_CHATS: `@closed_readers, ${ann}` },
  });
  const server = closed.telegram;
  afterEach(() => closed.check());

  it("tells strangers so, rarely, and answers whom it knows", async () => {
    const [known, stranger] = [
      server.user({ id: ann, language_code: "en" }),
      server.user({ id: eve, language_code: "en" }),
    ];
    known.sends(known, QUESTION);
    expect(quotesIn(await server.nextMessage(known))).toEqual(["是的。"]);
    stranger.sends(stranger, QUESTION);
    const told = await server.nextMessage(stranger);
    expect(told.text).toContain("closed circle");
    for (let n = 0; n < 20; n++) stranger.sends(stranger, `${QUESTION} ${n}`);
    await server.settled();
    expect(server.sent(stranger).length).toBeLessThanOrEqual(12);
  });

  it("is silent in groups that it does not know", async () => {
    const stranger = server.user({ language_code: "en" });
    stranger.starts();
    await server.nextMessage(stranger);
    const group = server.supergroup({ title: "Strangers", members: [stranger], bot: "absent" });
    group.addsBot(stranger);
    stranger.sends(group, `${ME} ${QUESTION}`);
    stranger.sends(group, "/help");
    await server.settled();
    expect(server.sent(group)).toEqual([]);
    expect(server.sent(stranger)).toHaveLength(1);
    const known = server.supergroup({
      title: "Readers",
      username: "Closed_Readers",
      members: [stranger],
    });
    stranger.sends(known, `${ME} ${QUESTION}`);
    expect(quotesIn(await server.nextMessage(known))).toEqual(["是的。"]);
  });

  it("finds nothing inline for strangers, and lets Telegram show nobody what others found", async () => {
    const [known, stranger] = [
      server.user({ id: ann, language_code: "en" }),
      server.user({ id: eve, language_code: "en" }),
    ];
    const found = await server.inlineAnswer(known.asksInline("safety"));
    expect(found.results.length).toBeGreaterThan(0);
    expect(found.is_personal).toBe(true);
    const none = await server.inlineAnswer(stranger.asksInline("safety"));
    expect(none.results).toEqual([]);
    expect(none.is_personal).toBe(true);
  });

  it("answers no guest that it does not know", async () => {
    const [known, stranger] = [server.user({ id: ann }), server.user({ id: eve })];
    const elsewhere = server.supergroup({ title: "Elsewhere", bot: "absent" });
    const asked = known.summons(elsewhere, `${ME} ${QUESTION}`);
    expect(quotesIn(await server.guestAnswer(asked))).toEqual(["是的。"]);
    stranger.summons(elsewhere, `${ME} ${QUESTION}`);
    await server.settled();
    expect(server.sent(elsewhere)).toHaveLength(1);
  });
});
