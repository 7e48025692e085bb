import { performance } from "node:perf_hooks";
import type { Person } from "../../test/support/telegram/people.ts";
import type { Telegram } from "../../test/support/telegram/start-telegram.ts";

export interface Measured {
  readonly answers: number;
  readonly seconds: number;
  /** From the moment the update is there to the moment the answer has been sent, sorted. */
  readonly latenciesMs: readonly number[];
}

interface LoadOptions {
  readonly people: readonly Person[];
  /** How many each has asked; nobody asks the same twice in a row, as that is answered once. */
  readonly turns: Map<Person, number>;
  readonly questions: readonly string[];
  readonly answers: number;
  /** Questions a second, however long answers take; none: everybody asks again as soon as they are answered. */
  readonly perSecond?: number;
}

const TIMEOUT_MS = 120_000;

/** Lets people ask, one question at a time each, until so many are answered. */
export async function measure(telegram: Telegram, options: LoadOptions): Promise<Measured> {
  const { people, turns, questions, answers, perSecond } = options;
  const waiting = new Map<number, { person: Person; message: number; since: number }>();
  const free = [...people];
  const latenciesMs: number[] = [];
  let asked = 0;

  function ask(person: Person): void {
    if (asked >= answers) return;
    asked += 1;
    const turn = (turns.get(person) ?? people.indexOf(person) * 11) + 1;
    turns.set(person, turn);
    const since = performance.now();
    const { message_id: message } = person.sends(person, questions[turn % questions.length]!);
    waiting.set(person.id, { person, message, since });
  }

  const forget = telegram.onCall(({ method, params, ok }) => {
    const found =
      method === "sendMessage" && ok ? waiting.get(Number(params["chat_id"])) : undefined;
    const reply = params["reply_parameters"] as { message_id: number } | undefined;
    if (!found || reply?.message_id !== found.message) return;
    waiting.delete(found.person.id);
    latenciesMs.push(performance.now() - found.since);
    if (perSecond === undefined) ask(found.person);
    else free.push(found.person);
  });
  const started = performance.now();
  const clock =
    perSecond === undefined
      ? undefined
      : setInterval(() => {
          const due = Math.floor(((performance.now() - started) / 1000) * perSecond);
          while (asked < Math.min(due, answers) && free.length > 0) ask(free.shift()!);
        }, 5);
  if (!clock) for (const person of people) ask(person);
  try {
    await telegram.waitFor(() => latenciesMs.length >= answers, {
      timeoutMs: TIMEOUT_MS,
      what: `${answers} answers`,
    });
  } finally {
    clearInterval(clock);
    forget();
  }
  const seconds = (performance.now() - started) / 1000;
  return { answers, seconds, latenciesMs: latenciesMs.sort((a, b) => a - b) };
}

export const percentile = ({ latenciesMs }: Measured, share: number): number =>
  latenciesMs[Math.min(latenciesMs.length - 1, Math.floor(latenciesMs.length * share))]!;
