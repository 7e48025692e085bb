import { setImmediate } from "node:timers/promises";

/** Longer than this, in milliseconds, nobody else's answer waits for a recap. */
const SLICE_MS = 6;

/**
 * Gives way to everything else whenever a slice of time is used up, and throws the signal's reason when nobody
 * wants the result any more.
 */
export function createSlices(signal: AbortSignal | undefined): () => Promise<void> | undefined {
  let started = performance.now();
  signal?.throwIfAborted();
  const giveWay = async () => {
    await setImmediate();
    signal?.throwIfAborted();
    started = performance.now();
  };
  return () => (performance.now() - started < SLICE_MS ? undefined : giveWay());
}
