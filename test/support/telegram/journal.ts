import type { Fault } from "./faults.ts";

/** One call of the bot, in the order the server read them. */
export interface Call {
  method: string;
  params: Readonly<Record<string, unknown>>;
  /** When it was read: milliseconds since the epoch. */
  at: number;
  /** Undefined while it is being answered. */
  ok: boolean | undefined;
  result?: unknown;
  error?: { code: number; description: string };
  /** What was done to it on purpose. */
  fault?: Fault;
}

export type Journal = ReturnType<typeof createJournal>;

/** What the bot asked for; long-running benchmarks switch the recording off. */
export function createJournal(recording: boolean) {
  const calls: Call[] = [];
  let isRecording = recording;
  let count = 0;
  const listeners = new Set<(call: Call) => void>();
  return {
    calls,
    open(method: string, params: Readonly<Record<string, unknown>>): Call {
      count += 1;
      const call: Call = { method, params, at: Date.now(), ok: undefined };
      if (isRecording) calls.push(call);
      return call;
    },
    /** The call is answered; its fields are final. */
    closeCall(call: Call) {
      for (const listener of listeners) listener(call);
    },
    listen: (listener: (call: Call) => void) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    record: (on: boolean) => {
      isRecording = on;
    },
    /** All calls ever made, recorded or not. */
    count: () => count,
  };
}
