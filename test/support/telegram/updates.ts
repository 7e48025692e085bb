import type { Update } from "grammy/types";
import { conflict } from "./api-error.ts";
import type { UpdateKind } from "./bot-api.ts";
import type { Signal } from "./signal.ts";

/** Left out unless asked for by name: https://core.telegram.org/bots/api#getupdates */
const ON_REQUEST: ReadonlySet<string> = new Set([
  "chat_member",
  "message_reaction",
  "message_reaction_count",
]);

/** `timeout` is in seconds. */
export interface PollRequest {
  offset?: number | undefined;
  limit?: number | undefined;
  timeout?: number | undefined;
  allowed_updates?: readonly UpdateKind[] | undefined;
}

interface HeldPoll {
  limit: number;
  answer(updates: Update[]): void;
  refuse(error: Error): void;
}

export type Updates = ReturnType<typeof createUpdates>;

/** The queue of what the bot has not confirmed yet, with long polling over it. */
export function createUpdates({ signal, firstId }: { signal: Signal; firstId: number }) {
  let queue: Update[] = [];
  let nextId = firstId;
  let allowed: ReadonlySet<string> | undefined;
  let held: HeldPoll | undefined;
  let flushing = false;
  let polls = 0;

  const wants = (kind: UpdateKind) => (allowed ? allowed.has(kind) : !ON_REQUEST.has(kind));

  /** A setting lasts until the next one; an empty list is the default set. */
  function allow(kinds: readonly UpdateKind[] | undefined): void {
    if (kinds) allowed = kinds.length > 0 ? new Set(kinds) : undefined;
  }

  /** Below `offset` everything is confirmed; a negative one keeps that many from the end. */
  function confirm(offset: number): void {
    const first =
      offset < 0
        ? Math.max(0, queue.length + offset)
        : Math.max(0, offset - (queue[0]?.update_id ?? offset));
    if (first > 0) queue = queue.slice(first);
  }

  function answerHeld(): void {
    flushing = false;
    if (!held || queue.length === 0) return;
    const poll = held;
    held = undefined;
    poll.answer(queue.slice(0, poll.limit));
  }

  return {
    /** The update, or undefined when the bot does not want its kind. */
    add(kind: UpdateKind, payload: object): Update | undefined {
      if (!wants(kind)) return undefined;
      const update = { update_id: nextId++, [kind]: payload } as unknown as Update;
      queue.push(update);
      // What is sent in one go arrives in one batch.
      if (held && !flushing) {
        flushing = true;
        setImmediate(answerHeld);
      }
      signal.notify();
      return update;
    },

    /** `whenGone` is told what to do when the caller hangs up. */
    async poll(request: PollRequest, whenGone: (cancel: () => void) => void): Promise<Update[]> {
      polls += 1;
      held?.refuse(
        conflict(
          "terminated by other getUpdates request; make sure that only one bot instance is running",
        ),
      );
      held = undefined;
      allow(request.allowed_updates);
      if (request.offset !== undefined) confirm(request.offset);
      signal.notify();
      const limit = Math.min(Math.max(request.limit ?? 100, 1), 100);
      const timeoutMs = (request.timeout ?? 0) * 1000;
      if (queue.length > 0 || timeoutMs <= 0) return queue.slice(0, limit);
      return new Promise((resolve, reject) => {
        const forget = () => {
          clearTimeout(timer);
          if (held === poll) held = undefined;
        };
        const timer = setTimeout(() => {
          forget();
          resolve([]);
        }, timeoutMs);
        const poll: HeldPoll = {
          limit,
          answer(updates) {
            forget();
            resolve(updates);
          },
          refuse(error) {
            forget();
            reject(error);
          },
        };
        held = poll;
        signal.notify();
        whenGone(() => {
          forget();
          signal.notify();
          resolve([]);
        });
      });
    },

    allow,
    /** The kinds asked for by name; undefined while it is the default set. */
    allowed: () => (allowed ? [...allowed] : undefined),
    drop() {
      queue = [];
    },
    pending: () => queue.length,
    /** How many getUpdates calls there have been. */
    polls: () => polls,
    isPolling: () => held !== undefined,
  };
}
