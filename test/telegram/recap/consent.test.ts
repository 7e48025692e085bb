import { afterEach, describe, expect, it } from "vitest";
import type { ChatMemberAdministrator } from "grammy/types";
import { deciderOf } from "../../../src/telegram/recap/decider.ts";
import { shippedApp } from "../../support/app.ts";
import { buttonsOf } from "../../support/sent-messages.ts";
import type { GroupHandle } from "../../support/telegram/groups.ts";
import { recapBot, recapOf, replyTo, turnOn } from "./support.ts";

const app = await shippedApp();
const bot = await recapBot(app);
const { telegram } = bot;
// A poll that was just given up may still be open at the server when the next one comes.
afterEach(() => bot.check(/terminated by other getUpdates/u));

const ann = () => telegram.user({ first_name: "Ann", language_code: "en" });
const ben = () => telegram.user({ first_name: "Ben", language_code: "en" });
const SECRET = "Zanzibar lighthouse inspection on Thursday";

const talk = (group: GroupHandle, ...people: readonly ReturnType<typeof ann>[]) => {
  const lines = [
    "Shall we rent the lighthouse in Zanzibar for the inspection?",
    SECRET,
    "The lighthouse keeper in Zanzibar wants 300 dollars for the inspection",
    "Fine, we pay the lighthouse keeper 300 dollars",
  ];
  return lines.map((line, i) => people[i % people.length]!.sends(group, line));
};

describe("before an admin agrees", () => {
  it("nothing of a group is stored, in any form", async () => {
    const [admin, member] = [ann(), ben()];
    const group = telegram.supergroup({ admins: [admin], members: [member] });
    talk(group, admin, member);
    await telegram.settled();
    expect(bot.stored(group)).toBe(0);
    expect(bot.found([SECRET, "lighthouse", "Zanzibar"])).toEqual([]);
  });

  it("everybody may read what would be stored, where, for how long and who sees it", async () => {
    const member = ben();
    const group = telegram.supergroup({ admins: [ann()], members: [member] });
    for (const command of ["/recap", "/recap_settings"]) {
      const { text } = await recapOf(telegram, member, group, command);
      expect(text).toContain("text and captions of new messages");
      expect(text).toContain("7 days");
      expect(text).toContain("encrypted on the computer that runs me");
      expect(text).toContain("nobody but this group");
    }
    expect((await recapOf(telegram, member, group, "/privacy")).text).toContain("AES-256-GCM");
  });

  it("only an admin turns them on", async () => {
    const [admin, member] = [ann(), ben()];
    const group = telegram.supergroup({ admins: [admin], members: [member] });
    const notice = await recapOf(telegram, member, group);
    const { text } = await telegram.callbackAnswer(member.presses(notice, /turn recaps on/u));
    expect(text).toBe("Only admins of this group can set that.");
    admin.presses(notice, /turn recaps on/u);
    expect((await telegram.nextEdit(notice)).text).toContain("Recaps are on, by Ann.");
  });

  it("an anonymous admin may ask, and what they write counts as the group's", async () => {
    const admin = ann();
    const group = telegram.supergroup({ title: "Masked", admins: [admin] });
    const notice = await replyTo(telegram, admin.sends(group, "/recap", { as: "anonymous" }));
    admin.presses(notice, /turn recaps on/u);
    await telegram.nextEdit(notice);
    admin.sends(group, SECRET, { as: "anonymous" });
    await telegram.settled();
    expect(bot.stored(group)).toBe(1);
  });
});

describe("an admin whom the group does not see", () => {
  const group = { id: -1_001_000_000_042, type: "supergroup" as const, title: "Masked" };
  const pressed = { chat: group, from: { id: 7, is_bot: false, first_name: "Ann" } };
  const apiWith = (member: Partial<ChatMemberAdministrator>) =>
    ({ getChatMember: () => Promise.resolve({ status: "administrator", ...member }) }) as never;

  it("stays unseen when they accept with a button", async () => {
    const ctx = { ...pressed, callbackQuery: {} } as never;
    expect(await deciderOf(ctx, apiWith({ is_anonymous: true }))).toEqual({
      key: `chat:${group.id}`,
      name: "Masked",
    });
    expect(await deciderOf(ctx, apiWith({ is_anonymous: false }))).toEqual({
      key: "user:7",
      name: "Ann",
    });
  });
});

