import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { createBudget } from "../../../src/answer/model/budget.ts";
import { estimateTokens } from "../../../src/answer/model/estimate-tokens.ts";
import { createMemoryLedger } from "../../../src/answer/model/token-ledger.ts";
import { idOf, reply, startModelServer } from "../../../scripts/soak/model-server.ts";
import { modelApp } from "./model-app.ts";

const server = await startModelServer();
afterAll(() => server.close());
beforeEach(() => {
  server.behave(({ prompt, say }) =>
    say(
      reply({ text: "It was not about safety.", sentences: [idOf(prompt, "这些事件与安全无关")] }),
      { pauseMs: 1 },
    ),
  );
});

const QUESTION = "Did anything change in OpenAI's safety work?";
const asker = (user: string, chat = "c") => ({ asker: { user, chat } });

describe("answers that cost something", () => {
  it("are shared by those who ask the same at the same time, and remembered for those who ask it later", async () => {
    const { app, uses } = await modelApp(server.url);
    const before = server.requests.length;
    const asked = [QUESTION, ` ${QUESTION.toLowerCase()} `, QUESTION.replace("?", "？")];
    const parts: number[] = [];
    const answers = await Promise.all(
      asked.map((question, i) => app.ask(question, { onPart: () => parts.push(i) })),
    );
    expect(server.requests).toHaveLength(before + 1);
    expect(answers.map((answer) => answer.reply.question)).toEqual(asked);
    expect(new Set(answers.map((answer) => JSON.stringify(answer.reply.claims))).size).toBe(1);
    expect([...parts].sort()).toEqual([0, 1, 2]);
    expect((await app.ask(QUESTION)).reply).toMatchObject({ mode: "model", status: "answered" });
    expect(server.requests).toHaveLength(before + 1);
    expect(uses.map(({ cached, calls }) => [cached, calls])).toEqual([
      [false, 1],
      [true, 0],
    ]);
    await app.ask(QUESTION, { language: "zh" });
    expect(server.requests).toHaveLength(before + 2);
  });

  it("go on for the others when one of those who share them gives up", async () => {
    const { app } = await modelApp(server.url);
    const giveUp = new AbortController();
    const first = app.ask(QUESTION, { signal: giveUp.signal });
    const second = app.ask(QUESTION);
    giveUp.abort(new Error("enough"));
    await expect(first).rejects.toThrow("enough");
    expect((await second).reply.mode).toBe("model");
  });

  it("are not remembered when they are no model's answers", async () => {
    const { app } = await modelApp(server.url);
    server.behave(({ say }) => say("nonsense"));
    expect((await app.ask(QUESTION)).reply.fallback).toBe("unusable");
    server.behave(({ prompt, say }) =>
      say(
        reply({
          text: "It was not about safety.",
          sentences: [idOf(prompt, "这些事件与安全无关")],
        }),
      ),
    );
    expect((await app.ask(QUESTION)).reply).toMatchObject({ mode: "model" });
  });

  it("end where the day's tokens do, for a person, a chat or all: quotes instead, marked as such", async () => {
    for (const [setting, spender, other] of [
      ["USER_TOKENS_PER_DAY", asker("a"), asker("b")],
      ["CHAT_TOKENS_PER_DAY", asker("a", "c"), asker("a", "d")],
    ] as const) {
      const ledger = createMemoryLedger();
      const { app, uses } = await modelApp(server.url, { [setting]: "5500" }, { ledger });
      expect((await app.ask(`🙂${QUESTION}`, spender)).reply.fallback).toBeUndefined();
      expect((await app.ask(`🙂🙂${QUESTION}`, spender)).reply.fallback).toBeUndefined();
      const { reply: refused } = await app.ask(`🙂🙂🙂${QUESTION}`, spender);
      expect(refused).toMatchObject({
        mode: "extractive",
        status: "answered",
        fallback: "over-budget",
      });
      expect((await app.ask(`🙂🙂🙂🙂${QUESTION}`, other)).reply.fallback).toBeUndefined();
      expect(uses.map(({ outcome }) => outcome)).toEqual([
        "answered",
        "answered",
        "over-budget",
        "answered",
      ]);
      // What is remembered costs nothing.
      expect((await app.ask(`🙂${QUESTION}`, spender)).reply.mode).toBe("model");
    }
  });

  it("count what was used in a ledger that outlives the program", async () => {
    const ledger = createMemoryLedger();
    const { app } = await modelApp(server.url, { TOKENS_PER_DAY: "5500" }, { ledger });
    await app.ask(QUESTION, asker("a"));
    const day = new Date().toISOString().slice(0, 10);
    for (const scope of ["user:a", "chat:c", "all"])
      expect(await ledger.used(scope, day)).toBe(1050);
    await ledger.add("all", day, 4_000);
    const { app: restarted } = await modelApp(server.url, { TOKENS_PER_DAY: "5500" }, { ledger });
    expect((await restarted.ask(QUESTION)).reply.fallback).toBe("over-budget");
  });
});

describe("a budget", () => {
  const limits = { user: 100, chat: 0, all: 150 };
  const a = { user: "a", chat: "c" };
  const b = { user: "b", chat: "c" };

  it("counts what is on its way, so that many at once do not overrun it together", async () => {
    const budget = createBudget(limits, createMemoryLedger());
    const reservations = await Promise.all([1, 2, 3, 4].map(() => budget.reserve(a, 40)));
    expect(reservations.filter((one) => one !== null).length).toBeLessThanOrEqual(2);
    for (const one of reservations) await one?.settle(10);
    expect(await budget.reserve(a, 80)).not.toBeNull();
  });

  it("begins anew each day (UTC)", async () => {
    let now = new Date("2026-11-23T23:59:59Z");
    const budget = createBudget(limits, createMemoryLedger(), () => now);
    await (await budget.reserve(a, 100))!.settle(100);
    expect(await budget.reserve(a, 1)).toBeNull();
    expect(await budget.reserve(b, 51)).toBeNull();
    now = new Date("2026-11-24T00:00:01Z");
    expect(await budget.reserve(a, 100)).not.toBeNull();
  });

  it("gives back what a failing ledger could not count", async () => {
    const broken = createMemoryLedger();
    const budget = createBudget(limits, {
      ...broken,
      used: () => Promise.reject(new Error("disk")),
    });
    await expect(budget.reserve(a, 100)).rejects.toThrow("disk");
  });
});

describe("an estimate of tokens", () => {
  it("is near what tokenizers make of either language, and rather above it", () => {
    // Counted with o200k_base: 9 and 15.
    expect(estimateTokens("The board asked me to come back.")).toBeGreaterThanOrEqual(8);
    expect(estimateTokens("这些事件与安全无关，我们没有失去一个员工。")).toBeGreaterThanOrEqual(15);
    expect(estimateTokens("")).toBe(0);
  });
});
