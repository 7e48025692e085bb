import type { UpdateSupplier } from "@grammyjs/runner";
import type { Update } from "grammy/types";
import type { Updates } from "../state/state.ts";

export interface UpdateSourceDeps {
  /** Fetches from an offset on, which confirms everything before it. Rejects only for good, or when aborted. */
  readonly fetch: (
    offset: number,
    limit: number,
    timeoutSeconds: number,
    signal: AbortSignal,
  ) => Promise<Update[]>;
  readonly log: Updates;
}

export interface UpdateSource extends UpdateSupplier<Update> {
  /** To be called when an update was handled, however that ended. */
  done(updateId: number): Promise<void>;
  /** Confirms what is handled, and nothing else: the last call before a process ends. */
  confirm(signal: AbortSignal): Promise<void>;
}

/** The Bot API holds a connection open for this long when there is nothing new. */
const LONG_POLL_SECONDS = 30;
/** While something is handled there is no long poll, or its confirmation would wait for the next update. */
const PAUSE_MS = { first: 20, longest: 400 };
/** The most that one call returns, unhandled ones included. */
const WINDOW = 100;
const FORGET_EVERY = 200;

/**
 * Fetches updates such that a kill loses none: an offset is confirmed only when everything before it was
 * handled. What comes twice for that reason, in one run or after a restart, is handed out once.
 */
export function createUpdateSource({ fetch, log }: UpdateSourceDeps): UpdateSource {
  const handling = new Set<number>();
  const finished = new Set<number>();
  let next = 0;
  let forgotten = 0;
  let pauseMs = PAUSE_MS.first;
  let wake = () => {};

  const confirmable = (): number => Math.min(next, ...handling);

  async function isFresh({ update_id: id }: Update): Promise<boolean> {
    if (handling.has(id) || finished.has(id)) return false;
    if (!(await log.isDone(id))) return true;
    finished.add(id);
    return false;
  }

  /** Until everything is handled, or for a moment. */
  async function pause(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(finish, pauseMs);
      function finish() {
        clearTimeout(timer);
        signal.removeEventListener("abort", finish);
        resolve();
      }
      signal.addEventListener("abort", finish);
      wake = finish;
    });
    pauseMs = Math.min(PAUSE_MS.longest, pauseMs * 2);
    signal.throwIfAborted();
  }

  /** `offset` is one that the server has seen: what it was answered with may hold any later update. */
  async function forget(offset: number): Promise<void> {
    for (const id of finished) if (id < offset) finished.delete(id);
    if (offset - forgotten < FORGET_EVERY) return;
    forgotten = offset;
    await log.forgetBelow(offset);
  }

  return {
    async supply(_batchSize, abortSignal) {
      // The runner's is a stand-in from before Node had signals of its own.
      const given = new AbortController();
      abortSignal.addEventListener("abort", () => {
        given.abort();
      });
      const { signal } = given;
      for (;;) {
        if (handling.size > 0) await pause(signal);
        const timeout = handling.size > 0 ? 0 : LONG_POLL_SECONDS;
        const offset = confirmable();
        const updates = await fetch(offset, WINDOW, timeout, signal);
        await forget(offset);
        const fresh: Update[] = [];
        for (const update of updates) if (await isFresh(update)) fresh.push(update);
        const last = updates.at(-1)?.update_id;
        if (last !== undefined) next = Math.max(next, last + 1);
        if (fresh.length === 0) continue;
        for (const { update_id } of fresh) handling.add(update_id);
        pauseMs = PAUSE_MS.first;
        return fresh;
      }
    },
    async done(updateId) {
      try {
        await log.markDone(updateId);
      } finally {
        // Where it cannot be noted, it is still known until the end of this run.
        finished.add(updateId);
        handling.delete(updateId);
        if (handling.size === 0) wake();
      }
    },
    async confirm(signal) {
      if (next > 0) await fetch(confirmable(), 1, 0, signal);
    },
  };
}
