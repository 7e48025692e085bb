import { stripVTControlCharacters } from "node:util";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createApp } from "../../src/app.ts";
import { loadConfig } from "../../src/config.ts";
import { ingest } from "../../src/library/ingest.ts";
import { createChat } from "../../src/terminal/chat.ts";
import { createChatHistory } from "../../src/terminal/chat-history.ts";
import { renderReplyLine } from "../../src/terminal/render.ts";
import { widthOf } from "../../src/terminal/render-options.ts";
import { plainStyle, type Style, styleOf } from "../../src/terminal/styles.ts";
import { columnsOf } from "../../src/terminal/wrap.ts";
import { shippedApp } from "../support/app.ts";
import { localDeriver } from "../support/deriver.ts";
import { workspace } from "../support/workspace.ts";

const shipped = await shippedApp();

interface Options {
  readonly app?: typeof shipped;
  readonly style?: Style;
  readonly width?: number;
  readonly plain?: boolean;
}

function newChat({ app = shipped, style = plainStyle, width = 80, plain = false }: Options = {}) {
  const history = createChatHistory(join(workspace().path, "state"));
  return createChat({ app, history, look: () => ({ style, width }), plain, language: "en" });
}

const SESSION = [
  "为什么回来？",
  "/context 1",
  "/open 1",
  "/quotes 安全",
  "/quotes --speaker nobody 安全",
  "今天天气怎么样？",
  "/summary",
  "/topics",
  "/help",
  "/lang en",
  "/history",
  "why was he fired?",
  "/topics",
  "/help",
  "/nonsense",
];

async function session(options: Options): Promise<string> {
  const chat = newChat(options);
  const said = [chat.welcome];
  for (const line of SESSION) said.push((await chat.handle(line)).text);
  return said.join("\n");
}

describe("what the terminal shows", () => {
  it.each([20, 30, 43, 80])("keeps to %i columns, but for addresses", async (width) => {
    const lines = (await session({ width })).split("\n");
    for (const line of lines.filter((one) => !one.includes("://")))
      expect(columnsOf(line), line).toBeLessThanOrEqual(width);
    for (const line of lines.filter((one) => one.includes("://")))
      expect(line).toMatch(/^\S+:\S+$|^.{0,80}$/);
  });

  it("shows the same with colours as without", async () => {
    const coloured = await session({ style: styleOf({ colour: true }) });
    expect(coloured).toContain("\u001B[36m");
    expect(stripVTControlCharacters(coloured)).toBe(await session({}));
  });

  it("links what terminals can open, and shortens what does not fit only there", async () => {
    const chat = newChat({ style: styleOf({ colour: false, links: true }), width: 60 });
    const { text } = await chat.handle("为什么回来？");
    const shown = "theverge.com/2023/11/29/23982046/sam-altman-int…";
    const url =
      "https://www.theverge.com/2023/11/29/23982046/sam-altman-interview-openai-ceo-rehired";
    expect(text).toContain(`\u001B]8;;${url}\u001B\\${shown}\u001B]8;;\u001B\\`);
    const whole = await newChat({ width: 60 }).handle("为什么回来？");
    expect(whole.text).toMatch(/^https:\/\/www\.theverge\.com\/\S+-rehired$/m);
  });

  it("speaks in words to screen readers", async () => {
    const text = await session({ plain: true, style: styleOf({ colour: true, links: true }) });
    expect(text).toMatch(/^引文 1：.+。/m);
    expect(text).toMatch(/^Quote 1: /m);
    // eslint-disable-next-line no-control-regex
    expect(text).not.toMatch(/^[ #>•[]|\u001B/m);
  });

  it("changes to plain words and back at /plain", async () => {
    const chat = newChat();
    expect(chat.prompt).toBe("> ");
    await chat.handle("/plain");
    expect({ plain: chat.plain, prompt: chat.prompt }).toEqual({
      plain: true,
      prompt: "Your question: ",
    });
    await chat.handle("/plain");
    expect((await chat.handle("为什么回来？")).text).toContain("[1]");
  });

  it("takes the width of the window, and a usual one where there is none", () => {
    expect(widthOf({ isTTY: true, columns: 30 })).toBe(30);
    expect(widthOf({ isTTY: true, columns: 0 })).toBe(80);
    expect(widthOf({ isTTY: true })).toBe(80);
    expect(widthOf({ isTTY: true, columns: 400 })).toBe(100);
  });
});

const POISON = "\u001B]0;owned\u001B\\\u001B[2J\u009b31m\u202Egnorw";

async function poisonedApp() {
  const { path, write } = workspace();
  const directory = join(path, "library");
  const file = write(
    "poison.md",
    [
      `# Tides ${POISON}`,
      `原文链接: https://example.com/${POISON}`,
      `**问题1：Oceans ${POISON}**`,
      `**记者：** What ${POISON} pulls the oceans?`,
      `**Ann ${POISON}：** The moon ${POISON} pulls the oceans twice a day.`,
      `The article says that the sun ${POISON} pulls the oceans too.`,
    ].join("\n\n"),
  );
  expect(await ingest(directory, [file], localDeriver())).toMatchObject([{ kind: "added" }]);
  return createApp(loadConfig({ DATA_DIR: path }), { directory, isDefault: false });
}

describe("text that wants to control the terminal", () => {
  // eslint-disable-next-line no-control-regex
  const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u;

  it("cannot, when it comes from an interview", async () => {
    const app = await poisonedApp();
    for (const plain of [false, true]) {
      const chat = newChat({ app, plain });
      const said = [chat.welcome];
      for (const line of [
        "What does the moon do?",
        "/context 1",
        "/open 1",
        "/quotes oceans",
        "/quotes --speaker nobody oceans",
        "/summary",
        "/summary oceans",
        "/topics",
      ])
        said.push((await chat.handle(line)).text);
      expect(said.join("\n")).toContain("pulls the oceans");
      expect(said.join("\n")).not.toMatch(CONTROL);
    }
    const { reply } = await app.ask("What does the moon do?");
    expect(renderReplyLine(reply, app)).not.toMatch(CONTROL);
    expect(reply.citations[0]?.quote).toMatch(CONTROL);
  });

  it("cannot, when it comes from the person who asks", async () => {
    const chat = newChat();
    const line = fc
      .tuple(
        fc.constantFrom(
          "",
          "/",
          "/quotes --speaker ",
          "/quotes ",
          "/context ",
          "/lang ",
          "/summary ",
        ),
        fc.array(fc.oneof(fc.constantFrom(POISON, "董事会"), fc.string({ unit: "binary" }))),
      )
      .map(([command, rest]) => command + rest.join(" "));
    await fc.assert(
      fc.asyncProperty(line, async (text) => {
        const turn = await chat.handle(text);
        expect(turn.text).not.toMatch(CONTROL);
        expect(turn.text).not.toMatch(/undefined|\bat .*\.ts:\d|\[object/);
      }),
      { numRuns: 150 },
    );
  });
});
