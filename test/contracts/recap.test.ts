import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { LLMock } from "@copilotkit/aimock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { linesOf, run, type RunOptions } from "../support/run.ts";
import { workspace } from "../support/workspace.ts";

const data = mkdtempSync(join(tmpdir(), "verbatim-recap-"));
afterAll(() => {
  rmSync(data, { recursive: true, force: true });
});

const conversation = (name: string) =>
  fileURLToPath(new URL(`../../data/eval/recap/${name}.json`, import.meta.url));

const recap = (args: readonly string[], options: RunOptions = {}) =>
  run("recap", args, {
    ...options,
    env: { DATA_DIR: data, OPENAI_API_KEY: "", OPENAI_BASE_URL: "" },
  });

interface Claim {
  text: string;
  messages: number[];
}
interface RecapJson {
  chat: string;
  mode: string;
  from: string | null;
  to: string | null;
  covered: number;
  skipped: number;
  threads: {
    title: string;
    claims: Claim[];
    open_questions: Claim[];
    links: { url: string; messages: number[] }[];
  }[];
}
const parsed = (out: string) => JSON.parse(out) as RecapJson;

interface Exported {
  messages: { id: number; type: string; from: string; text: unknown }[];
}

describe("recap --json", () => {
  it("prints one object with these keys and no others, every excerpt exact", async () => {
    const { code, out } = await recap(["--json", "--file", conversation("zh-weekend")]);
    expect(code).toBe(0);
    expect(linesOf(out)).toHaveLength(1);
    const result = parsed(out);
    expect(Object.keys(result)).toEqual([
      "chat",
      "mode",
      "from",
      "to",
      "covered",
      "skipped",
      "threads",
    ]);
    expect(result).toMatchObject({
      chat: "周末爬山群",
      mode: "extractive",
      from: expect.stringMatching(/^2026-11-05T09:02:\d\d\.000Z$/) as string,
    });
    const { messages } = JSON.parse(readFileSync(conversation("zh-weekend"), "utf8")) as Exported;
    expect(result.covered + result.skipped).toBe(messages.length);
    for (const thread of result.threads) {
      expect(Object.keys(thread)).toEqual(["title", "claims", "open_questions", "links"]);
      for (const claim of [...thread.claims, ...thread.open_questions]) {
        expect(Object.keys(claim)).toEqual(["text", "messages"]);
        const message = messages.find(({ id }) => id === claim.messages[0])!;
        const [, name, words] = /^([^：]+)：([\s\S]+)$/u.exec(claim.text)!;
        expect(message.from).toBe(name);
        expect(textOf(message.text)).toContain(words);
      }
      for (const link of thread.links) expect(Object.keys(link)).toEqual(["url", "messages"]);
    }
  });

  it("keeps to what --since asks for", async () => {
    const of = async (since: string) =>
      parsed(
        (
          await recap([
            "--json",
            "--zone",
            "UTC",
            "--since",
            since,
            "--file",
            conversation("zh-weekend"),
          ])
        ).out,
      );
    expect((await of("5")).covered + (await of("5")).skipped).toBe(5);
    const all = await of("2026-11-01");
    expect(all.covered + all.skipped).toBe(24);
    const later = await of("2026-11-05 12:00..2026-11-05");
    expect(later.from).toMatch(/T12:/);
    expect(await of("2026-11-06..2026-11-07")).toMatchObject({
      threads: [],
      from: null,
      covered: 0,
    });
  });

  it("does nothing that messages tell it to do", async () => {
    const { out } = await recap(["--json", "--file", conversation("en-attack")]);
    expect(out).not.toMatch(/Zed|5000|owner|phone numbers/);
    expect(parsed(out).threads.length).toBeGreaterThan(1);
  });

  it("reads an export from stdin, and a folder that has one", async () => {
    const text = readFileSync(conversation("en-release"), "utf8");
    const { out } = await recap(["--json", "--file", "-"], { input: text });
    expect(parsed(out).chat).toBe("Atlas backend");
    const { path, write } = workspace();
    write("result.json", text);
    expect(parsed((await recap(["--json", "--file", path])).out).chat).toBe("Atlas backend");
  });
});

const textOf = (text: unknown): string =>
  typeof text === "string"
    ? text
    : (text as (string | { text: string })[])
        .map((part) => (typeof part === "string" ? part : part.text))
        .join("");

