import { setTimeout as sleep } from "node:timers/promises";
import pRetry from "p-retry";
import { BadVectors } from "./remote-client.ts";

export interface RetryOptions {
  /** After the first try. */
  readonly retries: number;
  readonly wait?: ((ms: number) => Promise<unknown>) | undefined;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_BACKOFF_MS = 20_000;
/** An endpoint that asks for more has no room today: better to say so than to stand still. */
const LONGEST_RETRY_AFTER_MS = 60_000;

/**
 * Asks again where that may help: the network failed, the endpoint is overloaded or broken for a moment. It
 * waits as long as the endpoint says, else twice as long each time, and a random part more, so that many who
 * were refused together do not come back together.
 */
export const withRetries = <T>(
  work: () => Promise<T>,
  { retries, wait = sleep }: RetryOptions,
): Promise<T> =>
  pRetry(work, {
    retries,
    // The waiting is done below, where the endpoint's wish is known.
    minTimeout: 0,
    maxTimeout: 0,
    async onFailedAttempt({ error, attemptNumber, retriesLeft }) {
      const ms = waitMs(error, attemptNumber);
      if (retriesLeft === 0 || ms === null) throw error;
      await wait(ms);
    },
  });

/** `null` when asking again would not help. */
function waitMs(error: Error, attempt: number): number | null {
  if (!isTransient(error) || (attempt > TRIES_OF_NOBODY && isNobodyThere(error))) return null;
  const jitter = 1 + Math.random() / 2;
  const asked = retryAfterMs(error);
  if (asked === null)
    return Math.min(LONGEST_BACKOFF_MS, FIRST_WAIT_MS * 2 ** (attempt - 1)) * jitter;
  return asked > LONGEST_RETRY_AFTER_MS ? null : asked + FIRST_WAIT_MS * (jitter - 1);
}

/** A server that is about to start is there soon; a wrong address never is. */
const TRIES_OF_NOBODY = 2;
const isNobodyThere = (error: Error): boolean =>
  causesOf(error).some((cause) => ["ECONNREFUSED", "ENOTFOUND"].includes(textOf(cause, "code")));

/** Besides these, what the server says about a request will be said again. */
const TRANSIENT = [408, 409, 425, 429];

function isTransient(error: Error): boolean {
  if (error instanceof BadVectors || textOf(error, "code") === "insufficient_quota") return false;
  const status = statusOf(error);
  if (status !== null) return status >= 500 || TRANSIENT.includes(status);
  return (
    error.name === "TimeoutError" || causesOf(error).some(({ message }) => OFFLINE.test(message))
  );
}

const OFFLINE = /^(?:Connection error\.|fetch failed|terminated|other side closed)$|timed out/u;

/** In seconds, or a date. */
function retryAfterMs(error: Error): number | null {
  const headers: unknown = "headers" in error ? error.headers : null;
  const value = headers instanceof Headers ? headers.get("retry-after")?.trim() : undefined;
  if (!value) return null;
  const ms = /^\d+(?:\.\d+)?$/u.test(value)
    ? Number(value) * 1_000
    : Date.parse(value) - Date.now();
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}

/** Why there is no answer, in a few words for people, without the key should an endpoint repeat it. */
export function reasonOf(error: unknown, secret: string | undefined): string {
  const all = causesOf(error);
  const code = all.map((cause) => textOf(cause, "code")).find((text) => /^E[A-Z_]+$/u.test(text));
  const [first] = all;
  const said = (first?.message ?? String(error))
    .replace(/\s*Troubleshooting URL:.*$/su, "")
    .replace(/\s+/gu, " ")
    .slice(0, 200);
  const reason = code && OFFLINE.test(said) ? `${said.replace(/\.$/u, "")}: ${code}` : said;
  // What is shorter is no key but a word, such as "none", that may stand in any sentence.
  return secret === undefined || secret.length < 8 ? reason : reason.replaceAll(secret, "…");
}

const statusOf = (error: Error): number | null =>
  "status" in error && typeof error.status === "number" ? error.status : null;

const textOf = (error: Error, field: string): string => {
  const value: unknown = (error as unknown as Record<string, unknown>)[field];
  return typeof value === "string" ? value : "";
};

function causesOf(error: unknown): Error[] {
  const causes: Error[] = [];
  for (let cause = error; cause instanceof Error && causes.length < 5; cause = cause.cause)
    causes.push(cause);
  return causes;
}
