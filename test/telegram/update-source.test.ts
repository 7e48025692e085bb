import fc from "fast-check";
import type { Update } from "grammy/types";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createUpdateSource, type UpdateSource } from "../../src/telegram/update-source.ts";

/** What may happen, in any order: `which` and `count` are taken modulo what there is. */
type Step =
  | { readonly do: "arrive"; readonly count: number }
  | { readonly do: "respond" }
  | { readonly do: "finish"; readonly which: number }
  | { readonly do: "wait" }
  | { readonly do: "crash" };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("arrive"), count: fc.constant(1) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("arrive"), count: fc.nat(130) }) },
  { weight: 6, arbitrary: fc.constant({ do: "respond" }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("finish"), which: fc.nat() }) },
  { weight: 4, arbitrary: fc.constant({ do: "wait" }) },
  { weight: 2, arbitrary: fc.constant({ do: "crash" }) },
);

const FIRST_ID = 7_000;

/** The server's queue, the marks on disk, and a bot that is at the mercy of the steps. */
function createWorld() {
  let queue: number[] = [];
  let lastId = FIRST_ID - 1;
  let confirmed = 0;
  const done = new Set<number>();
  const marks = new Set<number>();
  /** Answers that are under way: what they hold was settled when they were asked for. */
  let responses: (() => void)[] = [];
  let handed = new Set<number>();
  let inHand: number[] = [];
  let source: UpdateSource;
  let stop = new AbortController();

  const fetch = (offset: number, limit: number): Promise<Update[]> => {
    for (let id = Math.max(FIRST_ID, confirmed); id < offset; id++)
      if (!done.has(id)) throw new Error(`${id} is confirmed before it is done`);
    confirmed = Math.max(confirmed, offset);
    queue = queue.filter((id) => id >= offset);
    const waiting = queue.slice(0, limit);
    return new Promise((resolve) => {
      responses.push(() => {
        // A long poll that had nothing is answered with what has come since.
        const ids = waiting.length > 0 ? waiting : queue.slice(0, limit);
        resolve(ids.map((update_id) => ({ update_id })));
      });
    });
  };
  const log = {
    isDone: (id: number) => Promise.resolve(marks.has(id)),
    markDone: (id: number) => Promise.resolve(void marks.add(id)),
    forgetBelow(id: number) {
      if (id > confirmed) throw new Error(`${id} is forgotten before it is confirmed`);
      for (const mark of marks) if (mark < id) marks.delete(mark);
      return Promise.resolve();
    },
  };

  async function run(mine: UpdateSource, signal: AbortSignal): Promise<void> {
    for (;;) {
      const updates = await mine.supply(100, signal as never);
      if (signal.aborted) return;
      const ids = updates.map(({ update_id }) => update_id);
      expect(ids).toEqual([...ids].sort((a, b) => a - b));
      for (const id of ids) {
        if (handed.has(id)) throw new Error(`${id} is handed out twice in one run`);
        if (done.has(id)) throw new Error(`${id} is handed out after it was done`);
        handed.add(id);
        inHand.push(id);
      }
    }
  }

  function start(): void {
    stop = new AbortController();
    handed = new Set();
    inHand = [];
    responses = [];
    source = createUpdateSource({ fetch, log });
    const { signal } = stop;
    run(source, signal).catch((error: unknown) => {
      if (!signal.aborted) failures.push(error);
    });
  }

  const failures: unknown[] = [];
  const breathe = () => vi.advanceTimersByTimeAsync(0);

  async function take(next: Step): Promise<void> {
    if (next.do === "arrive") for (let n = 0; n < next.count; n++) queue.push(++lastId);
    else if (next.do === "respond") responses.shift()?.();
    else if (next.do === "wait") await vi.advanceTimersByTimeAsync(500);
    else if (next.do === "crash") {
      stop.abort();
      start();
    } else if (inHand.length > 0) {
      const [id] = inHand.splice(next.which % inHand.length, 1);
      done.add(id!);
      await source.done(id!);
    }
    await breathe();
    if (failures.length > 0) throw failures[0];
  }

  /** Until everything that ever arrived is done. */
  async function drain(): Promise<void> {
    for (let turn = 0; done.size < lastId - FIRST_ID + 1; turn++) {
      expect(turn, "updates are lost").toBeLessThan(2_000);
      await take({ do: "respond" });
      while (inHand.length > 0) await take({ do: "finish", which: turn });
      await take({ do: "wait" });
    }
  }

  start();
  return {
    take,
    drain,
    end: () => {
      stop.abort();
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

it("hands out each update once and confirms none before it is done, whatever happens when", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const world = createWorld();
      for (const next of steps) await world.take(next);
      await world.drain();
      world.end();
    }),
    { numRuns: 400 },
  );
});

it("goes on when a mark cannot be written, and hands nothing out twice", async () => {
  const queue = [1, 2, 3];
  const offsets: number[] = [];
  const source = createUpdateSource({
    fetch(offset) {
      offsets.push(offset);
      return Promise.resolve(
        queue.filter((id) => id >= offset).map((update_id) => ({ update_id })),
      );
    },
    log: {
      isDone: () => Promise.resolve(false),
      markDone: () => Promise.reject(new Error("disk full")),
      forgetBelow: () => Promise.resolve(),
    },
  });
  const signal = new AbortController().signal as never;
  expect(await source.supply(100, signal)).toHaveLength(3);
  for (const id of [3, 1, 2]) await expect(source.done(id)).rejects.toThrow("disk full");
  queue.push(4);
  expect(await source.supply(100, signal)).toEqual([{ update_id: 4 }]);
  expect(offsets.at(-1)).toBe(4);
});
