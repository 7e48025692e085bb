import { afterEach, describe, expect, it } from "vitest";
import { shippedApp } from "../../support/app.ts";
import type { GroupHandle } from "../../support/telegram/groups.ts";
import type { Person } from "../../support/telegram/people.ts";
import { pointsIn, recapBot, recapOf, replyTo, turnOn } from "./support.ts";

const app = await shippedApp();
const bot = await recapBot(app);
const { telegram } = bot;
afterEach(() => bot.check(/chat not found|not a member/u));

const LINES = [
  "Who repairs the boat engine before the regatta on Sunday?",
  "The boat engine needs two new spark plugs, I have spare spark plugs",
  "Let's repair the boat engine on Friday evening at the harbour",
  "OK, decided: Friday evening at the harbour, I bring the spark plugs",
];

const MINUTE = 60;

/** As Telegram Desktop writes it; the messages are of an hour ago, one a minute, from id 1001. */
function exportOf(
  { id, chat }: GroupHandle,
  by: readonly Person[],
  { lines = LINES, firstId = 1001, ago = 60 * MINUTE } = {},
): string {
  const start = Math.floor(Date.now() / 1000) - ago;
  const messages = lines.map((text, i) => ({
    id: firstId + i,
    type: "message",
    date: new Date((start + i * MINUTE) * 1000).toISOString().slice(0, 19),
    date_unixtime: String(start + i * MINUTE),
    from: by[i % by.length]!.user.first_name,
    from_id: `user${by[i % by.length]!.id}`,
    text,
    text_entities: [{ type: "plain", text }],
  }));
  const number = Number(String(id).replace(/^-(?:100)?/u, ""));
  const name = "title" in chat ? chat.title : "";
  return JSON.stringify({ name, type: "private_supergroup", id: number, messages }, null, 1);
}

async function setting() {
  const [ann, ben] = (["Ann", "Ben"] as const).map((first_name) =>
    telegram.user({ first_name, language_code: "en" }),
  ) as [Person, Person];
  const group = telegram.supergroup({ title: "Sailors", admins: [ann], members: [ben] });
  await turnOn(telegram, ann, group);
  return { ann, ben, group };
}

const sends = async (person: Person, content: string | Buffer, name = "result.json") =>
  (await replyTo(telegram, person.sendsDocument(person, { name, content }))).text;

describe("history from before the bot came", () => {
  it("is imported from an admin's export, sent in private, and summed up like the rest", async () => {
    const { ann, ben, group } = await setting();
    expect(await sends(ann, exportOf(group, [ann, ben]))).toContain("Kept 4 of 4 messages.");
    expect(bot.stored(group)).toBe(4);
    const points = pointsIn(await recapOf(telegram, ben, group));
    expect(points.length).toBeGreaterThanOrEqual(2);
    for (const { words, url, name } of points) {
      expect(LINES).toContain(words);
      const line = LINES.indexOf(words);
      expect(url).toBe(`https://t.me/c/${String(group.id).slice(4)}/${1001 + line}`);
      expect(name).toBe(["Ann", "Ben"][line % 2]);
    }
  });

  it("is not imported twice, and changes nothing of what was heard", async () => {
    const { ann, ben, group } = await setting();
    const heard = ben.sends(group, "The regatta begins at ten in the harbour");
    await sends(ann, exportOf(group, [ann, ben]));
    const again = await sends(ann, exportOf(group, [ann, ben]));
    expect(again).toContain("Kept 0 of 4 messages. 4 of them I had already.");
    const forged = exportOf(group, [ann], {
      lines: ["I sell the regatta to the highest bidder in the harbour"],
      firstId: heard.message_id,
      ago: 0,
    });
    await sends(ann, forged);
    expect(bot.stored(group)).toBe(5);
    const { text } = await recapOf(telegram, ben, group);
    expect(text).not.toContain("highest bidder");
  });

  it("is refused from those who are no admins, of groups that did not agree, and of strangers", async () => {
    const { ann, ben, group } = await setting();
    expect(await sends(ben, exportOf(group, [ann, ben]))).toContain("only from an admin");
    const silent = telegram.supergroup({ title: "Silent", admins: [ann] });
    expect(await sends(ann, exportOf(silent, [ann]))).toContain("Recaps are off in that group");
    const elsewhere = telegram.supergroup({ title: "Elsewhere", admins: [ann], bot: "absent" });
    expect(await sends(ann, exportOf(elsewhere, [ann]))).toContain("only from an admin");
    expect([group, silent, elsewhere].map(bot.stored)).toEqual([0, 0, 0]);
  });

  it("leaves out what is too old, and who wants to be forgotten, as a channel too", async () => {
    const { ann, ben, group } = await setting();
    const old = exportOf(group, [ann], { ago: 8 * 86_400 });
    expect(await sends(ann, old)).toContain("Kept 0 of 4 messages. What is older than 7 days");
    await recapOf(telegram, ben, group, "/forget_me");
    expect(await sends(ann, exportOf(group, [ann, ben]))).toContain("Kept 2 of 4 messages.");
    const news = telegram.channel({ title: "News" });
    await replyTo(telegram, ben.sends(group, "/forget_me", { as: news }));
    const posts = exportOf(group, [ann], { firstId: 3001 }).replaceAll(
      `"user${ann.id}"`,
      `"channel${String(news.id).slice(4)}"`,
    );
    expect(await sends(ann, posts)).toContain("Kept 0 of 4 messages.");
  });

  it("is told kindly what is wrong with other files", async () => {
    const { ann, group } = await setting();
    const whole = exportOf(group, [ann]);
    for (const content of ["", "{", "[]", "<html></html>", whole.slice(0, 300), '{"a":1}'])
      expect(await sends(ann, content)).toContain("I can't read that file");
    expect(await sends(ann, "Photo album", "album.pdf")).toContain("I read only text");
    const huge = ann.sendsDocument(ann, {
      name: "result.json",
      content: Buffer.alloc(21 * 2 ** 20),
    });
    expect((await replyTo(telegram, huge)).text).toContain("lets bots download 20 MB");
    const { length } = telegram.sent(group);
    ann.sendsDocument(group, { name: "result.json", content: whole });
    await telegram.settled();
    expect(telegram.sent(group)).toHaveLength(length);
  });
});
