import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LogRange } from "../../src/recap/chat-log.ts";
import type { ChatMessage } from "../../src/recap/chat-message.ts";
import { DAY_MS } from "../../src/recap/consent.ts";
import { openState } from "../../src/state/open-state.ts";
import type { State } from "../../src/state/state.ts";
import { ADMIN, message, NOW } from "./messages.ts";

/** What the chat log should hold, in the plainest way. */
interface Model {
  now: number;
  readonly chats: Map<string, { days: number; messages: Map<number, ChatMessage> }>;
  readonly optOuts: Set<string>;
}

const CHATS = ["chat:-1", "chat:-2", "chat:-11", "chat:2"];
const chat = fc.constantFrom(...CHATS);
const author = fc.integer({ min: 1, max: 3 });

type Step = (state: State, model: Model) => Promise<void>;

const newest = ({ editedAt, sentAt }: ChatMessage) => editedAt ?? sentAt;

const expectedAdd = (model: Model, where: string, given: ChatMessage): boolean => {
  const place = model.chats.get(where);
  if (!place) return false;
  const before = place.messages.get(given.id);
  const sentAt = given.editedAt !== null && before ? before.sentAt : given.sentAt;
  const out = ["", where].some((scope) => model.optOuts.has(`${scope} ${given.author.key}`));
  if (out || sentAt < model.now - place.days * DAY_MS) return false;
  if (before && newest(given) < newest(before)) return false;
  place.messages.set(given.id, { ...given, sentAt });
  return true;
};

function expire(model: Model, where: string): void {
  const { days, messages } = model.chats.get(where)!;
  for (const [id, { sentAt }] of messages)
    if (sentAt < model.now - days * DAY_MS) messages.delete(id);
}

const anyMessage = fc
  .record({
    id: fc.integer({ min: 1, max: 12 }),
    thread: fc.option(fc.integer({ min: 1, max: 3 })),
    sentAt: fc.integer({ min: -8, max: 0 }).map((days) => NOW + days * DAY_MS),
    editedAt: fc.option(fc.integer({ min: 0, max: 3 }).map((later) => NOW + later)),
    replyTo: fc.option(fc.integer({ min: 1, max: 12 })),
    text: fc.string({ unit: "binary", maxLength: 30 }),
    author,
  })
  .map(({ id, author: by, ...change }) => message(id, change, by));

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(chat, anyMessage).map(([where, given]): Step => async (state, model) => {
      expect(await state.chatLog.add(where, given)).toBe(expectedAdd(model, where, given));
    }),
  },
  fc
    .tuple(chat, fc.array(anyMessage, { maxLength: 8 }))
    .map(([where, given]): Step => async (state, model) => {
      const ordered = [...given].sort((a, b) => a.sentAt - b.sentAt || a.id - b.id);
      // What is too old as it stands is left out before anything else is looked at.
      const since = model.now - (model.chats.get(where)?.days ?? 0) * DAY_MS;
      const count = ordered
        .filter(({ sentAt }) => sentAt >= since)
        .filter((one) => expectedAdd(model, where, one)).length;
      expect(await state.chatLog.addAll(where, given)).toBe(count);
    }),
  fc
    .tuple(chat, fc.integer({ min: 1, max: 9 }))
    .map(([where, days]): Step => async (state, model) => {
      await state.consents.turnOn({
        chat: where,
        by: ADMIN,
        noticeVersion: 1,
        retentionDays: days,
      });
      model.chats.set(where, { messages: new Map(), ...model.chats.get(where), days });
      expire(model, where);
    }),
  chat.map((where): Step => async (state, model) => {
    await state.consents.turnOff(where);
    model.chats.delete(where);
  }),
  fc.tuple(fc.option(chat), author).map(([where, by]): Step => async (state, model) => {
    const key = `user:${by}`;
    await state.chatLog.forgetAuthor(where, key);
    model.optOuts.add(`${where ?? ""} ${key}`);
    for (const [name, { messages }] of model.chats)
      for (const [id, one] of messages)
        if (one.author.key === key && (where === null || where === name)) messages.delete(id);
  }),
  author.map((by): Step => async (state, model) => {
    await state.chatLog.optIn(`user:${by}`);
    for (const entry of model.optOuts)
      if (entry.endsWith(` user:${by}`)) model.optOuts.delete(entry);
  }),
  fc.integer({ min: 1, max: 2 }).map((days): Step => async (state, model) => {
    model.now += days * DAY_MS;
    await state.chatLog.purge();
    for (const name of model.chats.keys()) expire(model, name);
  }),
);

const range: fc.Arbitrary<LogRange> = fc.record(
  {
    from: fc.integer({ min: -8, max: 3 }).map((days) => NOW + days * DAY_MS),
    to: fc.integer({ min: -8, max: 3 }).map((days) => NOW + days * DAY_MS),
    last: fc.nat(6),
    thread: fc.option(fc.integer({ min: 1, max: 3 })),
    fromMessage: fc.integer({ min: 1, max: 12 }),
  },
  { requiredKeys: [] },
);

function expectedRange(model: Model, where: string, asked: LogRange): ChatMessage[] {
  const place = model.chats.get(where);
  if (!place) return [];
  const { from = -Infinity, to = Infinity, last = Infinity, thread, fromMessage = 0 } = asked;
  const found = [...place.messages.values()]
    .filter(
      ({ sentAt }) => sentAt >= model.now - place.days * DAY_MS && sentAt >= from && sentAt < to,
    )
    .filter((one) => (thread === undefined || one.thread === thread) && one.id >= fromMessage)
    .sort((a, b) => a.sentAt - b.sentAt || a.id - b.id);
  return found.slice(Math.max(found.length - last, 0));
}

describe("chats that share a log", () => {
  it.each([
    ["with a key", [randomBytes(32)]],
    ["without a key", []],
  ])(
    "never show each other's messages, nor other topics', times' or forgotten people's, %s",
    async (_, keys) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(step, { minLength: 10, maxLength: 40 }),
          fc.array(range, { minLength: 1, maxLength: 4 }),
          async (steps, ranges) => {
            const model: Model = { now: NOW, chats: new Map(), optOuts: new Set() };
            const state = await openState({ file: ":memory:", keys, now: () => model.now });
            for (const where of CHATS.slice(0, 3)) {
              await state.consents.turnOn({ chat: where, by: ADMIN, noticeVersion: 1 });
              model.chats.set(where, { days: 7, messages: new Map() });
            }
            for (const take of steps) {
              await take(state, model);
              for (const where of CHATS)
                for (const asked of ranges)
                  expect(await state.chatLog.range(where, asked)).toEqual(
                    expectedRange(model, where, asked),
                  );
            }
            await state.close();
          },
        ),
        { numRuns: 25 },
      );
    },
  );
});
