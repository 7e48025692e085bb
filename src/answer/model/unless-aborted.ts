/** The work's outcome, or, as soon as the signal is aborted, a rejection with the signal's reason. */
export async function unlessAborted<Result>(
  work: Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> {
  if (!signal) return work;
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => {
      reject(signal.reason instanceof Error ? signal.reason : new Error("Given up"));
    };
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** The deadline passed. */
export class TooSlow extends Error {
  override readonly name = "TooSlow";
}

/** @throws TooSlow after `ms`; the outer signal's reason when that is aborted before. */
export async function withDeadline<Result>(
  ms: number,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const inner = new AbortController();
  const giveUp = () => {
    inner.abort(outer.reason);
  };
  const timer = setTimeout(() => {
    inner.abort(new TooSlow());
  }, ms);
  outer.addEventListener("abort", giveUp, { once: true });
  if (outer.aborted) giveUp();
  try {
    return await unlessAborted(work(inner.signal), inner.signal);
  } finally {
    clearTimeout(timer);
    outer.removeEventListener("abort", giveUp);
  }
}