describe("after an admin has agreed", () => {
  it("keeps what people write, and nothing of bots, commands and service messages", async () => {
    const [admin, member] = [ann(), ben()];
    const group = telegram.supergroup({ admins: [admin], members: [member] });
    await turnOn(telegram, admin, group);
    talk(group, admin, member);
    member.sendsPhoto(group, "The lighthouse, seen from the sea");
    member.sendsSticker(group);
    await telegram.settled();
    expect(bot.stored(group)).toBe(6);
    member.sends(group, "/quotes safety");
    member.sends(group, "sent with a bot", { via: true });
    member.sendsContent(group, {
      from: { id: 4_242, is_bot: true, first_name: "Spambot" },
      sender_chat: undefined,
      text: "I am a bot",
    } as never);
    group.adds(telegram.user({ first_name: "Cy" }));
    await telegram.settled();
    expect(bot.stored(group)).toBe(6);
  });

  it("what is on the disk cannot be read there", async () => {
    const admin = ann();
    const group = telegram.supergroup({ admins: [admin] });
    await turnOn(telegram, admin, group);
    admin.sends(group, "Xylophone concert in Ouagadougou");
    await telegram.settled();
    expect(bot.stored(group)).toBe(1);
    expect(bot.found(["Xylophone", "Ouagadougou", "Ann"])).toEqual([]);
  });

  it("edits replace what was written; what becomes a command goes", async () => {
    const [admin, member] = [ann(), ben()];
    const group = telegram.supergroup({ admins: [admin], members: [member] });
    await turnOn(telegram, admin, group);
    const lines = talk(group, admin, member);
    member.edits(lines[1]!, "Zanzibar lighthouse inspection on Friday, not on Monday");
    member.edits(lines[3]!, "/help");
    await telegram.settled();
    expect(bot.stored(group)).toBe(3);
    const { text } = await recapOf(telegram, member, group);
    expect(text).not.toContain("Thursday");
    expect(text).not.toContain("we pay the lighthouse keeper");
  });

  it("what was written before stays out, also when it is edited now", async () => {
    const admin = ann();
    const group = telegram.supergroup({ admins: [admin] });
    const early = admin.sends(group, SECRET, {
      extra: { date: Math.floor(Date.now() / 1000) - 60 },
    });
    await turnOn(telegram, admin, group);
    admin.edits(early, `${SECRET}, or Friday`);
    await telegram.settled();
    expect(bot.stored(group)).toBe(0);
  });

  it("turning off is asked twice, deletes all, and is for admins", async () => {
    const [admin, member] = [ann(), ben()];
    const group = telegram.supergroup({ admins: [admin], members: [member] });
    await turnOn(telegram, admin, group);
    talk(group, admin, member);
    const settings = await recapOf(telegram, admin, group, "/recap_settings");
    const refused = await telegram.callbackAnswer(member.presses(settings, /Turn off/u));
    expect(refused.text).toBe("Only admins of this group can set that.");
    admin.presses(settings, /Turn off/u);
    const sure = await telegram.nextEdit(settings);
    expect(sure.text).toContain("The 4 messages that I keep");
    expect(bot.stored(group)).toBe(4);
    admin.presses(sure, /Keep it/u);
    const back = await telegram.nextEdit(sure);
    expect(bot.stored(group)).toBe(4);
    admin.presses(back, /Turn off/u);
    admin.presses(await telegram.nextEdit(back), /Turn off/u);
    await telegram.settled();
    expect(telegram.current(settings)?.text).toContain("All messages that I kept");
    expect(bot.stored(group)).toBe(0);
    expect((await recapOf(telegram, member, group)).text).toContain("For that I have to keep");
  });

  it("/forget_chat is asked twice and is for admins", async () => {
    const [admin, member] = [ann(), ben()];
    const group = telegram.supergroup({ admins: [admin], members: [member] });
    await turnOn(telegram, admin, group);
    talk(group, admin, member);
    expect((await recapOf(telegram, member, group, "/forget_chat")).text).toBe(
      "Only admins of this group can set that.",
    );
    const sure = await recapOf(telegram, admin, group, "/forget_chat");
    await telegram.callbackAnswer(member.presses(sure, "Delete everything"));
    expect(bot.stored(group)).toBe(4);
    admin.presses(sure, "Delete everything");
    expect((await telegram.nextEdit(sure)).text).toContain("everything that I kept");
    expect(bot.stored(group)).toBe(0);
  });

  it("everything goes when the bot is removed", async () => {
    const [admin, member] = [ann(), ben()];
    const group = telegram.supergroup({ admins: [admin], members: [member] });
    await turnOn(telegram, admin, group);
    talk(group, admin, member);
    await telegram.settled();
    expect(bot.stored(group)).toBe(4);
    group.kicksBot(admin);
    await telegram.settled();
    expect(bot.stored(group)).toBe(0);
    group.addsBot(admin);
    expect((await recapOf(telegram, member, group)).text).toContain("For that I have to keep");
  });

  it("how long messages are kept is shown, and set by admins within limits", async () => {
    const admin = ann();
    const group = telegram.supergroup({ admins: [admin] });
    await turnOn(telegram, admin, group);
    const settings = await recapOf(telegram, admin, group, "/recap_settings");
    expect(settings.text).toContain("Kept for: 7 days");
    expect(buttonsOf(settings).map(({ text }) => text)).toContain("✓ 7d");
    admin.presses(settings, "30d");
    expect((await telegram.nextEdit(settings)).text).toContain("Kept for: 30 days");
    const typed = await recapOf(telegram, admin, group, "/recap_settings 10d");
    expect(typed.text).toContain("Kept for: 10 days");
    const beyond = await recapOf(telegram, admin, group, "/recap_settings 31d");
    expect(beyond.text).toContain("Give a time of day");
  });
});

