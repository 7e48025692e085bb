import { autoRetry } from "@grammyjs/auto-retry";
import { HttpError, type Transformer } from "grammy";
import pRetry from "p-retry";

/** Nobody misses these: they are not worth a second call. */
const COSMETIC = new Set(["sendChatAction", "setMessageReaction"]);
/** These have a rhythm of their own. */
const UNTOUCHED = new Set(["getUpdates", "getMe"]);

export interface RetryLimits {
  /** A 429 that asks for a longer wait is passed on. */
  readonly longestWaitSeconds: number;
  readonly attempts: number;
  /** Before the first repetition after a fault of the network or the server; doubled for each further one. */
  readonly firstPauseMs: number;
}

export const RETRY_LIMITS: RetryLimits = {
  longestWaitSeconds: 60,
  attempts: 5,
  firstPauseMs: 250,
};

/**
 * Repeats calls that were refused for the time being: after the wait that a 429 names, and with growing pauses
 * after faults of the network and of the server. Never calls that only decorate.
 */
export function retrying(limits: RetryLimits): Transformer {
  const waiting = autoRetry({
    maxDelaySeconds: limits.longestWaitSeconds,
    maxRetryAttempts: limits.attempts,
    rethrowHttpErrors: true,
    rethrowInternalServerErrors: true,
  });
  return async (prev, method, payload, signal) => {
    if (COSMETIC.has(method) || UNTOUCHED.has(method)) return prev(method, payload, signal);
    const attempt = async () => {
      const answer = await waiting(prev, method, payload, signal);
      if (!answer.ok && answer.error_code >= 500) throw new ServerFault(answer);
      return answer;
    };
    try {
      return await pRetry(attempt, {
        retries: limits.attempts,
        minTimeout: limits.firstPauseMs,
        randomize: true,
        shouldRetry: ({ error }) => error instanceof HttpError || error instanceof ServerFault,
        ...(signal ? { signal: signal as unknown as AbortSignal } : {}),
      });
    } catch (error) {
      // Whoever called is to see what the server said last.
      if (error instanceof ServerFault) return error.answer as Awaited<ReturnType<typeof attempt>>;
      throw error;
    }
  };
}

/** What a refusal means that leaves things as they were wanted. */
const DONE_ALREADY: Partial<Record<string, RegExp>> = {
  answerCallbackQuery: /query is too old|QUERY_ID_INVALID/u,
  editMessageReplyMarkup: /message is not modified/u,
};

/**
 * Goes on where a call has nothing left to do: it was repeated after a dropped connection, or the button was
 * pressed before a restart. What the button asks for can still be done.
 */
export const forgiving: Transformer = async (prev, method, payload, signal) => {
  const answer = await prev(method, payload, signal);
  if (answer.ok || !DONE_ALREADY[method]?.test(answer.description)) return answer;
  return { ok: true, result: true as never };
};

class ServerFault extends Error {
  readonly answer: unknown;
  constructor(answer: unknown) {
    super("The Bot API failed");
    this.answer = answer;
  }
}
