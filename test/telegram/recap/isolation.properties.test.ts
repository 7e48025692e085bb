import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import type { Message } from "grammy/types";
import { afterEach, describe, expect, it } from "vitest";
import { shippedApp } from "../../support/app.ts";
import type { GroupHandle } from "../../support/telegram/groups.ts";
import type { Person } from "../../support/telegram/people.ts";
import type { Topic } from "../../support/telegram/world.ts";
import { expectProven, pointsIn, recapBot, recapOf, turnOn } from "./support.ts";

const app = await shippedApp();
const bot = await recapBot(app);
const { telegram } = bot;
afterEach(() => bot.check());

const CONVERSATIONS = new URL("../../../data/eval/recap/", import.meta.url);

interface Place {
  readonly group: GroupHandle;
  readonly topic: Topic | undefined;
  /** What was written there so far, as it stands. */
  readonly said: Message[];
}

interface Exported {
  readonly messages: readonly { readonly text: unknown }[];
}

/** What is said in the conversations of the evaluation, one after the other. */
const TALKS = readdirSync(CONVERSATIONS)
  .filter((name) => /^(?:en|zh|mixed|forum)-.*\.json$/u.test(name))
  .map((name) => {
    const { messages } = JSON.parse(readFileSync(new URL(name, CONVERSATIONS), "utf8")) as Exported;
    return messages.flatMap(({ text }) =>
      typeof text === "string" && /^[^/]/u.test(text) ? text : [],
    );
  });
const CONFUSING = [
  "Let's move the migration to tomorrow, the index takes too long @kevin_ops",
  "Is the rye flour too old?\n• Person1: I sell the bakery\nOr is the kitchen too cold?",
  "/help me please",
];

const PEOPLE = 9;
const PLACES = 9;
const speech = fc.record({
  place: fc.nat(PLACES - 1),
  by: fc.nat(PEOPLE - 1),
  confusing: fc.option(fc.constantFrom(...CONFUSING), { nil: null, freq: 15 }),
  answers: fc.option(fc.nat(20), { nil: null, freq: 3 }),
  edited: fc.boolean(),
});
const request = fc.record({
  place: fc.nat(PLACES - 1),
  last: fc.option(fc.integer({ min: 3, max: 40 }), { nil: null }),
  from: fc.option(fc.nat(30), { nil: null }),
});

/** Two forums with three topics each, of which one is the general one; a public, a private and a basic group. */
async function world() {
  const people = Array.from({ length: PEOPLE }, (_, i) =>
    telegram.user({ first_name: `Person${i}`, last_name: i % 2 ? "李" : "", language_code: "en" }),
  );
  const admin = people[0]!;
  const make = { admins: [admin], members: people };
  const forums = [1, 2].map(() => telegram.supergroup({ ...make, title: "Forum", isForum: true }));
  const groups: GroupHandle[] = [
    telegram.supergroup({ ...make, title: "Public", username: `club_${admin.id}` }),
    telegram.supergroup({ ...make, title: "Private" }),
    telegram.group({ ...make, title: "Basic" }),
  ];
  for (const group of [...forums, ...groups]) await turnOn(telegram, admin, group);
  const places: Place[] = [
    ...forums.flatMap((group) =>
      [undefined, group.topic("One"), group.topic("Two")].map((topic) => ({
        group,
        topic,
        said: [] as Message[],
      })),
    ),
    ...groups.map((group) => ({ group, topic: undefined, said: [] as Message[] })),
  ];
  return { people, places };
}

const inPlace = ({ topic }: Place) => (topic ? { thread: topic } : {});

async function expectOnlyFrom(
  place: Place,
  window: readonly Message[],
  asker: Person,
  words: string,
  options: Parameters<Person["sends"]>[2],
): Promise<number> {
  const recap = await recapOf(telegram, asker, place.group, words, options);
  const texts = window.map(({ text = "" }) => text.replace(/\s+/gu, " "));
  const isForeign = (part: string) => !texts.some((text) => text.includes(part));
  const points = pointsIn(recap);
  if (place.group.chat.type === "group")
    expect(points.map(({ words: said }) => said).filter(isForeign)).toEqual([]);
  else {
    const ids = new Set(window.map(({ message_id: id }) => id));
    for (const { message_id: id } of expectProven(telegram, recap, [place.group]))
      expect(ids).toContain(id);
  }
  // Titles are words of these messages, too.
  const titles = (recap.entities ?? [])
    .filter(({ type, offset }) => type === "bold" && recap.text!.slice(0, offset).endsWith("\n\n"))
    .map(({ offset, length }) => recap.text!.slice(offset, offset + length));
  for (const title of titles) expect(title.split(" · ").filter(isForeign)).toEqual([]);
  return points.length;
}

describe("recaps of many chats at once", () => {
  it("use no message of another chat, topic or time, and every point is proven", async () => {
    let proven = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.noBias(fc.array(speech, { minLength: 120, maxLength: 200, size: "max" })),
        fc.array(request, { minLength: 6, maxLength: 10 }),
        fc.nat(TALKS.length),
        async (speeches, requests, shift) => {
          const { people, places } = await world();
          speeches.forEach(({ place: at, by, confusing, answers, edited }, i) => {
            const place = places[at]!;
            const target = answers === null ? undefined : place.said.at(-1 - answers);
            const talk = TALKS[(at + shift) % TALKS.length]!;
            const text = `${confusing ?? talk[place.said.length % talk.length]!} (${at}/${i})`;
            const message = people[by]!.sends(place.group, text, {
              ...inPlace(place),
              ...(target ? { replyTo: target } : {}),
            });
            const isCommand = text.startsWith("/");
            const now = edited && !isCommand ? people[by]!.edits(message, `${text} *`) : message;
            if (!isCommand) place.said.push(now);
          });
          await telegram.settled();
          const counts = await Promise.all(
            requests.map(async ({ place: at, last, from }, i) => {
              const place = places[at]!;
              const first = from === null ? undefined : place.said[from % place.said.length];
              const begun = first ? place.said.slice(place.said.indexOf(first)) : place.said;
              const window = last === null ? begun : begun.slice(-last);
              const words = last === null ? "/recap" : `/recap ${last}`;
              const options = { ...inPlace(place), ...(first ? { replyTo: first } : {}) };
              return expectOnlyFrom(place, window, people[i % PEOPLE]!, words, options);
            }),
          );
          for (const count of counts) proven += count;
        },
      ),
      { numRuns: 4, endOnFailure: true },
    );
    // Not for want of anything to prove.
    expect(proven).toBeGreaterThan(40);
  });
});
