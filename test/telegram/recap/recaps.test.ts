import { afterEach, describe, expect, it } from "vitest";
import { shippedApp } from "../../support/app.ts";
import { quotesIn } from "../../support/sent-messages.ts";
import { entityTexts } from "../../support/telegram/entity-texts.ts";
import type { GroupHandle } from "../../support/telegram/groups.ts";
import type { Person } from "../../support/telegram/people.ts";
import { expectProven, pointsIn, recapBot, recapOf, turnOn } from "./support.ts";

const app = await shippedApp();
const bot = await recapBot(app);
const { telegram } = bot;
afterEach(() => bot.check(/chat not found|upgraded to a supergroup/u));

type Options = Parameters<Person["sends"]>[2];

const people = () =>
  (["Ann", "Ben", "Cy"] as const).map((first_name) =>
    telegram.user({ first_name, language_code: "en" }),
  ) as [Person, Person, Person];

/** Discussions that have no words in common. */
const TALKS = {
  boat: [
    "Who repairs the boat engine before the regatta on Sunday?",
    "The boat engine needs two new spark plugs, I have spare spark plugs",
    "Let's repair the boat engine on Friday evening at the harbour",
    "OK, decided: Friday evening at the harbour, I bring the spark plugs",
  ],
  bread: [
    "My sourdough bread never rises, is the flour too old?",
    "Sourdough needs a warm kitchen, 26 degrees, and fresh rye flour",
    "I feed the sourdough twice a day with rye flour and it doubles",
    "Good, I buy fresh rye flour tomorrow and bake the bread again",
  ],
  chess: [
    "The chess tournament starts at nine, who plays on board one?",
    "Board one is for the strongest chess player, so Cy plays board one",
    "The tournament hall opens at eight, bring your own chess clock",
    "Agreed, Cy on board one, and I bring three chess clocks",
  ],
} as const;

const say = (
  group: GroupHandle,
  by: readonly Person[],
  talk: keyof typeof TALKS,
  options: Options = {},
  ago = 0,
) =>
  TALKS[talk].map((line, i) =>
    by[i % by.length]!.sends(group, line, {
      ...options,
      extra: { date: Math.floor(Date.now() / 1000) - ago + i },
    }),
  );

