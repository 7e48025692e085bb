import { afterEach, describe, expect, it } from "vitest";
import { Api } from "grammy";
import { join } from "node:path";
import { openState } from "../../../src/state/open-state.ts";
import { createDeliver } from "../../../src/telegram/deliver.ts";
import { createLogger } from "../../../src/telegram/logger.ts";
import { createRecapService } from "../../../src/telegram/recap/recap-service.ts";
import {
  createScheduledRecaps,
  type ScheduledRecaps,
} from "../../../src/telegram/recap/scheduled-recaps.ts";
import { shippedApp } from "../../support/app.ts";
import { buttonsOf } from "../../support/sent-messages.ts";
import type { GroupHandle } from "../../support/telegram/groups.ts";
import type { Person } from "../../support/telegram/people.ts";
import { expectProven, KEY, pointsIn, recapBot, recapOf, turnOn } from "./support.ts";

const app = await shippedApp();
const bot = await recapBot(app);
const { telegram } = bot;
afterEach(() => bot.check(/chat not found|blocked|kicked|terminated by other getUpdates/u));

const HOUR = 3_600_000;
const LINES = [
  "Who repairs the boat engine before the regatta on Sunday?",
  "The boat engine needs two new spark plugs, I have spare spark plugs",
  "Let's repair the boat engine on Friday evening at the harbour",
  "OK, decided: Friday evening at the harbour, I bring the spark plugs",
  "The harbour master has the key of the boat house on Friday",
];

const people = () =>
  (["Ann", "Ben"] as const).map((first_name) => {
    const person = telegram.user({ first_name, language_code: "en" });
    person.starts();
    return person;
  }) as [Person, Person];

const talk = (
  group: GroupHandle,
  by: readonly Person[],
  options: Parameters<Person["sends"]>[2] = {},
) => {
  LINES.forEach((line, i) => by[i % by.length]!.sends(group, line, options));
};

/** The scheduler as the bot has it, by a clock of its own, on the bot's own state. */
async function at(
  now: () => number,
  work: (scheduled: ScheduledRecaps) => Promise<void>,
  allows: (chat: { id: number }) => boolean = () => true,
): Promise<void> {
  const keys = [Buffer.from(KEY, "hex")];
  const state = await openState({ file: join(bot.directory, "state.db"), keys });
  const logger = createLogger("silent");
  const api = new Api(telegram.token, { apiRoot: telegram.root });
  const deps = {
    app,
    api,
    state,
    recaps: createRecapService({ app, state, timeZone: "UTC" }),
    deliver: createDeliver(api, logger),
    notice: { model: "none", isEncrypted: true },
    allows,
    logger,
    now,
  };
  try {
    await work(createScheduledRecaps(deps));
  } finally {
    await state.close();
  }
}

/** A day from now on, at the time of day at which the recap is to come. */
const dueAt = (hour: number): number => {
  const day = new Date(Date.now() + 24 * HOUR);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), hour);
};
/** So that what is written now is in the day before. */
const HOUR_OF_DAY = new Date(Date.now() + 2 * HOUR).getUTCHours();
const DUE = (() => {
  const next = dueAt(HOUR_OF_DAY);
  return next - Date.now() > 24 * HOUR ? next - 24 * HOUR : next;
})();

const clock = `${String(HOUR_OF_DAY).padStart(2, "0")}:00`;

