import type { Message } from "grammy/types";
import { afterAll, describe, expect, it } from "vitest";
import {
  buttonsOf,
  expectNothingRefused,
  expectOnlyExactQuotes,
  quotesIn,
} from "../support/sent-messages.ts";
import type { ServerExchange } from "../../scripts/soak/model-server.ts";
import { BEGINNING, claim, CLAIMS, END, modelBot } from "./model-bot.ts";

const ME = "@verbatim_test_bot";
const PRIVATE_MS = 1_100;
const GROUP_MS = 3_100;

const patient = await modelBot();
const impatient = await modelBot({ ANSWER_TIMEOUT_MS: "900" });
type ModelBot = typeof patient;

/** Asked anew each time, since answers are remembered. */
let questions = 0;
const fresh = () => `${"🙂".repeat(++questions)} Did anything change in OpenAI's safety work?`;
const english = ({ telegram }: ModelBot) =>
  telegram.user({ first_name: "Ben", language_code: "en" });
const labels = (message: Pick<Message, "reply_markup">) =>
  buttonsOf(message).map(({ text }) => text);
/** Which of the claims a message has. */
const claimsIn = ({ text = "" }: Pick<Message, "text">) =>
  CLAIMS.flatMap(([words], n) => (text.includes(words) ? [n] : []));
const SLOW = "The language model took too long; this is from search alone.";
const UNAVAILABLE = "The language model is unavailable; this is from search alone.";
const OVER_BUDGET = "The budget for the language model is used up for now";

/** Somebody asks in private; the model begins, and its first claim is shown. */
async function firstClaim(bot: ModelBot, ben = english(bot)) {
  const question = fresh();
  const asking = ben.sends(ben, question);
  const exchange = await bot.asked(question);
  exchange.begin(BEGINNING + claim(0, exchange));
  const growing = await bot.telegram.nextMessage(ben);
  return { ben, question, asking, exchange, growing };
}

const finishedIn = ({ telegram }: ModelBot, message: Message) =>
  telegram.waitFor(
    () => {
      const now = telegram.current(message);
      return now && !labels(now).includes("Stop") ? now : undefined;
    },
    { what: "the whole answer" },
  );

function expectSpaced(bot: ModelBot, chat: number, leastMs: number): void {
  const times = bot.writings(chat).map(({ at }) => at);
  for (const [i, at] of times.entries())
    // The server's clock counts whole milliseconds.
    if (i > 0) expect(at - times[i - 1]!).toBeGreaterThanOrEqual(leastMs - 1);
}

afterAll(() => {
  for (const { telegram, app } of [patient, impatient]) {
    expectOnlyExactQuotes(telegram, app());
    expectNothingRefused(telegram.calls, /message to edit not found/u);
  }
});