describe("/recap", () => {
  it.each([
    ["a public group", { username: "sailors_club" }],
    ["a private supergroup", {}],
  ])("of %s proves each point by a link to the message of whoever said it", async (_, chat) => {
    const [ann, ben, cy] = people();
    const group = telegram.supergroup({
      title: "Sailors",
      admins: [ann],
      members: [ben, cy],
      ...chat,
    });
    await turnOn(telegram, ann, group);
    say(group, [ann, ben, cy], "boat", {}, 7200);
    say(group, [ben, cy, ann], "bread");
    const recap = await recapOf(telegram, cy, group);
    expect(expectProven(telegram, recap, [group]).length).toBeGreaterThanOrEqual(4);
    expect(recap.text).toMatch(/^Sailors\n/u);
    expect(recap.text).toMatch(/boat|engine/iu);
    expect(recap.text).toMatch(/sourdough/iu);
    expect(recap.text?.split("\n").at(-1)).toMatch(/^\d{4}-.* · Covered 8 messages; skipped 0/u);
  });

  it("of a basic group, to whose messages no link leads, has their words", async () => {
    const [ann, ben, cy] = people();
    const group = telegram.group({ title: "Small", admins: [ann], members: [ben, cy] });
    await turnOn(telegram, ann, group);
    say(group, [ann, ben, cy], "boat");
    const recap = await recapOf(telegram, cy, group);
    const points = pointsIn(recap);
    expect(points.length).toBeGreaterThanOrEqual(2);
    expect(entityTexts(recap, "text_link")).toEqual([]);
    for (const { words } of points) expect(TALKS.boat).toContain(words);
  });

  it("goes on when a group becomes a supergroup, with links for what came since", async () => {
    const [ann, ben, cy] = people();
    const group = telegram.group({ title: "Growing", admins: [ann], members: [ben, cy] });
    await turnOn(telegram, ann, group);
    say(group, [ann, ben, cy], "boat", {}, 7200);
    const larger = group.migrates(ann);
    say(larger, [ann, ben, cy], "bread");
    const recap = await recapOf(telegram, cy, larger);
    const points = pointsIn(recap);
    const before = points.filter(({ url }) => url === null);
    expect(before.length).toBeGreaterThanOrEqual(2);
    for (const { words } of before) expect(TALKS.boat).toContain(words);
    const since = points.filter(({ url }) => url !== null);
    expect(since.length).toBeGreaterThanOrEqual(2);
    for (const { words } of since) expect(TALKS.bread).toContain(words);
    expect(bot.stored(group)).toBe(0);
    expect(bot.stored(larger)).toBe(8);
  });

  it("tells of its own topic alone", async () => {
    const [ann, ben, cy] = people();
    const group = telegram.supergroup({ admins: [ann], members: [ben, cy], isForum: true });
    await turnOn(telegram, ann, group);
    const [boats, bakers] = [group.topic("Boats"), group.topic("Bakers")];
    say(group, [ann, ben, cy], "boat", { thread: boats });
    say(group, [ann, ben, cy], "bread", { thread: bakers });
    say(group, [ann, ben, cy], "chess");
    const cases = [
      [{ thread: boats }, TALKS.boat, boats.id],
      [{ thread: bakers }, TALKS.bread, bakers.id],
      [{}, TALKS.chess, undefined],
    ] as const;
    for (const [options, lines, thread] of cases) {
      const recap = await recapOf(telegram, cy, group, "/recap", options);
      expect(recap.message_thread_id).toBe(thread);
      const proofs = expectProven(telegram, recap, [group]);
      expect(proofs.length).toBeGreaterThanOrEqual(2);
      for (const { text, message_thread_id: topic } of proofs) {
        expect(lines).toContain(text);
        expect(topic).toBe(thread);
      }
    }
  });

  it("takes a number of messages, a stretch of time, a day, or a message to begin with", async () => {
    const [ann, ben, cy] = people();
    const group = telegram.supergroup({ admins: [ann], members: [ben, cy] });
    await turnOn(telegram, ann, group);
    const dayAgo = 86_400;
    const today = Math.floor((Date.now() / 1000) % dayAgo);
    const yesterday = today + dayAgo / 2;
    say(group, [ann, ben, cy], "chess", {}, yesterday);
    const boat = say(group, [ann, ben, cy], "boat", {}, 3 * 3600);
    say(group, [ann, ben, cy], "bread", {}, 60);
    await telegram.settled();
    const linesOf = async (words: string, options: Options = {}) => {
      const recap = await recapOf(telegram, cy, group, words, options);
      const texts = expectProven(telegram, recap, [group]).map(({ text }) => text!);
      return (Object.keys(TALKS) as (keyof typeof TALKS)[]).filter((talk) =>
        texts.some((text) => TALKS[talk].some((line) => line === text)),
      );
    };
    expect(await linesOf("/recap 4")).toEqual(["bread"]);
    expect(await linesOf("/recap 8")).toEqual(["boat", "bread"]);
    expect(await linesOf("/recap 1h")).toEqual(["bread"]);
    expect(await linesOf("/recap 6h")).toEqual(expect.arrayContaining(["boat", "bread"]));
    expect(await linesOf("/recap", { replyTo: boat[0]! })).toEqual(["boat", "bread"]);
    await bot.stop();
    await bot.start({ TZ: "UTC" });
    // Days are those of where the bot runs until a schedule says otherwise.
    const utc = await recapOf(telegram, ann, group, "/recap_settings 09:00 UTC");
    expect(utc.text).toContain("(UTC)");
    // Soon after midnight, what was said an hour ago is of yesterday, too.
    const ofYesterday = Object.entries({ boat: 3 * 3600, bread: 60, chess: yesterday })
      .filter(([, ago]) => ago > today)
      .map(([talk]) => talk);
    for (const words of ["/recap yesterday", "/recap 昨天"])
      expect(await linesOf(words)).toEqual(ofYesterday);
    const usage = await recapOf(telegram, cy, group, "/recap of the thing");
    expect(usage.text).toContain("/recap 6h");
    await bot.check(/terminated by other getUpdates/u);
  });

  it("me is what was said since I wrote, for me alone", async () => {
    const [ann, ben, cy] = people();
    const group = telegram.supergroup({ admins: [ann], members: [ben, cy] });
    await turnOn(telegram, ann, group);
    say(group, [ann, ben, cy], "boat", {}, 600);
    cy.sends(group, "I am off to the mountains");
    say(group, [ann, ben], "bread");
    const refused = await recapOf(telegram, cy, group, "/recap me");
    expect(refused.text).toContain("press Start");
    cy.starts();
    await telegram.nextMessage(cy);
    const told = await recapOf(telegram, cy, group, "/recap me");
    expect(told.text).toBe("I have sent it to you.");
    const recap = await telegram.nextMessage(cy);
    const texts = expectProven(telegram, recap, [group]).map(({ text }) => text!);
    expect(texts.length).toBeGreaterThanOrEqual(2);
    for (const text of texts) expect(TALKS.bread).toContain(text);
    const masked = await recapOf(telegram, cy, group, "/recap me", { as: "anonymous" });
    expect(masked.text).toContain("Write it under your own name");
  });

  it("says so when there is nothing to tell, and where it does not work", async () => {
    const [ann] = people();
    const group = telegram.supergroup({ title: "Silent", admins: [ann] });
    await turnOn(telegram, ann, group);
    expect((await recapOf(telegram, ann, group)).text).toContain("no messages in this period");
    ann.sends(ann, "/recap");
    expect((await telegram.nextMessage(ann)).text).toContain("Add me to a group");
  });

  it("quotes the interview where a discussion is about it", async () => {
    const [ann, ben] = people();
    const group = telegram.supergroup({ admins: [ann], members: [ben] });
    await turnOn(telegram, ann, group);
    const lines = [
      "刚读完 Sam Altman 那篇回归后的采访，他说一开始对回归 OpenAI 是很抗拒、受伤和愤怒的",
      "对，不过他后来说是因为对公司和使命的爱才回去的",
      "他为什么被解雇还是没说清楚，记者问了两次，Altman 都说等独立调查",
      "董事会那边 Adam D'Angelo 为什么还留着？有人看到解释吗",
    ];
    lines.forEach((line, i) => [ann, ben][i % 2]!.sends(group, line));
    const recap = await recapOf(telegram, ben, group);
    expect(quotesIn(recap)).toHaveLength(1);
    expect(recap.text).toContain("采访里的相关内容");
    expect(recap.text).toContain("theverge.com");
  });

  it("names who passes words on, and whose they are", async () => {
    const [ann, ben, cy] = people();
    const group = telegram.supergroup({ admins: [ann], members: [ben, cy] });
    await turnOn(telegram, ann, group);
    const origin = { type: "hidden_user" as const, sender_user_name: "Zoe", date: 1_790_000_000 };
    ann.sends(group, "The boat engine is broken beyond repair, says the harbour master", {
      extra: { forward_origin: origin },
    });
    say(group, [ben, cy], "boat");
    const { text } = await recapOf(telegram, cy, group);
    expect(text).toContain("Ann (↪ Zoe): The boat engine is broken beyond repair");
  });
});

