import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LLMock } from "@copilotkit/aimock";
import Sqlite from "better-sqlite3";
import { describe, expect, it, onTestFinished } from "vitest";
import { libraryPlace } from "../../src/app.ts";
import { loadConfig } from "../../src/config.ts";
import { checkNode } from "../../src/doctor/check-system.ts";
import { diagnose } from "../../src/doctor/diagnose.ts";
import type { Finding, Say } from "../../src/doctor/finding.ts";
import { renderFindings } from "../../src/doctor/render-findings.ts";
import { ingest } from "../../src/library/ingest.ts";
import { loadMessages } from "../../src/locales/messages.ts";
import { localDeriver } from "../support/deriver.ts";
import { deadUrl, embeddingsServer } from "../support/embeddings-server.ts";
import { workspace } from "../support/workspace.ts";
import { type Scripted, scriptedServer } from "./scripted-server.ts";

const messages = loadMessages();
const say: Say = (id, values) => messages("en", id, values);
const TOKEN = "123456:ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const KEY = "sk-very-secret";

/** What the doctor says, by `group/name`, of an environment with a data directory of its own. */
async function doctor(environment: NodeJS.ProcessEnv = {}, library?: string) {
  const config = loadConfig({ DATA_DIR: workspace().path, ...environment });
  const deps = { fetch, timeoutMs: 500 };
  const findings = await diagnose(config, libraryPlace(config, library), say, deps);
  for (const { text } of findings) expect(text).toMatch(/^[^\n]{5,}$/);
  const said = JSON.stringify(findings);
  for (const secret of [TOKEN, KEY]) expect(said).not.toContain(secret);
  return Object.fromEntries(
    findings.map((finding) => [`${finding.group}/${finding.name}`, finding]),
  );
}

const statuses = (findings: Record<string, Finding>) =>
  Object.fromEntries(Object.entries(findings).map(([name, { status }]) => [name, status]));

describe("the doctor, where nothing is configured", () => {
  it("finds nothing to mend, and leaves no trace", async () => {
    const { path } = workspace();
    expect(Object.values(statuses(await doctor({ DATA_DIR: path })))).not.toContain("fail");
    expect(readdirSync(path)).toEqual([]);
    const later = await doctor({ DATA_DIR: join(path, "not", "yet") });
    expect(Object.values(statuses(later))).not.toContain("fail");
    expect(readdirSync(path)).toEqual([]);
  });

  it("says that a data directory cannot be one", async () => {
    const { write } = workspace();
    const findings = await doctor({ DATA_DIR: join(write("file", ""), "data") });
    expect(findings["system/data-directory"]).toMatchObject({
      status: "fail",
      text: expect.stringMatching(/ENOTDIR.*DATA_DIR/) as string,
    });
  });

  it.each([
    ["20.19.0", "ok"],
    ["20.18.9", "fail"],
    ["22.0.0", "ok"],
    ["18.20.4", "fail"],
    ["20.20.2", "ok"],
  ])("takes Node %s for %s where 20.19 is needed", (version, status) => {
    expect(checkNode(version, "20.19", say).status).toBe(status);
  });
});

