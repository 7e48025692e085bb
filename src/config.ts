import { resolve } from "node:path";
import { z } from "zod";
import { UserError } from "./errors.ts";
import type { Language } from "./interview/interview.ts";
import type { EmbedderChoice } from "./retrieve/open-embedder.ts";

export interface Config {
  /** Library and state live under it. */
  readonly dataDirectory: string;
  /** The embedder that ships, or an OpenAI-compatible endpoint. */
  readonly embedder: EmbedderChoice;
  /** What composes answers; `null`: they are put together from quotes alone. */
  readonly model: ModelConfig | null;
  /** `null` without a token: there is only the terminal. */
  readonly telegram: TelegramConfig | null;
  readonly recap: RecapConfig;
  readonly logLevel: LogLevel;
  /** Of what is said before anybody has asked anything. */
  readonly language: Language;
  /** For screen readers: asked for in so many words, or a terminal that only prints. */
  readonly plain: boolean;
  readonly dumbTerminal: boolean;
}

/** An OpenAI-compatible chat endpoint, and what it may cost. */
export interface ModelConfig {
  readonly name: string;
  readonly apiKey: string | undefined;
  readonly baseUrl: string | undefined;
  /** A model answer that takes longer gives way to the extractive one. */
  readonly answerTimeoutMs: number;
  /** What a prompt may hold. */
  readonly promptTokens: number;
  /** Tokens in and out per day (UTC); 0 is no limit. */
  readonly budget: { readonly user: number; readonly chat: number; readonly all: number };
}

export interface TelegramConfig {
  readonly token: string;
  readonly apiRoot: string | undefined;
  /** Ids, or user names in lower case without `@`; `null` lets everybody in. */
  readonly allowedChats: readonly string[] | null;
  /** Questions a minute; 0 is no limit. */
  readonly rates: { readonly user: number; readonly chat: number };
}

export interface RecapConfig {
  /** AES-256 keys; the first encrypts, the others still decrypt. None: messages stay in memory. */
  readonly keys: readonly Buffer[];
}

export type LogLevel = (typeof LOG_LEVELS)[number];
const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

// `FOO=` in a .env file means "not set", as everyone who comments values out expects.
const setting = z
  .string()
  .trim()
  .transform((value) => (value === "" ? undefined : value))
  .optional();

