interface Waiter<Part> {
  readonly signal?: AbortSignal | undefined;
  readonly onPart?: ((part: Part) => void) | undefined;
}

/** Those who ask for the same at the same time share one piece of work. */
export interface SharedCalls<Part, Result> {
  /**
   * Joins the work that goes by this key, or starts it. Whoever gives up rejects at once with their signal's
   * reason; the work itself is given up with the last of them. Late joiners get the parts so far.
   */
  run(key: string, start: Work<Part, Result>, waiter: Waiter<Part>): Promise<Result>;
}

type Work<Part, Result> = (emit: (part: Part) => void, signal: AbortSignal) => Promise<Result>;

interface Call<Part, Result> {
  readonly giveUp: AbortController;
  readonly result: Promise<Result>;
  readonly parts: Part[];
  readonly waiters: Set<Waiter<Part>>;
}

export function createSharedCalls<Part, Result>(): SharedCalls<Part, Result> {
  const calls = new Map<string, Call<Part, Result>>();

  function begin(key: string, start: Work<Part, Result>): Call<Part, Result> {
    const giveUp = new AbortController();
    const parts: Part[] = [];
    const waiters = new Set<Waiter<Part>>();
    const emit = (part: Part) => {
      parts.push(part);
      for (const { onPart } of waiters) onPart?.(part);
    };
    // In a later turn, when whoever began it waits for it.
    const result = Promise.resolve().then(() => start(emit, giveUp.signal));
    const call = { giveUp, result, parts, waiters };
    calls.set(key, call);
    const forget = () => {
      if (calls.get(key) === call) calls.delete(key);
    };
    result.then(forget, forget);
    return call;
  }

  return {
    run(key, start, waiter) {
      const { signal, onPart } = waiter;
      if (signal?.aborted) return Promise.reject(reasonOf(signal));
      const call = calls.get(key) ?? begin(key, start);
      call.waiters.add(waiter);
      for (const part of call.parts) onPart?.(part);
      return new Promise<Result>((resolve, reject) => {
        const leave = () => {
          call.waiters.delete(waiter);
          if (call.waiters.size === 0) {
            call.giveUp.abort(signal?.reason);
            if (calls.get(key) === call) calls.delete(key);
          }
          reject(reasonOf(signal!));
        };
        signal?.addEventListener("abort", leave, { once: true });
        call.result.then(resolve, reject).finally(() => {
          signal?.removeEventListener("abort", leave);
        });
      });
    },
  };
}

const reasonOf = ({ reason }: AbortSignal): Error =>
  reason instanceof Error ? reason : new Error("Given up", { cause: reason });