describe("the doctor, of a library", () => {
  const deriver = localDeriver();

  async function library() {
    const { path, write } = workspace();
    const directory = join(path, "lib");
    const origin = write("tides.md", "---\ntitle: Tides\n---\n\nThe moon pulls the oceans.\n");
    await ingest(directory, [origin], deriver);
    const own = readdirSync(directory).find((name) => name.startsWith("tides."))!;
    return { directory, origin, inside: (name: string) => join(directory, own, name) };
  }

  const everything = (directory: string) =>
    readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path, readFileSync(path, "base64")];
      });

  it("names its interviews and its vectors when it is intact", async () => {
    const { directory } = await library();
    const findings = await doctor({}, directory);
    expect(findings["library/library"]?.text).toMatch(/1 interview: tides \(Tides\)$/);
    expect(findings["library/files"]?.status).toBe("ok");
    expect(findings["library/vectors"]?.text).toMatch(/verbatim-local-1/);
  });

  it("tells what a start mends from what is lost, and changes nothing of it", async () => {
    const { directory, origin, inside } = await library();
    const look = async () => {
      const before = everything(directory);
      const findings = await doctor({}, directory);
      expect(everything(directory)).toEqual(before);
      return findings;
    };
    rmSync(inside("terms.json"));
    expect((await look())["library/interview:tides"]?.status).toBe("warn");
    writeFileSync(inside("source.md"), "other words");
    expect((await look())["library/interview:tides"]?.status).toBe("warn");
    rmSync(origin);
    expect((await look())["library/interview:tides"]).toMatchObject({
      status: "fail",
      text: expect.stringMatching(/npm run ingest -- .*--remove tides$/) as string,
    });
    writeFileSync(join(directory, "manifest.copy.json"), "{");
    writeFileSync(join(directory, "manifest.json"), "{");
    expect((await look())["library/library"]?.status).toBe("warn");
  });

  it("says what to do for one that is not there", async () => {
    const { path } = workspace();
    const findings = await doctor({}, join(path, "none"));
    expect(findings["library/library"]).toMatchObject({
      status: "fail",
      text: expect.stringMatching(/npm run ingest/) as string,
    });
  });

  it("compares its vectors with the embedding model, which it asks", async () => {
    const { directory } = await library();
    const { url, requests } = await embeddingsServer();
    const env = { OPENAI_BASE_URL: url, EMBEDDING_MODEL: "m", OPENAI_API_KEY: KEY };
    const findings = await doctor(env, directory);
    expect(findings["library/vectors"]).toMatchObject({
      status: "fail",
      text: expect.stringMatching(/EMBEDDING_MODEL is m.*npm run ingest/) as string,
    });
    expect(findings["models/embedding"]?.text).toMatch(/3 dimensions/);
    expect(findings["models/embedding"]?.ms).toBeGreaterThanOrEqual(0);
    expect(requests).toHaveLength(1);
    const shorter = await doctor({ ...env, EMBEDDING_DIMENSIONS: "2" }, directory);
    expect(shorter["models/embedding"]).toMatchObject({
      status: "fail",
      text: expect.stringMatching(/3 dimensions instead of 2/) as string,
    });
  });

  it("says why an embedding model cannot be used", async () => {
    const server = await embeddingsServer();
    const env = { OPENAI_BASE_URL: server.url, EMBEDDING_MODEL: "m", OPENAI_API_KEY: KEY };
    for (const [fault, why] of [
      [{ status: 401, message: `bad key ${KEY}` }, /401 bad key …/],
      [{ body: '{"data":[]}' }, /gave 0 vectors/],
      ["half", /timed out|timeout/i],
    ] as const) {
      server.faults.push(fault);
      const { "models/embedding": found } = await doctor(env);
      expect(found?.status).toBe("fail");
      expect(found?.text).toMatch(why);
    }
    const dead = await doctor({ ...env, OPENAI_BASE_URL: await deadUrl() });
    expect(dead["models/embedding"]?.text).toMatch(/ECONNREFUSED/);
  });
});

describe("the doctor, of a chat model", () => {
  const content = '{"ready":true}';
  const whole = { choices: [{ message: { role: "assistant", content } }] };
  const streamed = `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\ndata: [DONE]\n`;
  const of = (url: string) => doctor({ OPENAI_BASE_URL: `${url}/v1`, OPENAI_API_KEY: KEY });
  const models = (findings: Record<string, Finding>) =>
    ["chat", "json-schema", "streaming"].map((name) => findings[`models/${name}`]?.status);

  it("finds all well with a server that was not written here", async () => {
    const mock = new LLMock({ port: 0 });
    mock.onMessage(/ready/u, { content });
    await mock.start();
    onTestFinished(() => mock.stop());
    const findings = await of(mock.url);
    expect(models(findings)).toEqual(["ok", "ok", "ok"]);
    expect(findings["models/chat"]?.ms).toBeGreaterThanOrEqual(0);
  });

  it("tells an endpoint without JSON schema, or without streaming, from one that does not answer", async () => {
    const { url, asked } = await scriptedServer((_, body) => {
      if ("response_format" in body) return { status: 400, body: { error: { message: "no" } } };
      return { body: whole };
    });
    expect(models(await of(url))).toEqual(["ok", "warn", "warn"]);
    expect(asked).toHaveLength(3);
    expect(asked[0]).toMatch(/^Bearer sk-very-secret \/v1\/chat\/completions /);
    const chatty = await scriptedServer((_, body) =>
      "stream" in body
        ? { body: streamed }
        : { body: { choices: [{ message: { content: "Sure! Here it is" } }] } },
    );
    expect(models(await of(chatty.url))).toEqual(["ok", "warn", "ok"]);
  });

  it.each<[string, Scripted | null, RegExp]>([
    ["refuses the key", { status: 401, body: { error: { message: KEY } } }, /OPENAI_API_KEY/],
    ["does not know the model", { status: 404, body: "" }, /CHAT_MODEL.*\/v1/],
    ["has no room", { status: 429, body: { error: { message: "quota" } } }, /429 quota.*Wait/],
    ["fails", { status: 500, body: "<b>Oops</b>\nTraceback" }, /500 Oops Traceback/],
    ["is a web page", { body: "<html>Welcome</html>" }, /no chat endpoint/],
    ["says nothing", null, /nothing within 1 s/],
  ])("says what to do when the endpoint %s", async (_, answer, text) => {
    const { url } = await scriptedServer(() => answer);
    const findings = await of(url);
    expect(findings["models/chat"]?.text).toMatch(text);
    expect(models(findings)).toEqual(["fail", undefined, undefined]);
  });

  it("says that nobody listens", async () => {
    const findings = await of(new URL(await deadUrl()).origin);
    expect(findings["models/chat"]?.text).toMatch(/nothing listens there.*OPENAI_BASE_URL/);
  });
});