const isHttpUrl = (url: string | undefined) =>
  url === undefined || (URL.canParse(url) && /^https?:\/\//iu.test(url));

/** A whole number, not negative; `fallback` when it is not set. */
const count = (fallback: number, { least = 0, most = 999_999_999_999 } = {}) =>
  setting
    .refine((value) => value === undefined || /^\d{1,12}$/.test(value), "must be a whole number")
    .transform((value) => (value === undefined ? fallback : Number(value)))
    .refine((value) => value >= least, `must be at least ${least}`)
    .refine((value) => value <= most, `must be at most ${most}`);

const list = (value: string | undefined): string[] =>
  (value ?? "")
    .split(/[\s,，;]+/u)
    .map((item) => item.replace(/^@/u, "").toLowerCase())
    .filter((item) => item !== "");

const KEY_BYTES = 32;
const keysIn = (value: string | undefined): Buffer[] =>
  (value ?? "")
    .split(/[\s,]+/u)
    .filter((key) => key !== "")
    .map((key) => Buffer.from(key, /^[0-9a-f]{64}$/iu.test(key) ? "hex" : "base64"));

/** Also when another variable is wrong: all problems are reported at once. */
const always = () => true;

const hasEndpointFor =
  (name: "CHAT_MODEL" | "EMBEDDING_MODEL") =>
  (env: Partial<Record<string, unknown>>): boolean =>
    !env[name] || Boolean(env["OPENAI_API_KEY"]) || Boolean(env["OPENAI_BASE_URL"]);

const environmentSchema = z
  .object({
    DATA_DIR: setting,
    TELEGRAM_BOT_TOKEN: setting.refine(
      (token) => token === undefined || /^\d+:[\w-]{20,}$/.test(token),
      "is not a bot token; @BotFather gives one like 123456:ABC-DEF…",
    ),
    TELEGRAM_API_ROOT: setting.refine(
      isHttpUrl,
      "must be an http(s) URL such as https://api.telegram.org",
    ),
    ALLOWED_CHATS: setting
      .transform(list)
      .refine(
        (chats) => chats.every((chat) => /^(?:-?\d+|[a-z]\w{3,31})$/u.test(chat)),
        "must be chat ids such as -1001234567890 or names such as @my_group, with commas between",
      ),
    USER_QUESTIONS_PER_MINUTE: count(12),
    CHAT_QUESTIONS_PER_MINUTE: count(30),
    OPENAI_API_KEY: setting,
    OPENAI_BASE_URL: setting
      .refine(isHttpUrl, "must be an http(s) URL such as http://localhost:11434/v1")
      .refine(
        (url) => !/\/(?:chat\/completions|embeddings)\/*$/iu.test(url ?? ""),
        "must be the URL that others start with: leave out /chat/completions or /embeddings",
      ),
    CHAT_MODEL: setting,
    ANSWER_TIMEOUT_MS: count(20_000, { least: 100, most: 3_600_000 }),
    PROMPT_TOKENS: count(12_000, { least: 1_000 }),
    USER_TOKENS_PER_DAY: count(200_000),
    CHAT_TOKENS_PER_DAY: count(500_000),
    TOKENS_PER_DAY: count(2_000_000),
    EMBEDDING_MODEL: setting,
    // The longest vectors of any known model have 12,288.
    EMBEDDING_DIMENSIONS: count(0, { most: 20_000 }),
    CHAT_LOG_KEY: setting
      .transform(keysIn)
      .refine(
        (keys) => keys.every(({ length }) => length === KEY_BYTES),
        "must be 32 bytes in base64 or hex; make one with: openssl rand -base64 32",
      ),
    LOG_LEVEL: setting.pipe(z.enum(LOG_LEVELS).default("info")),
    TERM: setting,
    VERBATIM_PLAIN: setting,
  })
  .refine(hasEndpointFor("CHAT_MODEL"), {
    path: ["CHAT_MODEL"],
    message: "needs OPENAI_API_KEY or OPENAI_BASE_URL; leave it empty for answers without a model",
    when: always,
  })
  .refine(hasEndpointFor("EMBEDDING_MODEL"), {
    path: ["EMBEDDING_MODEL"],
    message: "needs OPENAI_API_KEY or OPENAI_BASE_URL; leave it empty for the local embedder",
    when: always,
  });

/** What a bare key is good for everywhere. */
const DEFAULT_CHAT_MODEL = "gpt-4.1-mini";

/** The language of messages, as the locale has it. */
export const languageOf = ({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Language =>
  /^zh/iu.test(LC_ALL?.trim() || LC_MESSAGES?.trim() || LANG?.trim() || "") ? "zh" : "en";

/**
 * A pure function of the environment that reports every problem at once.
 *
 * @throws UserError `config`, one line, naming each variable that is wrong and what it takes; its cause is the
 * list of problems.
 */
export function loadConfig(environment: NodeJS.ProcessEnv): Config {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
    throw new UserError("config", `Fix the environment or .env: ${problems.join("; ")}`, {
      cause: problems,
    });
  }
  const env = parsed.data;
  return Object.freeze({
    dataDirectory: resolve(env.DATA_DIR ?? "data"),
    embedder: env.EMBEDDING_MODEL
      ? {
          kind: "openai" as const,
          model: env.EMBEDDING_MODEL,
          apiKey: env.OPENAI_API_KEY,
          baseUrl: env.OPENAI_BASE_URL,
          dimensions: env.EMBEDDING_DIMENSIONS || undefined,
        }
      : { kind: "local" as const },
    model:
      env.OPENAI_API_KEY || env.OPENAI_BASE_URL
        ? {
            name: env.CHAT_MODEL ?? DEFAULT_CHAT_MODEL,
            apiKey: env.OPENAI_API_KEY,
            baseUrl: env.OPENAI_BASE_URL,
            answerTimeoutMs: env.ANSWER_TIMEOUT_MS,
            promptTokens: env.PROMPT_TOKENS,
            budget: {
              user: env.USER_TOKENS_PER_DAY,
              chat: env.CHAT_TOKENS_PER_DAY,
              all: env.TOKENS_PER_DAY,
            },
          }
        : null,
    telegram: env.TELEGRAM_BOT_TOKEN
      ? {
          token: env.TELEGRAM_BOT_TOKEN,
          apiRoot: env.TELEGRAM_API_ROOT?.replace(/\/+$/u, ""),
          allowedChats: env.ALLOWED_CHATS.length > 0 ? env.ALLOWED_CHATS : null,
          rates: { user: env.USER_QUESTIONS_PER_MINUTE, chat: env.CHAT_QUESTIONS_PER_MINUTE },
        }
      : null,
    recap: { keys: env.CHAT_LOG_KEY },
    logLevel: env.LOG_LEVEL,
    language: languageOf(environment),
    plain: !/^(?:|0|false|no|off)$/iu.test(env.VERBATIM_PLAIN ?? ""),
    dumbTerminal: env.TERM === "dumb",
  });
}