describe("a recap that comes by itself", () => {
  it("is posted once, when it is due, in the group, however often one looks", async () => {
    const [ann, ben] = people();
    const group = telegram.supergroup({ title: "Sailors", admins: [ann], members: [ben] });
    await turnOn(telegram, ann, group);
    const settings = await recapOf(telegram, ann, group, `/recap_settings ${clock} UTC`);
    expect(settings.text).toContain(
      `daily at ${clock} (UTC), of the whole group, posted in the group`,
    );
    talk(group, [ann, ben]);
    await telegram.settled();
    const before = telegram.sent(group).length;
    await at(
      () => DUE - 60_000,
      (scheduled) => scheduled.run(),
    );
    expect(telegram.sent(group)).toHaveLength(before);
    await at(
      () => DUE + 60_000,
      async (scheduled) => {
        await Promise.all([scheduled.run(), scheduled.run()]);
        await scheduled.run();
      },
    );
    // As after a kill.
    await at(
      () => DUE + 120_000,
      (scheduled) => scheduled.run(),
    );
    expect(telegram.sent(group)).toHaveLength(before + 1);
    const recap = telegram.sent(group).at(-1)!;
    expect(expectProven(telegram, recap, [group]).length).toBeGreaterThanOrEqual(2);
    expect(buttonsOf(recap).map(({ data }) => data)).toEqual(["recap:subscribe"]);
  });

  it("does not come on quiet days, long after its time, or just because the schedule was set", async () => {
    const [ann, ben] = people();
    const group = telegram.supergroup({ admins: [ann], members: [ben] });
    await turnOn(telegram, ann, group);
    await recapOf(telegram, ann, group, `/recap_settings ${clock} UTC`);
    ann.sends(group, LINES[0]!);
    ben.sends(group, LINES[1]!);
    await telegram.settled();
    const before = telegram.sent(group).length;
    await at(
      () => DUE + 60_000,
      (scheduled) => scheduled.run(),
    );
    talk(group, [ann, ben]);
    await telegram.settled();
    await at(
      () => DUE + 24 * HOUR + 4 * HOUR,
      (scheduled) => scheduled.run(),
    );
    const hour = (new Date().getUTCHours() + 23) % 24;
    await recapOf(telegram, ann, group, `/recap_settings ${hour}:00`);
    await at(Date.now, (scheduled) => scheduled.run());
    expect(telegram.sent(group)).toHaveLength(before + 1);
  });

  it("set in a topic tells of that topic, and is posted there", async () => {
    const [ann, ben] = people();
    const group = telegram.supergroup({ admins: [ann], members: [ben], isForum: true });
    await turnOn(telegram, ann, group);
    const topic = group.topic("Boats");
    const words = `/recap_settings ${clock} UTC`;
    const settings = await recapOf(telegram, ann, group, words, { thread: topic });
    expect(settings.text).toContain("of one topic, posted in that topic");
    talk(group, [ann, ben], { thread: topic });
    ["bread", "flour", "oven", "yeast", "butter"].forEach((word) =>
      ben.sends(group, `We need more ${word} for the sourdough bread in the bakery`),
    );
    await telegram.settled();
    await at(
      () => DUE,
      (scheduled) => scheduled.run(),
    );
    const recap = telegram.sent(group).at(-1)!;
    expect(recap.message_thread_id).toBe(topic.id);
    for (const { words: said } of pointsIn(recap)) expect(LINES).toContain(said);
    expect(pointsIn(recap).length).toBeGreaterThanOrEqual(2);
  });

  it("goes to subscribers alone where that was chosen, as long as they are members", async () => {
    const [ann, ben] = people();
    const cy = telegram.user({ first_name: "Cy", language_code: "zh" });
    const eve = telegram.user({ first_name: "Eve", language_code: "en" });
    cy.starts();
    const group = telegram.supergroup({ title: "Crew", admins: [ann], members: [ben, cy, eve] });
    await turnOn(telegram, ann, group);
    const asked = await recapOf(telegram, ann, group, `/recap_settings ${clock} UTC`);
    ann.presses(asked, "Subscribers only");
    const settings = await telegram.nextEdit(asked);
    expect(settings.text).toContain("to subscribers only");
    const answers = [];
    for (const person of [ben, cy, eve])
      answers.push(await telegram.callbackAnswer(person.presses(settings, "🔔 Send to me")));
    expect(answers[0]!.text).toContain("You get the scheduled recaps");
    expect(answers[2]).toMatchObject({ show_alert: true });
    talk(group, [ann, ben]);
    group.removes(ben, ann);
    await telegram.settled();
    const before = [group, ben, cy].map((chat) => telegram.sent(chat).length);
    await at(
      () => DUE,
      (scheduled) => scheduled.run(),
    );
    const after = [group, ben, cy].map((chat) => telegram.sent(chat).length);
    expect(after.map((count, i) => count - before[i]!)).toEqual([0, 0, 1]);
    const recap = telegram.sent(cy).at(-1)!;
    expectProven(telegram, recap, [group]);
    cy.presses(recap, "🔕 Don't send it any more");
    await telegram.nextEdit(recap);
    await at(
      () => DUE + 24 * HOUR,
      (scheduled) => scheduled.run(),
    );
    expect(telegram.sent(cy).at(-1)!.message_id).toBe(recap.message_id);
  });

  it("can be subscribed under any recap once there is a schedule", async () => {
    const [ann, ben] = people();
    const group = telegram.supergroup({ admins: [ann], members: [ben] });
    await turnOn(telegram, ann, group);
    talk(group, [ann, ben]);
    expect(buttonsOf(await recapOf(telegram, ben, group))).toEqual([]);
    await recapOf(telegram, ann, group, `/recap_settings ${clock} UTC`);
    const recap = await recapOf(telegram, ben, group);
    const pressed = ben.presses(recap, "🔔 Send to me");
    expect((await telegram.callbackAnswer(pressed)).text).toContain("You get the scheduled");
    const again = ben.presses(recap, "🔔 Send to me");
    expect((await telegram.callbackAnswer(again)).text).toContain("You don't get");
  });

  it("stays away from a group that the bot serves no more", async () => {
    const [ann, ben] = people();
    const group = telegram.supergroup({ admins: [ann], members: [ben] });
    await turnOn(telegram, ann, group);
    await recapOf(telegram, ann, group, `/recap_settings ${clock} UTC`);
    talk(group, [ann, ben]);
    await telegram.settled();
    const before = telegram.sent(group).length;
    await bot.stop();
    await at(
      () => DUE,
      (scheduled) => scheduled.run(),
      ({ id }) => id !== group.id,
    );
    expect(telegram.sent(group)).toHaveLength(before);
    await bot.start();
  });

  it("deletes what is kept of a group that it was removed from without being told", async () => {
    const [ann, ben] = people();
    const group = telegram.supergroup({ admins: [ann], members: [ben] });
    await turnOn(telegram, ann, group);
    await recapOf(telegram, ann, group, `/recap_settings ${clock} UTC`);
    talk(group, [ann, ben]);
    await telegram.settled();
    await bot.stop();
    group.kicksBot(ann);
    expect(bot.stored(group)).toBe(5);
    await at(
      () => DUE,
      (scheduled) => scheduled.run(),
    );
    expect(bot.stored(group)).toBe(0);
    await bot.start();
  });

  it("deletes what is past its time, also where nobody writes any more", async () => {
    const [ann, ben] = people();
    const group = telegram.supergroup({ admins: [ann], members: [ben] });
    await turnOn(telegram, ann, group);
    await recapOf(telegram, ann, group, "/recap_settings 1d");
    talk(group, [ann, ben], { extra: { date: Math.floor(Date.now() / 1000) - 23 * 3600 } });
    await telegram.settled();
    expect(bot.stored(group)).toBe(5);
    const keys = [Buffer.from(KEY, "hex")];
    const file = join(bot.directory, "state.db");
    const state = await openState({ file, keys, now: () => Date.now() + 2 * HOUR });
    await state.chatLog.purge();
    await state.close();
    expect(bot.stored(group)).toBe(0);
  });
});