describe("the doctor, of a Telegram bot", () => {
  const botApi = (me: object, webhook = "") =>
    scriptedServer((path) =>
      path === `/bot${TOKEN}/getMe`
        ? { body: { ok: true, result: { id: 1, is_bot: true, username: "verbatim_bot", ...me } } }
        : { body: { ok: true, result: { url: webhook } } },
    );
  const of = (root: string) => doctor({ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: root });
  const telegram = (findings: Record<string, Finding>) =>
    Object.fromEntries(
      Object.values(findings)
        .filter(({ group }) => group === "telegram")
        .map(({ name, status }) => [name, status]),
    );

  it("names it, and tells its modes and that it can fetch its messages", async () => {
    const { url, asked } = await botApi({
      can_read_all_group_messages: true,
      supports_inline_queries: true,
      supports_guest_queries: true,
    });
    const findings = await of(url);
    expect(telegram(findings)).toEqual({
      token: "ok",
      "privacy-mode": "ok",
      inline: "ok",
      guest: "ok",
      webhook: "ok",
    });
    expect(findings["telegram/token"]?.text).toContain("@verbatim_bot");
    // Nothing is fetched, which would take messages from a bot that runs.
    expect(asked.map((line) => line.split("/").at(-1)).sort()).toEqual(["getMe", "getWebhookInfo"]);
  });

  it("tells what a bot straight from @BotFather cannot do, and what keeps messages from it", async () => {
    const { url } = await botApi({ can_read_all_group_messages: false }, "https://x.org/hook?s=1");
    const findings = await of(url);
    expect(telegram(findings)).toEqual({
      token: "ok",
      "privacy-mode": "warn",
      inline: "warn",
      webhook: "fail",
    });
    expect(findings["telegram/webhook"]?.text).toMatch(/x\.org gets.*deleteWebhook/);
    expect(findings["telegram/webhook"]?.text).not.toMatch(/hook\?s/);
  });

  it.each<[string, Scripted | null, RegExp]>([
    ["does not know the token", { status: 401, body: { ok: false } }, /@BotFather/],
    ["is something else", { body: "<html>" }, /TELEGRAM_API_ROOT/],
    ["fails", { status: 502, body: { description: "Bad Gateway" } }, /502 Bad Gateway/],
    ["says nothing", null, /nothing within/],
  ])("says what to do when the server %s", async (_, answer, text) => {
    const { url } = await scriptedServer(() => answer);
    const findings = await of(url);
    expect(telegram(findings)).toEqual({ token: "fail" });
    expect(findings["telegram/token"]?.text).toMatch(text);
  });

  it("says that nobody listens", async () => {
    const findings = await of(new URL(await deadUrl()).origin);
    expect(findings["telegram/token"]?.text).toMatch(/nothing listens there/);
  });
});

describe("the doctor, of what is stored", () => {
  it("opens databases without changing them, and says which cannot be opened", async () => {
    const { path } = workspace();
    const write = (name: string) => join(path, "state", name);
    mkdirSync(join(path, "state"));
    new Sqlite(write("state.sqlite")).exec("create table t (x)").close();
    writeFileSync(write("other.sqlite"), "not a database at all, but long enough to look at");
    const before = readFileSync(write("state.sqlite"));
    const findings = await doctor({ DATA_DIR: path });
    expect(findings["state/database:state.sqlite"]?.status).toBe("ok");
    expect(findings["state/database:other.sqlite"]?.status).toBe("fail");
    expect(readFileSync(write("state.sqlite"))).toEqual(before);
    expect(readdirSync(join(path, "state")).sort()).toEqual(["other.sqlite", "state.sqlite"]);
  });

  it.each([
    [{}, "ok", /not set/],
    [{ CHAT_LOG_KEY: "0123456789abcdef".repeat(4) }, "ok", /1 key of 256 bits/],
    [{ CHAT_LOG_KEY: "0".repeat(64) }, "warn", /not random/],
  ])("looks at the keys of messages %j", async (env, status, text) => {
    const { "state/chat-log-key": found } = await doctor(env);
    expect(found?.status).toBe(status);
    expect(found?.text).toMatch(text);
  });
});

describe("what the doctor found, as text", () => {
  const findings: Finding[] = [
    { group: "telegram", name: "token", status: "fail", text: "No token." },
    { group: "system", name: "node", status: "ok", text: "Node 20", ms: 3 },
    { group: "system", name: "data", status: "warn", text: "Slow disk." },
  ];

  it("has one line for each, by group, with words that need no colour", () => {
    expect(renderFindings(findings, say, { colour: false })).toBe(
      [
        "System",
        "  ok    Node 20 (3 ms)",
        "  warn  Slow disk.",
        "",
        "Telegram",
        "  fail  No token.",
        "",
        "1 thing has to be mended; 1 more could be better.",
      ].join("\n"),
    );
  });

  it("has the same words under its colours, and lines up in Chinese", () => {
    const colourful = renderFindings(findings, say, { colour: true });
    expect(colourful).toContain("\u001B[31mfail");
    const chinese: Say = (id, values) => messages("zh", id, values);
    expect(renderFindings(findings, chinese, { colour: false })).toContain("  正常  Node 20");
  });
});