describe("who wants to be forgotten", () => {
  it("is deleted in every group, named in no recap, and kept nowhere again, also after a restart", async () => {
    const [admin, member] = [ann(), telegram.user({ first_name: "Ottokar", language_code: "en" })];
    const groups = [1, 2].map((n) =>
      telegram.supergroup({ title: `Group ${n}`, admins: [admin], members: [member] }),
    );
    for (const group of groups) {
      await turnOn(telegram, admin, group);
      talk(group, admin, member);
    }
    await telegram.settled();
    expect(groups.map(bot.stored)).toEqual([4, 4]);
    await recapOf(telegram, member, groups[0]!, "/forget_me");
    expect(groups.map(bot.stored)).toEqual([2, 2]);
    await bot.stop();
    await bot.start();
    for (const group of groups) {
      member.sends(group, "The lighthouse in Zanzibar is closed for the inspection");
      const { text } = await recapOf(telegram, admin, group);
      expect(text).not.toContain("Ottokar");
    }
    expect(groups.map(bot.stored)).toEqual([2, 2]);
  });

  it("is kept again when they say so", async () => {
    const [admin, member] = [ann(), ben()];
    const group = telegram.supergroup({ admins: [admin], members: [member] });
    await turnOn(telegram, admin, group);
    const forgotten = await recapOf(telegram, member, group, "/forget_me");
    member.sends(group, SECRET);
    await telegram.settled();
    expect(bot.stored(group)).toBe(0);
    member.presses(forgotten, "Keep my messages again");
    await telegram.nextEdit(forgotten);
    member.sends(group, SECRET);
    await telegram.settled();
    expect(bot.stored(group)).toBe(1);
  });

  it("is not brought back by those who forward their words", async () => {
    const [admin, member] = [ann(), ben()];
    const group = telegram.supergroup({ admins: [admin], members: [member] });
    await turnOn(telegram, admin, group);
    await recapOf(telegram, member, group, "/forget_me");
    const origin = { type: "user" as const, sender_user: member.user, date: 1_790_000_000 };
    admin.sends(group, SECRET, { extra: { forward_origin: origin } });
    await telegram.settled();
    expect(bot.stored(group)).toBe(0);
  });

  it("may be a channel or an anonymous admin, as which nobody else is forgotten", async () => {
    const admin = ann();
    const channel = telegram.channel({ title: "News" });
    const group = telegram.supergroup({ admins: [admin] });
    await turnOn(telegram, admin, group);
    admin.sends(group, SECRET);
    admin.sends(group, SECRET, { as: "anonymous" });
    admin.sends(group, SECRET, { as: channel });
    await telegram.settled();
    expect(bot.stored(group)).toBe(3);
    await replyTo(telegram, admin.sends(group, "/forget_me", { as: channel }));
    expect(bot.stored(group)).toBe(2);
    const undo = await replyTo(telegram, admin.sends(group, "/forget_me", { as: "anonymous" }));
    expect(bot.stored(group)).toBe(1);
    admin.presses(undo, "Keep my messages again");
    await telegram.nextEdit(undo);
    admin.sends(group, SECRET, { as: "anonymous" });
    admin.sends(group, SECRET, { as: channel });
    await telegram.settled();
    expect(bot.stored(group)).toBe(2);
  });
});

describe("when the notice says something else than before", () => {
  it("stops, says so once, and goes on when it is accepted anew", async () => {
    const [admin, member] = [ann(), ben()];
    const group = telegram.supergroup({ admins: [admin], members: [member] });
    const early = await recapOf(telegram, admin, group);
    await turnOn(telegram, admin, group);
    talk(group, admin, member);
    await telegram.settled();
    await bot.stop();
    await bot.start({ OPENAI_BASE_URL: "http://127.0.0.1:1/v1", CHAT_MODEL: "listener-7b" });
    await telegram.settled();
    const before = telegram.sent(group).length;
    member.sends(group, SECRET);
    member.sends(group, `${SECRET}, once more`);
    await telegram.settled();
    const said = telegram.sent(group).slice(before);
    expect(said).toHaveLength(1);
    expect(said[0]!.text).toContain("I keep nothing new");
    expect(said[0]!.text).toContain("the language model listener-7b");
    expect(bot.stored(group)).toBe(4);
    const again = await recapOf(telegram, member, group);
    expect(again.text).toContain("sum up nothing");
    const stale = await telegram.callbackAnswer(admin.presses(early, /turn recaps on/u));
    expect(stale.text).toContain("has changed since it was shown");
    member.sends(group, SECRET);
    await telegram.settled();
    expect(bot.stored(group)).toBe(4);
    admin.presses(again, /turn recaps on/u);
    await telegram.nextEdit(again);
    member.sends(group, SECRET);
    await telegram.settled();
    expect(bot.stored(group)).toBe(5);
    await bot.stop();
    await bot.start();
  });
});
