import type { Citation } from "../answer/reply.ts";
import type { Language } from "../interview/interview.ts";
import { languageOf } from "../retrieve/language.ts";
import type { Lexicon } from "../retrieve/lexicon.ts";
import { composeRecap } from "./compose-recap.ts";
import { type FoundThreads, findThreads, type Thread } from "./find-threads.ts";
import { composeWithModel, type RecapModel } from "./model-recap.ts";
import { rankThreads } from "./rank-threads.ts";
import {
  type ChatWindow,
  type Recap,
  type RecapThread,
  SKIP_REASONS,
  type SkipReason,
} from "./recap.ts";
import { createSlices } from "./slices.ts";
import { verifyRecap } from "./verify-recap.ts";

export interface RecapDeps {
  readonly lexicon: Lexicon;
  /** Composes the points; without it, and when it fails, they are cut out. */
  readonly model?: RecapModel | undefined;
  /** The quote of an interview that a discussion is about; `null` for discussions of anything else. */
  readonly matchQuote?: ((text: string) => Promise<Citation | null>) | undefined;
}

export interface RecapOptions {
  readonly signal?: AbortSignal | undefined;
  /** More discussions are counted, not told. */
  readonly mostThreads?: number;
}

const MOST_THREADS = 8;
/** A long day has more to tell, and nobody reads a list of everything. */
const MANY_MESSAGES = 300;
const MOST_OF_MANY = 15;

/**
 * What a group discussed in a window of messages: by discussion what was said, decided, left open and shared, each
 * with the messages that prove it. Rejects with the signal's reason when it is aborted, and never otherwise.
 */
export async function makeRecap(
  window: ChatWindow,
  { lexicon, model, matchQuote }: RecapDeps,
  { signal, mostThreads = mostThreadsOf(window) }: RecapOptions = {},
): Promise<Recap> {
  const found = await findThreads(window.messages, lexicon, signal);
  const slices = createSlices(signal);
  const discussions = await rankThreads(found.threads, slices);
  const told = discussions.slice(0, mostThreads);
  const extractive = await composeRecap(told, found, slices);
  const language = majorityLanguage(found);
  const composed = model
    ? await composeWithModel(extractive, told, { model, language, signal })
    : { draft: extractive };
  const verified = verifyRecap(composed.draft, window, model?.names);
  const threads: RecapThread[] = [];
  for (const thread of verified.threads) {
    await slices();
    threads.push(
      matchQuote ? { ...thread, quote: await matchQuote(wordsOf(thread, window)) } : thread,
    );
  }
  return {
    ...verified,
    ...(composed.fallback === undefined ? {} : { fallback: composed.fallback }),
    chat: window.chat,
    threads,
    language,
    from: window.messages[0]?.sentAt ?? null,
    to: window.messages.at(-1)?.sentAt ?? null,
    ...countsOf(window, found, discussions),
    more: discussions.length - told.length,
  };
}

const mostThreadsOf = ({ messages }: ChatWindow): number =>
  messages.length > MANY_MESSAGES ? MOST_OF_MANY : MOST_THREADS;

function countsOf(
  { messages, left }: ChatWindow,
  { read }: FoundThreads,
  discussions: readonly Thread[],
): Pick<Recap, "covered" | "skipped" | "reasons"> {
  const covered = new Set(discussions.flatMap((thread) => thread.messages));
  const reasons = Object.fromEntries(SKIP_REASONS.map((reason) => [reason, 0])) as Record<
    SkipReason,
    number
  >;
  for (const one of read)
    if (!covered.has(one)) reasons[one.kind === "content" ? "small-talk" : one.kind] += 1;
  reasons.bots += left;
  return { covered: covered.size, skipped: messages.length - covered.size + left, reasons };
}

function majorityLanguage({ read }: FoundThreads): Language {
  const texts = read.filter(({ kind }) => kind === "content" || kind === "small-talk");
  const chinese = texts.filter(({ message }) => languageOf(message.text) === "zh").length;
  return chinese * 2 > texts.length ? "zh" : "en";
}

/** What a discussion is about, to look it up: its title and what was said, as it was said. */
function wordsOf({ title, claims }: RecapThread, { messages }: ChatWindow): string {
  const cited = new Set(claims.flatMap((claim) => claim.messages));
  const said = messages.filter(({ id }) => cited.has(id)).map(({ text }) => text);
  return [title, ...said].join("\n");
}
