import { codeOf } from "../library/durable-files.ts";
import type { Say } from "./finding.ts";

/** Nobody waits longer for one answer. A model that has to be loaded first may take more, and is worth a word then. */
export const CALL_TIMEOUT_MS = 8_000;

export interface CallDeps {
  readonly fetch: typeof fetch;
  readonly timeoutMs?: number | undefined;
}

export interface Answered {
  readonly status: number;
  /** The JSON of the answer; `null` when it is none. */
  readonly json: unknown;
  readonly text: string;
  readonly ms: number;
}

export type Called = Answered | { readonly status: null; readonly error: unknown };

/** One request, with an end also to an answer that has begun. */
export async function call(
  url: string,
  { body, apiKey }: { readonly body?: unknown; readonly apiKey?: string | undefined },
  { fetch, timeoutMs = CALL_TIMEOUT_MS }: CallDeps,
): Promise<Called> {
  const started = performance.now();
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
      },
      ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const ms = Math.round(performance.now() - started);
    return { status: response.status, json: parsed(text), text, ms };
  } catch (error) {
    return { status: null, error };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Why nobody answered. */
export function whyNoAnswer(error: unknown, say: Say, timeoutMs = CALL_TIMEOUT_MS): string {
  if (error instanceof Error && error.name === "TimeoutError")
    return say("doctor-timeout", { seconds: Math.ceil(timeoutMs / 1000) });
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = codeOf(cause);
  if (code === "ECONNREFUSED") return say("doctor-refused");
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return say("doctor-unknown-host");
  return cause instanceof Error ? cause.message.replace(/\s+/gu, " ") : code;
}

/** What an endpoint says about its refusal, in one short line. */
export function saidBy({ json, text }: Answered): string {
  const error = fieldOf(json, "error");
  const said = fieldOf(error, "message") ?? fieldOf(json, "description") ?? error;
  const words = typeof said === "string" ? said : text.replace(/<[^>]*>/gu, " ");
  return words.replace(/\s+/gu, " ").trim().slice(0, 160);
}

export const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
