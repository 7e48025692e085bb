import type { NameDeps } from "../answer/model/names-lacking.ts";
import { parseReply, type RawClaim } from "../answer/model/parse-reply.ts";
import type { Fallback } from "../answer/reply.ts";
import type { Language } from "../interview/interview.ts";
import type { Author, ChatMessage } from "./chat-message.ts";
import { checkClaim } from "./check-claim.ts";
import type { Thread } from "./find-threads.ts";
import type { DraftPoint, DraftThread, RecapDraft } from "./recap.ts";
import { packMessages, type Prompt, promptFor } from "./recap-prompt.ts";

export interface RecapModel {
  /** The model's reply as it came; rejects when there is none, and when the signal says so. */
  readonly complete: (prompt: Prompt, signal: AbortSignal) => Promise<string>;
  /** What one prompt may hold. */
  readonly promptTokens: number;
  /** Tells names apart in what the model writes. */
  readonly names: NameDeps;
}

interface ModelOptions {
  readonly model: RecapModel;
  readonly language: Language;
  readonly signal?: AbortSignal | undefined;
}

const MOST_AT_ONCE = 3;
const MOST_POINTS = 5;
/** Each round at least halves what is left to sum up, or is the last. */
const MOST_ROUNDS = 4;

/**
 * Lets a model tell the discussions: each by itself, a long one in parts and then from the messages that its parts
 * pointed at. What it says is kept where its messages support it; a discussion of which nothing is kept stays as
 * it was cut out. `fallback` says why when that is all of them.
 */
export async function composeWithModel(
  extractive: RecapDraft,
  threads: readonly Thread[],
  { model, language, signal = new AbortController().signal }: ModelOptions,
): Promise<{ draft: RecapDraft; fallback?: Fallback }> {
  const people = threads.flatMap(({ members }) => members.map(({ message }) => message.author));
  const call = createQueue(MOST_AT_ONCE, (prompt: Prompt) => model.complete(prompt, signal));
  let failure: Fallback = "unusable";
  let composed = 0;
  const drafts = await Promise.all(
    extractive.threads.map(async (draft, i): Promise<DraftThread> => {
      try {
        const messages = threads[i]!.messages.map(({ message }) => message);
        const claims = await claimsOn(messages, people, { call, model, language });
        if (claims.length === 0) return draft;
        composed += 1;
        return { ...draft, points: pointsOf(claims, draft) };
      } catch (error) {
        signal.throwIfAborted();
        failure = failureOf(error);
        return draft;
      }
    }),
  );
  signal.throwIfAborted();
  if (composed === 0 && drafts.length > 0) return { draft: extractive, fallback: failure };
  return { draft: { mode: drafts.length > 0 ? "model" : "extractive", threads: drafts } };
}

function failureOf(error: unknown): Fallback {
  const name = error instanceof Error ? error.name : "";
  if (name === "OverBudget") return "over-budget";
  return name === "TimeoutError" ? "slow" : "unavailable";
}

/** What a model says of messages, once they are looked up. */
interface ModelClaim {
  readonly text: string;
  readonly messages: readonly number[];
}

function claimsIn(reply: string): readonly RawClaim[] {
  const parsed = parseReply(reply);
  return parsed?.answerable ? parsed.claims : [];
}

interface Calls extends Omit<ModelOptions, "signal"> {
  readonly call: (prompt: Prompt) => Promise<string>;
}

async function claimsOn(
  messages: readonly ChatMessage[],
  people: readonly Author[],
  calls: Calls,
  rounds = MOST_ROUNDS,
): Promise<ModelClaim[]> {
  const { call, model, language } = calls;
  const runs = packMessages(messages, model.promptTokens, language);
  const replies = await Promise.all(
    runs.map(async (run) =>
      supported(claimsIn(await call(promptFor(run, language))), run, people, model.names),
    ),
  );
  const claims = replies.flat();
  if (claims.length <= MOST_POINTS || runs.length === 1) return claims.slice(0, MOST_POINTS);
  const pointedAt = new Set(claims.flatMap((claim) => claim.messages));
  const telling = messages.filter(({ id }) => pointedAt.has(id));
  if (rounds <= 1 || telling.length > messages.length / 2) return spread(claims);
  const reduced = await claimsOn(telling, people, calls, rounds - 1);
  return reduced.length > 0 ? reduced : spread(claims);
}

/** Five of many, from the beginning to the end. */
const spread = (claims: readonly ModelClaim[]): ModelClaim[] =>
  Array.from(
    { length: MOST_POINTS },
    (_, i) => claims[Math.floor((i * claims.length) / MOST_POINTS)]!,
  );

/** What its messages support, of the messages that the prompt had. */
function supported(
  claims: readonly RawClaim[],
  run: readonly ChatMessage[],
  people: readonly Author[],
  names: NameDeps,
): ModelClaim[] {
  const byId = new Map(run.map((message) => [message.id, message]));
  return claims.flatMap(({ text, ids }) => {
    const cited = [...new Set(ids)]
      .map((id) => byId.get(id))
      .filter((found) => found !== undefined);
    const checked = checkClaim(text, cited, people, names);
    return checked === null ? [] : [{ text: checked, messages: cited.map(({ id }) => id) }];
  });
}

/** A decision that the model did not tell of is told in its own words. */
function pointsOf(claims: readonly ModelClaim[], { points }: DraftThread): DraftPoint[] {
  const decisions = points.filter((point) => point.kind === "excerpt" && point.decision);
  const idsOf = (point: DraftPoint) => (point.kind === "excerpt" ? point.excerpt.message : NaN);
  const decided = new Set(decisions.map(idsOf));
  const told = new Set(claims.flatMap(({ messages }) => messages));
  return [
    ...claims.map(({ text, messages }) => {
      const decision = messages.length === 1 && decided.has(messages[0]!);
      return { kind: "claim" as const, text, messages, decision };
    }),
    ...decisions.filter((point) => !told.has(idsOf(point))),
  ];
}

/** Runs at most so many at once, the others in their order after them. */
function createQueue<Input, Output>(
  limit: number,
  run: (input: Input) => Promise<Output>,
): (input: Input) => Promise<Output> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (input) => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await run(input);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
