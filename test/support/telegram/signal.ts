import { setTimeout as sleep } from "node:timers/promises";

/** How long a wait may last when nothing else is said: generous, as a busy machine is slow. */
const DEFAULT_TIMEOUT_MS = 10_000;

export interface WaitOptions {
  timeoutMs?: number;
  /** Completes the sentence "Waited 10000 ms for …". */
  what?: string;
}

export type Signal = ReturnType<typeof createSignal>;

/** Tells those who wait that something happened, so that no test needs to sleep. */
export function createSignal() {
  const waiting = new Set<() => void>();
  let lastMs = performance.now();

  /** The first value of `look` that is not false, null or undefined, asked again at every event. */
  async function waitFor<T>(
    look: () => T | false | null | undefined,
    { timeoutMs = DEFAULT_TIMEOUT_MS, what = "something to happen" }: WaitOptions = {},
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const done = () => {
        clearTimeout(timer);
        waiting.delete(check);
      };
      const check = () => {
        try {
          const seen = look();
          if (seen === false || seen === null || seen === undefined) return;
          done();
          resolve(seen);
        } catch (error) {
          done();
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      };
      const timer = setTimeout(() => {
        done();
        reject(new Error(`Waited ${timeoutMs} ms for ${what}`));
      }, timeoutMs);
      waiting.add(check);
      check();
    });
  }

  /** Resolves when `idle` holds and nothing has happened for `quietMs`. */
  async function settled(
    idle: () => boolean,
    { quietMs = 60, timeoutMs = DEFAULT_TIMEOUT_MS } = {},
  ): Promise<void> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const quietFor = performance.now() - lastMs;
      if (idle() && quietFor >= quietMs) return;
      if (performance.now() > deadline) throw new Error(`Not settled after ${timeoutMs} ms`);
      await sleep(Math.max(5, Math.min(quietMs - quietFor, quietMs)));
    }
  }

  return {
    notify() {
      lastMs = performance.now();
      for (const check of [...waiting]) check();
    },
    waitFor,
    settled,
  };
}
