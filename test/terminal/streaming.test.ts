import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { idOf, reply, startModelServer } from "../../scripts/soak/model-server.ts";
import { createChat } from "../../src/terminal/chat.ts";
import { createChatHistory } from "../../src/terminal/chat-history.ts";
import { runChat } from "../../src/terminal/run-chat.ts";
import { plainStyle } from "../../src/terminal/styles.ts";
import { modelApp } from "../answer/model/model-app.ts";
import { workspace } from "../support/workspace.ts";
import { fakeTerminal, KEY } from "./fake-terminal.ts";

const server = await startModelServer();
afterAll(() => server.close());

const FIRST = "Murati said it had nothing to do with safety.";
const SECOND = "Altman welcomes the review.";
const answer = (prompt: string) =>
  reply(
    { text: FIRST, sentences: [idOf(prompt, "这些事件与安全无关")] },
    { text: SECOND, sentences: [idOf(prompt, "独立的审查")] },
  );
const untilSecond = (prompt: string) => {
  const text = answer(prompt);
  return text.slice(0, text.indexOf(SECOND));
};
const times = (text: string, words: string) => text.split(words).length - 1;

async function talk(env: Record<string, string> = {}) {
  const { app } = await modelApp(server.url, env);
  const history = createChatHistory(join(workspace().path, "state"));
  const look = () => ({ style: plainStyle, width: 80 });
  const chat = createChat({ app, history, look, plain: false, language: "en" });
  const terminal = fakeTerminal();
  const done = runChat(chat, terminal, history);
  const reads = (text: string | RegExp) =>
    vi.waitFor(
      () => {
        expect(terminal.text()).toMatch(text);
      },
      { timeout: 10_000 },
    );
  const leave = async () => {
    terminal.type(KEY.ctrlD);
    await done;
    return terminal.text();
  };
  terminal.type("Did anything change in safety work?\r");
  return { ...terminal, reads, leave };
}

describe("a model's answer at a terminal", () => {
  it("appears claim by claim, each once, with where it comes from at the end", async () => {
    let finish = () => {};
    server.behave(async ({ prompt, begin, response, goOn }) => {
      begin(untilSecond(prompt));
      await new Promise<void>((resolve) => (finish = resolve));
      goOn(answer(prompt).slice(untilSecond(prompt).length));
      response.end("data: [DONE]\n\n");
    });
    const { reads, text, leave } = await talk();
    await reads(/\[1\] 这些事件与安全无关。/);
    expect(text()).not.toContain(SECOND);
    finish();
    await reads(/Original:/);
    const all = await leave();
    expect(times(all, FIRST)).toBe(1);
    expect(times(all, SECOND)).toBe(1);
    expect(all).toMatch(/\[2\] 董事会将进行一次独立的审查[\s\S]*Quoted from a translation/);
  });

  it("that stops in the middle is followed by quotes, and why", async () => {
    server.behave(({ prompt, begin }) => {
      begin(untilSecond(prompt));
    });
    const { reads, leave } = await talk({ ANSWER_TIMEOUT_MS: "2500" });
    await reads(/took too long/);
    await reads(/Original:/);
    expect(await leave()).toMatch(
      /nothing to do with safety\.[\s\S]*\n\nThe language model took too long[\s\S]*Mira Murati, on/,
    );
  });

  it("can be stopped, and the conversation goes on", async () => {
    server.behave(({ prompt, begin }) => {
      begin(untilSecond(prompt));
    });
    const { reads, type, leave } = await talk();
    await reads(/\[1\] 这些事件与安全无关。/);
    type(KEY.ctrlC);
    await reads(/\n\nCancelled\.\n/);
    type("hello\r");
    await reads(/Hello!/);
    await leave();
  });
});