describe("what people write", () => {
  it("makes no points in the name of others, and disturbs nobody", async () => {
    const [ann, ben, cy] = people();
    const group = telegram.supergroup({ admins: [ann], members: [ben, cy] });
    await turnOn(telegram, ann, group);
    ann.sends(
      group,
      "Who repairs the boat engine?\n• Ben: I sell the boat to @harbour_master\n/recap",
    );
    say(group, [ben, cy], "boat");
    const recap = await recapOf(telegram, cy, group);
    expectProven(telegram, recap, [group]);
    expect(recap.text).toContain("• Ann: Who repairs the boat engine? • Ben: I sell the boat");
    // Telegram marks no mention or command inside of a link.
    expect(entityTexts(recap, "text_link")).toEqual(
      expect.arrayContaining(["@harbour_master", "/recap"]),
    );
  });

  it("appears under a name also when an account has none", async () => {
    const [ann, ben] = people();
    const ghost = telegram.user({ first_name: "" });
    const group = telegram.supergroup({ admins: [ann], members: [ben, ghost] });
    await turnOn(telegram, ann, group);
    say(group, [ghost, ben], "boat");
    const recap = await recapOf(telegram, ben, group);
    const names = pointsIn(recap).map(({ name }) => name);
    expect(names).toContain("somebody without a name");
    for (const { url } of pointsIn(recap)) expect(url).not.toBeNull();
  });
});

describe("/summary as a reply", () => {
  it("is what the interview says about what that message discusses", async () => {
    const [ann, ben] = people();
    const group = telegram.supergroup({ admins: [ann], members: [ben] });
    const asked = ann.sends(group, "Was he angry when the board asked him to come back?");
    const about = await recapOf(telegram, ben, group, "/summary", { replyTo: asked });
    const whole = await recapOf(telegram, ben, group, "/summary");
    expect(quotesIn(about).join()).toMatch(/愤怒|董事会|回归/u);
    expect(quotesIn(about)).not.toEqual(quotesIn(whole));
  });
});
