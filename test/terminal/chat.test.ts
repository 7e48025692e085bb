import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createChat } from "../../src/terminal/chat.ts";
import { createChatHistory } from "../../src/terminal/chat-history.ts";
import { plainStyle } from "../../src/terminal/styles.ts";
import { shippedApp } from "../support/app.ts";
import { workspace } from "../support/workspace.ts";

const app = await shippedApp();
const newChat = (width = 80) =>
  createChat({
    app,
    history: createChatHistory(join(workspace().path, "state")),
    language: "en",
    look: () => ({ style: plainStyle, width }),
    plain: false,
  });

describe("the terminal chat", () => {
  it("shows the exchange around a quote of the last answer", async () => {
    const chat = newChat();
    await chat.handle("是董事会请你回来的吗？");
    const { text } = await chat.handle("/context 1");
    expect(text).toContain("记者：");
    expect(text).toContain("所以是董事会请你回来的？");
    expect(text).toMatch(/> 是的。/);
    for (const number of ["[1]", "#1", "１"])
      expect((await chat.handle(`/context ${number}`)).text).toBe(text);
  });

  it("still knows the quotes of the last answer after a refusal", async () => {
    const chat = newChat();
    await chat.handle("是董事会请你回来的吗？");
    const { text } = await chat.handle("/context 1");
    expect((await chat.handle("法国的首都是哪里？")).text).toContain("没有回答");
    expect((await chat.handle("/context 1")).text).toBe(text);
  });

  it("says which quotes there are no contexts for", async () => {
    const chat = newChat();
    expect((await chat.handle("/context 1")).text).toMatch(/no quote 1/);
    expect((await chat.handle("/context abc")).text).toMatch(/\/context 2/);
  });

  it("finds one speaker's quotes by part of the name, quoted or not", async () => {
    const chat = newChat();
    for (const command of [
      "/quotes --speaker murati 安全",
      '/quotes --speaker "Mira Murati" 安全',
      "/quotes --speaker=Mira safety",
    ]) {
      const { text } = await chat.handle(command);
      expect(text).toContain("这些事件与安全无关。");
      expect(text).not.toMatch(/^ +Sam Altman$/m);
    }
    expect((await chat.handle("/quotes --speaker nobody 安全")).text).toMatch(
      /Sam Altman, Mira Murati/,
    );
    expect((await chat.handle("/quotes")).text).toMatch(/\/quotes/);
  });

  it("answers in the language of the question, or in one that was set", async () => {
    const chat = newChat();
    expect((await chat.handle("你好")).text).toMatch(/你好！/);
    expect((await chat.handle("/lang en")).text).toMatch(/English/);
    expect((await chat.handle("你好")).text).toMatch(/Hello!/);
    expect((await chat.handle("/lang auto")).text).toMatch(/language of the question/);
    expect((await chat.handle("你好")).text).toMatch(/你好！/);
  });

  it("lists every question under its section", async () => {
    const { text } = await newChat(200).handle("/topics");
    for (const { interview } of app.library.interviews)
      for (const section of interview.sections)
        expect(text).toContain(app.topics.sectionTitle(app.library.interviews[0]!, section, "en"));
    expect(text.match(/•/g)!.length).toBeGreaterThanOrEqual(15);
  });

  it("prints where a quote can be read", async () => {
    const chat = newChat();
    await chat.handle("为什么回来？");
    expect((await chat.handle("/open 1")).text).toContain(
      "https://www.theverge.com/2023/11/29/23982046/",
    );
  });

  it("says once what can be done with the quotes of an answer", async () => {
    const history = createChatHistory(join(workspace().path, "state"));
    const look = () => ({ style: plainStyle, width: 80 });
    const chat = createChat({ app, history, look, plain: false, language: "en", tips: true });
    expect((await chat.handle("😀🎉")).text).not.toContain("/context 1");
    expect((await chat.handle("为什么回来？")).text).toContain("/context 1");
    expect((await chat.handle("为什么回来？")).text).not.toContain("/context 1");
  });

  it("leaves the conversation as it was when a turn is given up", async () => {
    const chat = newChat();
    const giveUp = new AbortController();
    const turn = chat.handle("为什么回来？", giveUp.signal);
    giveUp.abort();
    expect(await turn).toEqual({ text: "", quit: false });
    expect((await chat.handle("/context 1")).text).toMatch(/no quote 1/);
  });

  it("tells, switches off and clears what is kept of the typing", async () => {
    const chat = newChat();
    expect((await chat.handle("/history")).text).toMatch(/on this computer only/);
    expect(await chat.handle("/history off")).toMatchObject({ forget: true });
    expect((await chat.handle("/history")).text).toMatch(/is not kept/);
    expect((await chat.handle("/history on")).text).toMatch(/is kept/);
    expect(await chat.handle("/history clear")).toMatchObject({ forget: true });
  });

  it("takes the wide slash of Chinese input methods", async () => {
    expect((await newChat().handle("／topics")).text).toContain("•");
  });

  it("leaves at /quit and at nothing else", async () => {
    const chat = newChat();
    expect((await chat.handle("/quit")).quit).toBe(true);
    expect((await chat.handle("quit")).quit).toBe(false);
    expect(await chat.handle("   ")).toEqual({ text: "", quit: false });
  });

  it("survives any line", async () => {
    const chat = newChat(20);
    const line = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: "binary" }).map((rest) => `/${rest}`),
      fc.constantFrom(
        "/constructor",
        "/__proto__",
        "/toString x",
        "/quotes --speaker",
        "/lang",
        "/summary 😀",
        "/open 9e99",
        "/history x",
        "/plain",
      ),
    );
    await fc.assert(
      fc.asyncProperty(line, async (text) => {
        const turn = await chat.handle(text);
        expect(turn.text).not.toMatch(/Something went wrong|undefined|\[object/);
      }),
      { numRuns: 200 },
    );
  });
});
