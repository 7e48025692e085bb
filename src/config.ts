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
  readonly telegramToken: string | undefined;
  /** Of what is said before anybody has asked anything. */
  readonly language: Language;
  /** For screen readers: asked for in so many words, or a terminal that only prints. */
  readonly plain: boolean;
  readonly dumbTerminal: boolean;
}

// `FOO=` in a .env file means "not set", as everyone who comments values out expects.
const setting = z
  .string()
  .trim()
  .transform((value) => (value === "" ? undefined : value))
  .optional();

const environmentSchema = z
  .object({
    DATA_DIR: setting,
    TELEGRAM_BOT_TOKEN: setting.refine(
      (token) => token === undefined || /^\d+:[\w-]{20,}$/.test(token),
      "is not a bot token; @BotFather gives one like 123456:ABC-DEF…",
    ),
    OPENAI_API_KEY: setting,
    OPENAI_BASE_URL: setting.refine(
      (url) => url === undefined || (URL.canParse(url) && /^https?:/i.test(url)),
      "must be an http(s) URL such as http://localhost:11434/v1",
    ),
    EMBEDDING_MODEL: setting,
    LC_ALL: setting,
    LC_MESSAGES: setting,
    LANG: setting,
    TERM: setting,
    VERBATIM_PLAIN: setting,
  })
  .superRefine((env, context) => {
    if (env.EMBEDDING_MODEL && !env.OPENAI_API_KEY && !env.OPENAI_BASE_URL)
      context.addIssue({
        code: "custom",
        path: ["EMBEDDING_MODEL"],
        message: "needs OPENAI_API_KEY or OPENAI_BASE_URL; leave it empty for the local embedder",
      });
  });

/**
 * A pure function of the environment that reports every problem at once.
 *
 * @throws UserError `config`, one line, naming each variable that is wrong and what it takes.
 */
export function loadConfig(environment: NodeJS.ProcessEnv): Config {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
    throw new UserError("config", `Fix the environment or .env: ${problems.join("; ")}`);
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
        }
      : { kind: "local" as const },
    telegramToken: env.TELEGRAM_BOT_TOKEN,
    language: /^zh/iu.test(env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? "") ? "zh" : "en",
    plain: !/^(?:|0|false|no|off)$/iu.test(env.VERBATIM_PLAIN ?? ""),
    dumbTerminal: env.TERM === "dumb",
  });
}
