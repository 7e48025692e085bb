import { afterEach, describe, expect, it } from "vitest";
import { shippedApp } from "../support/app.ts";
import { botOf } from "../support/bot.ts";
import type { Person } from "../support/telegram/people.ts";
import { buttonsOf, quotesIn } from "../support/sent-messages.ts";

const app = await shippedApp();
const bot = await botOf(app, { env: { USER_QUESTIONS_PER_MINUTE: "0" } });
const { telegram } = bot;
const { faults } = telegram;
afterEach(() => bot.check());

const QUESTION = "Did the board ask him to come back?";
const english = () => telegram.user({ first_name: "Ben", language_code: "en" });

async function asks(question = QUESTION) {
  const ben = english();
  ben.sends(ben, question);
  return { ben, answer: await telegram.nextMessage(ben) };
}

/** The next such call about this person's chat. */
const of = (person: Person, method: string) => ({
  method,
  when: ({ chat_id: chat }: Readonly<Record<string, unknown>>) => chat === person.id,
});

describe.concurrent("an answer reaches its reader once", () => {
  it.each([
    ["after the wait that Telegram asks for", { status: 429, retryAfter: 1 }],
    ["when the server fails", { status: 500 }],
    ["when a gateway answers with a page", { status: 502, html: true }],
    ["when the connection is dropped on the way there", { drop: "before" }],
  ] as const)("%s", async (_, fault) => {
    const ben = english();
    faults.next(fault, of(ben, "sendMessage"));
    ben.sends(ben, QUESTION);
    expect(quotesIn(await telegram.nextMessage(ben))).toEqual(["是的。"]);
    await telegram.settled();
    expect(telegram.sent(ben)).toHaveLength(1);
  });

  it("or twice when only the receipt was lost, since nobody can tell", async () => {
    const ben = english();
    faults.next({ drop: "after" }, of(ben, "sendMessage"));
    ben.sends(ben, QUESTION);
    await telegram.settled();
    expect(telegram.sent(ben)).toHaveLength(2);
  });
});

describe("a press does what its button says", () => {
  it.each([
    ["when the receipt of its answer is lost", { drop: "after" }],
    ["when the server fails", { status: 500 }],
  ] as const)("%s", async (_, fault) => {
    const { ben, answer } = await asks("Why did he come back?");
    faults.next(fault, { method: "answerCallbackQuery" });
    ben.presses(answer, "More quotes");
    expect(quotesIn(await telegram.nextMessage(ben)).length).toBeGreaterThan(0);
    faults.next(fault, { method: "editMessageReplyMarkup" });
    ben.presses(answer, "👍");
    await telegram.settled();
    expect(buttonsOf(telegram.current(answer)!).map(({ text }) => text)).toContain("👍 ✓");
    expect(telegram.sent(ben)).toHaveLength(2);
    await bot.check(/query is too old|message is not modified/u);
  });
});

describe("words matter more than how they look", () => {
  it("so an answer whose entities are refused goes out as plain text", async () => {
    const over = faults.every(
      1,
      { status: 400, description: "Bad Request: can't parse entities: no reason" },
      { when: ({ entities }) => Array.isArray(entities) && entities.length > 0 },
    );
    const ben = english();
    const asked = ben.sends(ben, QUESTION);
    const answer = await telegram.nextMessage(ben);
    expect(answer.entities ?? []).toEqual([]);
    expect(answer.text).toContain("是的。");
    expect(answer.text).toContain("https://www.theverge.com/");
    ben.edits(asked, "Did he hesitate?");
    expect((await telegram.nextEdit(answer)).text).toContain("没有犹豫太久。");
    over();
  });
});

describe("whoever waits is told when it does not work", () => {
  it("and the next question is answered as ever", async () => {
    const ben = english();
    faults.next(
      { status: 400, description: "Bad Request: SOMETHING_NEW" },
      { method: "sendMessage" },
    );
    const asked = ben.sends(ben, QUESTION);
    const told = await telegram.nextMessage(ben);
    expect(told.text).toBe("Something went wrong on my side. Please try again in a moment.");
    expect(told.reply_to_message?.message_id).toBe(asked.message_id);
    ben.sends(ben, "Did he hesitate?");
    expect(quotesIn(await telegram.nextMessage(ben)).length).toBeGreaterThan(0);
  });

  it("also under a button", async () => {
    const { ben, answer } = await asks();
    faults.next({ status: 400, description: "Bad Request: SOMETHING_NEW" }, of(ben, "sendMessage"));
    const { text } = await telegram.callbackAnswer(ben.presses(answer, "📖 In context"));
    expect(text).toBe("Something went wrong on my side. Please try again in a moment.");
  });
});

const FETCHING = [
  ["after a fault of the server", { status: 500 }],
  ["after a page of a gateway", { status: 502, html: true }],
  ["after a dropped connection", { drop: "before" }],
  ["after a wait that Telegram asks for", { status: 429, retryAfter: 1 }],
  ["after another program has looked in", { status: 409, description: "Conflict: terminated" }],
] as const;

describe.concurrent("fetching updates goes on", async () => {
  const bots = await Promise.all(FETCHING.map(() => botOf(app)));

  it.each(FETCHING.map(([name, fault], index) => [name, fault, bots[index]!] as const))(
    "%s",
    async (_, fault, { telegram: server }) => {
      const ben = server.user();
      server.faults.next(fault, { method: "getUpdates" });
      for (const question of [QUESTION, `${QUESTION}?`]) {
        ben.sends(ben, question);
        expect(quotesIn(await server.nextMessage(ben))).toEqual(["是的。"]);
      }
    },
  );
});

describe("a server that was away", () => {
  it("finds the bot waiting when it is back", async () => {
    const ben = english();
    await telegram.stop();
    ben.sends(ben, QUESTION);
    await telegram.restart();
    expect(quotesIn(await telegram.nextMessage(ben))).toEqual(["是的。"]);
    await telegram.settled();
    expect(telegram.sent(ben)).toHaveLength(1);
  });
});
