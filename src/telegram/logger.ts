import { GrammyError, HttpError } from "grammy";
import { type DestinationStream, type Logger, pino } from "pino";
import type { LogLevel } from "../config.ts";

export type { Logger } from "pino";

/**
 * Logs what happened, never what was said: no text of a message, a question, an answer or a button, and no
 * token, at any level. Errors are cut down to what names them, since the Bot API's carry the whole payload.
 */
export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: describeError },
    redact: {
      paths: PRIVATE_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
      censor: "[private]",
    },
  };
  return destination ? pino(options, destination) : pino(options, pino.destination(STDERR));
}

const STDERR = 2;

const PRIVATE_FIELDS = [
  "text",
  "caption",
  "query",
  "question",
  "quote",
  "data",
  "payload",
  "entities",
  "token",
  "apiKey",
  "authorization",
];

/** The Bot API's descriptions name what is wrong with a call; they do not repeat its text. */
function describeError(error: unknown): Record<string, unknown> {
  if (error instanceof GrammyError)
    return { type: "BotApi", method: error.method, code: error.error_code, why: error.description };
  if (error instanceof HttpError)
    return { type: "Network", why: scrub(error.message), cause: causeOf(error.error) };
  if (error instanceof Error)
    return { type: error.name, why: "see the stack", stack: stackOf(error) };
  return { type: typeof error };
}

const causeOf = (error: unknown): string | undefined => {
  const code =
    typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
};

/** Where it happened; the message may hold what somebody wrote. */
const stackOf = ({ stack }: Error): string[] =>
  (stack ?? "")
    .split("\n")
    .filter((line) => /^\s+at /u.test(line))
    .slice(0, 8)
    .map((line) => scrub(line.trim()));

/** Bot tokens stand in the addresses of the Bot API. */
const scrub = (text: string): string => text.replace(/\d{5,}:[\w-]{20,}/gu, "[token]");
