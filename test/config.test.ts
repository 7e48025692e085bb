import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { languageOf, loadConfig } from "../src/config.ts";
import { UserError } from "../src/errors.ts";

const TOKEN = "123456:ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const HEX_KEY = "0123456789abcdef".repeat(4);
const BASE64_KEY = Buffer.from(HEX_KEY, "hex").toString("base64");

/** What is wrong with an environment, one line a problem. */
function problems(environment: NodeJS.ProcessEnv): readonly string[] {
  try {
    loadConfig(environment);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    const { message, cause } = error as UserError;
    expect(message).toMatch(/^Fix the environment or \.env: [^\n]+$/);
    for (const problem of cause as string[]) expect(message).toContain(problem);
    return cause as string[];
  }
}

const names = (environment: NodeJS.ProcessEnv) =>
  problems(environment).map((problem) => problem.split(" ")[0]);

describe("the configuration", () => {
  it("needs nothing at all", () => {
    expect(loadConfig({})).toMatchObject({
      embedder: { kind: "local" },
      model: null,
      telegram: null,
      recap: { keys: [] },
      logLevel: "info",
      language: "en",
    });
  });

  it("takes what is empty or blank for what is not set", () => {
    const empty = Object.fromEntries(
      [
        "DATA_DIR",
        "TELEGRAM_BOT_TOKEN",
        "TELEGRAM_API_ROOT",
        "ALLOWED_CHATS",
        "OPENAI_API_KEY",
        "OPENAI_BASE_URL",
        "CHAT_MODEL",
        "ANSWER_TIMEOUT_MS",
        "EMBEDDING_MODEL",
        "EMBEDDING_DIMENSIONS",
        "CHAT_LOG_KEY",
        "LOG_LEVEL",
        "LC_ALL",
        "TERM",
      ].map((name, index) => [name, index % 2 === 0 ? "" : "  "]),
    );
    expect(loadConfig(empty)).toEqual(loadConfig({}));
  });

  it("is what it was given, when everything is given", () => {
    const config = loadConfig({
      DATA_DIR: "/data",
      TELEGRAM_BOT_TOKEN: ` ${TOKEN} `,
      TELEGRAM_API_ROOT: "http://localhost:8081//",
      ALLOWED_CHATS: "@My_Group, -1001234567890，42",
      OPENAI_API_KEY: "sk-x",
      OPENAI_BASE_URL: "HTTPS://example.org/v1",
      EMBEDDING_MODEL: "e",
      EMBEDDING_DIMENSIONS: "256",
      CHAT_LOG_KEY: `${HEX_KEY} ${BASE64_KEY}`,
      LOG_LEVEL: "debug",
    });
    expect(config).toMatchObject({
      dataDirectory: "/data",
      embedder: { kind: "openai", model: "e", apiKey: "sk-x", dimensions: 256 },
      model: { name: "gpt-4.1-mini", baseUrl: "HTTPS://example.org/v1" },
      telegram: {
        token: TOKEN,
        apiRoot: "http://localhost:8081",
        allowedChats: ["my_group", "-1001234567890", "42"],
      },
      logLevel: "debug",
    });
    const key = Buffer.from(HEX_KEY, "hex");
    expect(config.recap.keys).toEqual([key, key]);
  });

  it.each<[string, string]>([
    ["TELEGRAM_BOT_TOKEN", "oops"],
    ["TELEGRAM_BOT_TOKEN", `bot${TOKEN}`],
    ["TELEGRAM_API_ROOT", "localhost:8081"],
    ["TELEGRAM_API_ROOT", "ftp://example.org"],
    ["OPENAI_BASE_URL", "api.example.org/v1"],
    ["OPENAI_BASE_URL", "localhost:11434/v1"],
    ["OPENAI_BASE_URL", "http:"],
    ["OPENAI_BASE_URL", "https://api.example.org/v1/chat/completions"],
    ["OPENAI_BASE_URL", "https://api.example.org/v1/embeddings/"],
    ["ALLOWED_CHATS", "t.me/group"],
    ["ALLOWED_CHATS", "42,-"],
    ["USER_QUESTIONS_PER_MINUTE", "-1"],
    ["CHAT_QUESTIONS_PER_MINUTE", "many"],
    ["ANSWER_TIMEOUT_MS", "20s"],
    ["ANSWER_TIMEOUT_MS", "5"],
    ["ANSWER_TIMEOUT_MS", "99999999999"],
    ["PROMPT_TOKENS", "10"],
    ["TOKENS_PER_DAY", "1e6"],
    ["EMBEDDING_DIMENSIONS", "1.5"],
    ["EMBEDDING_DIMENSIONS", "999999999999"],
    ["CHAT_MODEL", "gpt-4.1"],
    ["EMBEDDING_MODEL", "text-embedding-3-small"],
    ["CHAT_LOG_KEY", "secret"],
    ["CHAT_LOG_KEY", HEX_KEY.slice(1)],
    ["CHAT_LOG_KEY", `${BASE64_KEY},short`],
    ["LOG_LEVEL", "loud"],
  ])("tells once that %s cannot be %s", (name, value) => {
    expect(names({ [name]: value })).toEqual([name]);
  });

  it("reports every problem at once, and none that another one makes", () => {
    const wrong = {
      TELEGRAM_BOT_TOKEN: "oops",
      CHAT_MODEL: "m",
      EMBEDDING_MODEL: "e",
      ANSWER_TIMEOUT_MS: "soon",
      CHAT_LOG_KEY: "short",
      LOG_LEVEL: "loud",
    };
    expect(names(wrong).sort()).toEqual(Object.keys(wrong).sort());
    expect(names({ OPENAI_BASE_URL: "nowhere", CHAT_MODEL: "m", EMBEDDING_MODEL: "e" })).toEqual([
      "OPENAI_BASE_URL",
    ]);
  });

  it("never repeats a secret", () => {
    const said = problems({
      TELEGRAM_BOT_TOKEN: "999:my-token",
      CHAT_LOG_KEY: "my-key",
      OPENAI_API_KEY: "my-api-key",
      LOG_LEVEL: "x",
    }).join();
    expect(said).not.toMatch(/my-/);
  });

  it("is loaded or refused in one line, whatever the environment holds", () => {
    const value = fc.oneof(fc.string(), fc.constantFrom("0", "-1", "http://x", TOKEN, HEX_KEY));
    const variables = ["TELEGRAM_BOT_TOKEN", "OPENAI_BASE_URL", "CHAT_MODEL", "CHAT_LOG_KEY"];
    const environment = fc.dictionary(
      fc.constantFrom(...variables, "ALLOWED_CHATS", "EMBEDDING_DIMENSIONS", "LOG_LEVEL"),
      value,
    );
    fc.assert(
      fc.property(environment, (env) => {
        problems(env);
      }),
    );
  });

  it.each([
    [{ LANG: "zh_CN.UTF-8" }, "zh"],
    [{ LANG: "zh_CN.UTF-8", LC_ALL: "en_US.UTF-8" }, "en"],
    [{ LANG: "zh_TW", LC_ALL: "" }, "zh"],
    [{ LANG: "C" }, "en"],
    [{}, "en"],
  ])("speaks the language of the locale %j", (locale, language) => {
    expect([languageOf(locale), loadConfig(locale).language]).toEqual([language, language]);
  });
});
