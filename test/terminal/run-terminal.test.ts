import { readdirSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, vi } from "vitest";
import { type Chat, createChat } from "../../src/terminal/chat.ts";
import { createChatHistory } from "../../src/terminal/chat-history.ts";
import { runChat } from "../../src/terminal/run-chat.ts";
import { plainStyle, styleOf } from "../../src/terminal/styles.ts";
import { shippedApp } from "../support/app.ts";
import { workspace } from "../support/workspace.ts";
import { fakeTerminal, KEY } from "./fake-terminal.ts";

const app = await shippedApp();
const realChat = (history = newHistory(), style = plainStyle): Chat =>
  createChat({ app, look: () => ({ style, width: 60 }), plain: false, language: "en", history });
const newHistory = (directory = join(workspace().path, "state")) => createChatHistory(directory);

/** Answers each line with an echo of it, as long as nobody says otherwise. */
function echoingChat(handle?: Chat["handle"]): Chat {
  return {
    welcome: "Welcome.",
    prompt: "> ",
    plain: false,
    message: (id) => `(${id})`,
    complete: () => [["/quotes "], "/q"],
    handle:
      handle ?? ((line) => Promise.resolve({ text: line && `re ${line}`, quit: line === "/quit" })),
  };
}

function talk(chat: Chat, history = newHistory()) {
  const terminal = fakeTerminal();
  const done = runChat(chat, terminal, history);
  const reads = (text: string | RegExp) =>
    vi.waitFor(() => {
      expect(terminal.text()).toMatch(text);
    });
  return { ...terminal, done, reads };
}

describe("the chat at a terminal", () => {
  it("answers what was pasted, line by line and in order, and leaves at Ctrl-D", async () => {
    const { type, done, text } = talk(echoingChat());
    type("one\rtwo\rthree\r");
    type(KEY.ctrlD);
    await done;
    expect(text()).toMatch(/> one\n\nre one\n\n> two\n\nre two\n\n> three\n\nre three/);
    expect(text()).toMatch(/\(chat-bye\)\n$/);
  });

  it("keeps what is typed while an answer is given", async () => {
    const { type, done, reads } = talk(
      echoingChat(async (line) => {
        await sleep(30);
        return { text: `re ${line}`, quit: false };
      }),
    );
    type("one\r");
    await sleep(5);
    type("tw");
    await reads(/re one\n\n> tw$/);
    type("o\r");
    await reads(/re two/);
    type(KEY.ctrlD);
    await done;
  });

  it("gives up an answer at Ctrl-C, and what was to follow it", async () => {
    const asked: string[] = [];
    const { type, done, reads, text } = talk(
      echoingChat(async (line, signal) => {
        asked.push(line);
        await sleep(60_000, undefined, { signal }).catch(() => undefined);
        return { text: "", quit: line === "never" };
      }),
    );
    type("slow\rnever\r");
    await vi.waitFor(() => {
      expect(asked).toEqual(["slow"]);
    });
    type(KEY.ctrlC);
    await reads(/\(chat-cancelled\)\n\n> $/);
    type(KEY.ctrlD);
    await done;
    expect(text()).not.toContain("never");
  });

  it("stops printing at Ctrl-C", async () => {
    const long = Array.from({ length: 12 }, (_, i) => `line ${i}`).join("\n");
    const { type, done, reads, text } = talk(
      echoingChat(() => Promise.resolve({ text: long, quit: false })),
    );
    type("go\r");
    await reads(/line 0/);
    type(KEY.ctrlC);
    await reads(/\(chat-cancelled\)/);
    type(KEY.ctrlD);
    await done;
    expect(text()).not.toContain("line 11");
  });

  it("clears a line at Ctrl-C, and leaves when it is pressed twice on an empty one", async () => {
    const asked: string[] = [];
    const { type, done, reads } = talk(
      echoingChat((line) => {
        asked.push(line);
        return Promise.resolve({ text: "", quit: false });
      }),
    );
    type(`wrong${KEY.ctrlC}right\r`);
    await vi.waitFor(() => {
      expect(asked).toEqual(["right"]);
    });
    type(KEY.ctrlC);
    await reads(/\(chat-leave-hint\)/);
    type(KEY.ctrlC);
    await done;
  });

  it("brings back what was typed in the run before, unless it was forgotten", async () => {
    const history = newHistory();
    const first = talk(realChat(history), history);
    first.type("/lang zh\r");
    await first.reads(/中文/);
    first.type("/quit\r");
    await first.done;
    expect(await history.load()).toEqual(["/lang zh"]);
    const second = talk(realChat(history), history);
    await second.reads(/> $/);
    second.type(KEY.up + KEY.enter);
    await second.reads(/中文/);
    second.type("/history clear\r");
    await second.reads(/已清除/);
    second.type(`${KEY.up}为什么回来？\r`);
    await second.reads(/\[1\]/);
    second.type("/quit\r");
    await second.done;
    expect(await history.load()).toEqual(["为什么回来？"]);
  });

  it("completes at Tab", async () => {
    const { type, done, reads } = talk(echoingChat());
    await reads(/> $/);
    for (const key of ["/", "q", KEY.tab, KEY.enter]) type(key);
    await reads(/re \/quotes/);
    type(KEY.ctrlD);
    await done;
  });

  it("takes up no more than it should with escape sequences in a question", async () => {
    const { type, done, raw } = talk(realChat(newHistory(), styleOf({ colour: true })));
    type("one\rtw\u009b2Jo\u0007\r/quit\r");
    await done;
    // eslint-disable-next-line no-control-regex
    expect(raw()).not.toMatch(/[\u0007\u0080-\u009f]/);
    expect(raw()).toContain("\u001B[1m");
  });

  it("keeps nothing of what comes out of a pipe, and adds no prompt to the answers", async () => {
    const directory = join(workspace().path, "state");
    const input = new PassThrough();
    const output = new PassThrough();
    input.end("为什么回来？\n");
    const history = newHistory(directory);
    await runChat(realChat(history), { input, output }, history);
    expect(String(output.read())).not.toMatch(/^>/m);
    expect(() => readdirSync(directory)).toThrow(/ENOENT/);
  });
});