describe.concurrent("an answer that a model composes", () => {
  it("is shown claim by claim, as soon as each is verified, and no faster than a private chat takes", async () => {
    const { ben, exchange, growing } = await firstClaim(patient);
    expect(claimsIn(growing)).toEqual([0]);
    expect(quotesIn(growing)).toEqual(["这些事件与安全无关。"]);
    expect(labels(growing)).toEqual(["Stop"]);
    exchange.goOn(claim(1, exchange));
    exchange.goOn(',{"text": "Elon Musk was behind it.", "sentences": [1]}');
    const further = await patient.telegram.nextEdit(growing);
    expect(claimsIn(further)).toEqual([0, 1]);
    expect(labels(further)).toEqual(["Stop"]);
    exchange.end(claim(2, exchange) + END);
    const whole = await finishedIn(patient, growing);
    expect(claimsIn(whole)).toEqual([0, 1, 2]);
    expect(whole.text).not.toContain("Musk");
    expect(labels(whole)).toContain("👍");
    expect(patient.telegram.sent(ben)).toHaveLength(1);
    expect(patient.writings(ben.id)).toHaveLength(3);
    expectSpaced(patient, ben.id, PRIVATE_MS);
  });

  it("grows more slowly in a group, where only whoever asked can stop it", async () => {
    const [ben, ann] = [english(patient), english(patient)];
    const group = patient.telegram.supergroup({ title: "Readers", members: [ben, ann] });
    const question = fresh();
    ben.sends(group, `${ME} ${question}`);
    const exchange = await patient.asked(question);
    exchange.begin(BEGINNING + claim(0, exchange));
    const growing = await patient.telegram.nextMessage(group);
    expect(claimsIn(growing)).toEqual([0]);
    exchange.goOn(claim(1, exchange));
    const refused = await patient.telegram.callbackAnswer(ann.presses(growing, "Stop"));
    expect(refused.text).toBe("Only whoever asked can stop this.");
    const further = await patient.telegram.nextEdit(growing);
    expect(claimsIn(further)).toEqual([0, 1]);
    const stopped = await patient.telegram.callbackAnswer(ben.presses(further, "Stop"));
    expect(stopped.text).toBe("Stopped.");
    const whole = await finishedIn(patient, growing);
    expect(claimsIn(whole)).toEqual([0, 1]);
    expect(quotesIn(whole)).toHaveLength(2);
    const late = await patient.telegram.callbackAnswer(
      ben.presses(further, "Stop", { stale: true }),
    );
    expect(late.text).toBe("It is done already.");
    // The endpoint is not left writing for nobody.
    expect(exchange.response.destroyed && !exchange.response.writableFinished).toBe(true);
    expect(patient.telegram.sent(group)).toHaveLength(1);
    expectSpaced(patient, group.id, GROUP_MS);
  });

  it("that was stopped can be followed up", async () => {
    const { ben, growing } = await firstClaim(patient);
    ben.presses(growing, "Stop");
    const whole = await finishedIn(patient, growing);
    expect(await patient.telegram.callbackAnswer(ben.presses(whole, "More quotes"))).toEqual({});
    expect(quotesIn(await patient.telegram.nextMessage(ben))).not.toContain("这些事件与安全无关。");
  });

  it("is whole in the end though Telegram refuses parts of it, which are not repeated", async () => {
    const ben = english(patient);
    patient.telegram.faults.next(
      { status: 429, retryAfter: 2 },
      { method: "editMessageText", when: ({ chat_id }) => Number(chat_id) === ben.id },
    );
    const { exchange, growing } = await firstClaim(patient, ben);
    exchange.goOn(claim(1, exchange));
    await patient.telegram.waitFor(() => patient.writings(ben.id)[1]?.ok === false);
    exchange.end(claim(2, exchange) + END);
    expect(claimsIn(await finishedIn(patient, growing))).toEqual([0, 1, 2]);
    const [, refused, last, ...more] = patient.writings(ben.id);
    expect(more).toEqual([]);
    expect(last!.at - refused!.at).toBeGreaterThanOrEqual(2_000 - 1);
  });

  it("is whole in the end though Telegram refuses that, too, for a while", async () => {
    const { ben, exchange, growing } = await firstClaim(patient);
    patient.telegram.faults.next(
      { status: 429, retryAfter: 1 },
      { method: "editMessageText", when: ({ chat_id }) => Number(chat_id) === ben.id },
    );
    exchange.end(END);
    expect(claimsIn(await finishedIn(patient, growing))).toEqual([0]);
    expect(patient.writings(ben.id)).toHaveLength(3);
  });

  it("comes anew, once, when what was shown of it is deleted", async () => {
    const { ben, exchange, growing } = await firstClaim(patient);
    ben.deletes(growing);
    exchange.goOn(claim(1, exchange));
    const again = await patient.telegram.nextMessage(ben);
    expect(claimsIn(again)).toEqual([0, 1]);
    exchange.end(claim(2, exchange) + END);
    expect(claimsIn(await finishedIn(patient, again))).toEqual([0, 1, 2]);
    expect(patient.telegram.sent(ben)).toHaveLength(1);
  });

  it("gives its place to that of the edited question", async () => {
    const { ben, asking, exchange, growing } = await firstClaim(patient);
    const better = fresh();
    ben.edits(asking, better);
    exchange.end(END);
    const second = await patient.asked(better);
    second.begin(BEGINNING + claim(0, second).replace("events", "recent events"));
    second.end(claim(1, second) + END);
    const whole = await patient.telegram.waitFor(() => {
      const now = patient.telegram.current(growing);
      return now && claimsIn(now).includes(1) && !labels(now).includes("Stop") ? now : undefined;
    });
    expect(whole.text).toContain("the recent events");
    expect(patient.telegram.sent(ben)).toHaveLength(1);
  });

  it("does not mix with another that grows at the same time in another chat", async () => {
    const [one, other] = await Promise.all([firstClaim(patient), firstClaim(patient)]);
    one.exchange.end(claim(1, one.exchange) + END);
    other.exchange.end(claim(2, other.exchange) + END);
    const [own, others] = await Promise.all(
      [one, other].map(({ growing }) => finishedIn(patient, growing)),
    );
    expect(claimsIn(own!)).toEqual([0, 1]);
    expect(claimsIn(others!)).toEqual([0, 2]);
    for (const { ben } of [one, other]) expect(patient.telegram.sent(ben)).toHaveLength(1);
  });

  it("is made once for two people who ask the same at the same time", async () => {
    const [ben, ann] = [english(patient), english(patient)];
    const question = fresh();
    ben.sends(ben, question);
    const exchange = await patient.asked(question);
    exchange.begin(BEGINNING + claim(0, exchange));
    const growing = await patient.telegram.nextMessage(ben);
    ann.sends(ann, question);
    const anns = await patient.telegram.nextMessage(ann);
    expect(claimsIn(anns)).toEqual([0]);
    // One who stops does not stop the other.
    ben.presses(growing, "Stop");
    expect(claimsIn(await finishedIn(patient, growing))).toEqual([0]);
    exchange.end(claim(1, exchange) + END);
    expect(claimsIn(await finishedIn(patient, anns))).toEqual([0, 1]);
    expect(patient.timesAsked(question)).toBe(1);
  });

  const breaks = (exchange: ServerExchange) => {
    exchange.goOn(claim(1, exchange).slice(0, 30));
    setTimeout(() => exchange.response.destroy(), 30);
  };

  it("keeps the claims that were complete when the model breaks off", async () => {
    const { exchange, growing } = await firstClaim(patient);
    breaks(exchange);
    const whole = await finishedIn(patient, growing);
    expect(claimsIn(whole)).toEqual([0]);
    expect(whole.text).not.toContain("search alone");
  });

  it("gives way to quotes when the model stands still, in the same message, which says why", async () => {
    const { ben, growing } = await firstClaim(impatient);
    const whole = await finishedIn(impatient, growing);
    expect(claimsIn(whole)).toEqual([]);
    expect(whole.text).toContain(SLOW);
    expect(quotesIn(whole).length).toBeGreaterThan(0);
    expect(impatient.telegram.sent(ben)).toHaveLength(1);
  });

  it("gives way to quotes when the model breaks off before a claim", async () => {
    const ben = english(impatient);
    const question = fresh();
    ben.sends(ben, question);
    const exchange = await impatient.asked(question);
    exchange.begin(BEGINNING);
    breaks(exchange);
    const whole = await impatient.telegram.nextMessage(ben);
    expect(whole.text).toContain(UNAVAILABLE);
    expect(quotesIn(whole).length).toBeGreaterThan(0);
  });

  it("gives way to quotes when somebody has used up the tokens of the day, also after a restart", async () => {
    const bot = await modelBot({ USER_TOKENS_PER_DAY: "5500" });
    const ben = english(bot);
    async function ask(person = ben): Promise<Message> {
      const question = fresh();
      person.sends(person, question);
      void bot
        .asked(question)
        .then((exchange) => exchange.say(BEGINNING + claim(0, exchange) + END));
      return finishedIn(bot, await bot.telegram.nextMessage(person));
    }
    expect(claimsIn(await ask())).toEqual([0]);
    expect(claimsIn(await ask())).toEqual([0]);
    await bot.stop();
    await bot.start();
    const answer = await ask();
    expect(answer.text).toContain(OVER_BUDGET);
    expect(quotesIn(answer).length).toBeGreaterThan(0);
    // A button that asks is no way around it.
    const topic = buttonsOf(answer).find(({ data }) => data?.startsWith("ask:"))!;
    ben.presses(answer, topic.text);
    expect((await bot.telegram.nextMessage(ben)).text).toContain(OVER_BUDGET);
    expect(claimsIn(await ask(english(bot)))).toEqual([0]);
  });
});

describe("a bot that is told to stop", () => {
  it("first finishes the answer that is being shown", async () => {
    const { exchange, growing, ben } = await firstClaim(patient);
    const stopped = patient.stop();
    exchange.goOn(claim(1, exchange));
    exchange.end(END);
    await stopped;
    expect(claimsIn(patient.telegram.current(growing)!)).toEqual([0, 1]);
    expect(labels(patient.telegram.current(growing)!)).not.toContain("Stop");
    expect(patient.told.at(-1)).toBe("Stopped. What was in hand is answered.");
    expect(patient.telegram.pendingUpdates()).toBe(0);
    expect(patient.telegram.sent(ben)).toHaveLength(1);
  });
});