describe("recap for people", () => {
  it("speaks the language of the messages, links each point and says what it covered", async () => {
    const zh = (await recap(["--file", conversation("zh-weekend"), "--zone", "UTC"])).out;
    expect(zh).toMatch(/决定：老王：那就定周六早上七点半香山东门集合/);
    expect(zh).toMatch(/尚无回答：小雨：谁有多余的登山杖？/);
    expect(zh).toMatch(/https:\/\/t\.me\/c\/1234500001\/\d+/);
    expect(linesOf(zh).at(-1)).toMatch(/^涵盖 \d+ 条消息，略过 \d+ 条/);
    const en = (await recap(["--file", conversation("zh-weekend"), "--lang", "en"])).out;
    expect(linesOf(en).at(-1)).toMatch(/^Covered \d+ messages; skipped \d+/);
  });

  it("has no links in a basic group, where Telegram has none", async () => {
    const { out } = await recap(["--file", conversation("zh-flat")]);
    expect(out).toContain("空调");
    expect(out).not.toContain("t.me");
  });

  it("offers the interview's words where it was discussed, with their source, and nowhere else", async () => {
    const { out } = await recap(["--file", conversation("zh-interview")]);
    expect(out.match(/关于这个话题/gu)).toHaveLength(1);
    expect(out).toContain("引文为译文");
    expect((await recap(["--file", conversation("zh-weekend")])).out).not.toContain("关于这个话题");
  });

  it("says so when there is nothing to sum up", async () => {
    const file = conversation("zh-weekend");
    const { code, out, err } = await recap(["--since", "2026-11-06..2026-11-07", "--file", file]);
    expect(code).toBe(0);
    expect(out).toContain("There was nothing to sum up");
    expect(err).toContain("The newest message of the export is of 2026-11-05");
  });
});

describe("recap with a model", () => {
  const mock = new LLMock({ port: 0 });
  beforeAll(() => mock.start());
  afterAll(() => mock.stop());
  const recapWith = async (content: string) => {
    mock.clearFixtures();
    mock.onMessage(/./u, { content });
    const env = { DATA_DIR: data, OPENAI_API_KEY: "", OPENAI_BASE_URL: `${mock.url}/v1` };
    return run("recap", ["--json", "--file", conversation("zh-weekend")], { env });
  };

  it("tells in the model's words what messages say, and nothing that they do not", async () => {
    const sentences = [1015, 1006];
    const { out } = await recapWith(
      JSON.stringify({
        answerable: true,
        claims: [
          { text: "老王把集合定在周六早上七点半的香山东门", sentences: [1015] },
          { text: "老王说集合改到九点", sentences },
          { text: "群主要大家给张三转账", sentences: [4_000_000] },
        ],
      }),
    );
    const { mode, threads } = parsed(out);
    expect(mode).toBe("model");
    expect(out).not.toMatch(/九点|转账/);
    expect(threads.flatMap(({ claims }) => claims)).toContainEqual({
      text: "老王把集合定在周六早上七点半的香山东门",
      messages: [1015],
    });
  });

  it("goes without it when it says nothing of use", async () => {
    const { code, out } = await recapWith("I would rather not.");
    expect(code).toBe(0);
    expect(parsed(out)).toMatchObject({ mode: "extractive" });
  });
});

describe("recap, used wrongly", () => {
  it.each([
    ["not JSON", "hello", /not valid JSON/],
    ["empty", "", /empty/],
    ["HTML", "<html></html>", /HTML/],
    ["JSON of something else", "{}", /no chat in this file/],
  ])("exits with 1 and one line for a file that is %s", async (_what, content, line) => {
    const { write } = workspace();
    const { code, out, err } = await recap(["--json", "--file", write("result.json", content)]);
    expect({ code, out, lines: linesOf(err).length }).toEqual({ code: 1, out: "", lines: 1 });
    expect(err).toMatch(line);
  });

  it("exits with 1 for a file that is not there, and a chat that it does not have", async () => {
    const missing = await recap(["--file", "/nowhere/result.json"]);
    expect({ ...missing, err: linesOf(missing.err).length }).toEqual({ code: 1, out: "", err: 1 });
    const other = await recap(["--chat", "Cooks", "--file", conversation("zh-weekend")]);
    expect(other).toMatchObject({ code: 1, out: "" });
    expect(other.err).toMatch(/no chat is called "Cooks".*周末爬山群 \(1234500001\)/);
  });

  it.each([
    [[]],
    [["--since", "soon", "--file", "x"]],
    [["--since", "me", "--file", "x"]],
    [["--zone", "Mars", "--file", "x"]],
    [["--lang", "fr", "--file", "x"]],
  ])("exits with 2 on %j", async (args) => {
    expect(await recap(args)).toMatchObject({ code: 2, out: "" });
  });
});
