import { existsSync } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Answer, ask } from "./answer/ask.ts";
import type { Exchange } from "./answer/conversation.ts";
import { createAnswerByModel } from "./answer/model/answer-by-model.ts";
import { loadKnownNames } from "./answer/model/known-names.ts";
import type { ModelUse } from "./answer/model/model-use.ts";
import { createMemoryLedger, type TokenLedger } from "./answer/model/token-ledger.ts";
import { unlessAborted } from "./answer/model/unless-aborted.ts";
import { createCorpus, type Corpus } from "./answer/corpus.ts";
import { findQuotes, type FindQuotesOptions, type QuoteLookup } from "./answer/find-quotes.ts";
import { loadReader } from "./answer/reader.ts";
import { speakersOf } from "./answer/speakers.ts";
import { type Summary, summarise, summariseTopic } from "./answer/summarise.ts";
import type { Reply } from "./answer/reply.ts";
import { createTopics, type Topics } from "./answer/topics.ts";
import type { Config } from "./config.ts";
import { UserError } from "./errors.ts";
import type { Language } from "./interview/interview.ts";
import { createDeriver, type Deriver } from "./library/derive.ts";
import { ingest, type IngestOptions } from "./library/ingest.ts";
import { type Library, openLibrary } from "./library/open-library.ts";
import { storedDimensions } from "./library/stored-embedder.ts";
import { openVectorCache } from "./library/vector-cache.ts";
import { createHnswIndex } from "./library/vector-index.ts";
import { loadMessages, type Messages } from "./locales/messages.ts";
import { packageRoot } from "./package-root.ts";
import { createBudgetedRecaps } from "./recap/budgeted-recaps.ts";
import { makeRecap, type RecapOptions } from "./recap/make-recap.ts";
import { createQuoteMatcher } from "./recap/match-quote.ts";
import type { ChatWindow, Recap } from "./recap/recap.ts";
import { createDenseSide } from "./retrieve/dense-side.ts";
import { openEmbedder } from "./retrieve/open-embedder.ts";
import { loadLexicon } from "./retrieve/lexicon.ts";
import { createRetriever, localFusion, remoteFusion } from "./retrieve/retrieve.ts";

const SHIPPED = new URL("data/", packageRoot());

export interface AskOptions {
  readonly before?: Exchange | null;
  /** Answers in this language instead of the question's. */
  readonly language?: Language;
  /** Gives up: the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Whose budget of tokens a model's answer counts against; names of no meaning to the core. */
  readonly asker?: { readonly user: string; readonly chat: string };
  /** The reply as far as it is verified. Only a model's answer comes in parts; the last part is the result. */
  readonly onPart?: (reply: Reply) => void;
}

export type AppRecapOptions = RecapOptions & Pick<AskOptions, "asker">;

/** What every face of the product offers: terminal, commands and bot. */
export interface App {
  readonly messages: Messages;
  readonly corpus: Corpus;
  readonly topics: Topics;
  readonly library: Library;
  ask(question: string, options?: AskOptions): Promise<Answer>;
  findQuotes(topic: string, options?: FindQuotesOptions): Promise<QuoteLookup>;
  /** What a group discussed in a window of messages. */
  recap(window: ChatWindow, options?: AppRecapOptions): Promise<Recap>;
  /** One for each interview; with a topic, one for each that speaks of it, and at least one. */
  summaries(options: {
    topic?: string;
    interview?: string;
    language: Language;
  }): Promise<Summary[]>;
}

export interface LibraryPlace {
  readonly directory: string;
  /** The default library is made from the interviews that ship when it is not there; no other is. */
  readonly isDefault: boolean;
}

export const libraryPlace = (config: Config, explicit: string | undefined): LibraryPlace => ({
  directory: explicit ?? join(config.dataDirectory, "library"),
  isDefault: explicit === undefined,
});

export interface AppReports extends IngestOptions {
  readonly onWarning?: (line: string) => void;
  /** The default library is about to be made from this many interviews. */
  readonly onFirstStart?: (interviews: number) => void;
  /** A remote model makes vectors of many passages: how many are done, and how many there are. */
  readonly onVectors?: (done: number, total: number) => void;
  /** After each question that was for the model, with what it took. */
  readonly onModelUse?: (use: ModelUse) => void;
  /** Where the model's use of tokens is kept; in memory where there is nothing else. */
  readonly ledger?: TokenLedger;
}

export interface LibraryToolsOptions extends Pick<AppReports, "onWarning" | "onVectors"> {
  /** Whether vectors of another model may be made anew with a remote one, which takes time or money. */
  readonly mayChange?: boolean;
}

/**
 * What reads, derives and writes a library under this configuration.
 *
 * @throws UserError `embedding-changed` or `embedding`.
 */
export async function createLibraryTools(
  config: Config,
  { directory }: LibraryPlace,
  { mayChange = false, onWarning, onVectors }: LibraryToolsOptions = {},
) {
  const lexicon = loadLexicon(new URL("lexicon/", SHIPPED));
  const embedder = await openEmbedder(config.embedder, lexicon, {
    dimensions: await storedDimensions(directory, config.embedder, { mayChange }),
    cache: openVectorCache(join(config.dataDirectory, "state", "vectors"), { onWarning }),
    ...(onVectors && { onProgress: onVectors }),
  });
  const deriver = createDeriver({
    lexicon,
    embeddings: embedder.embeddings,
    embedder: { model: embedder.model, dimensions: embedder.dimensions },
  });
  return { lexicon, embedder, deriver };
}

/** Makes the default library when it is not there yet. */
export async function ensureLibrary(
  { directory, isDefault }: LibraryPlace,
  deriver: Deriver,
  { onFirstStart, ...options }: AppReports = {},
): Promise<void> {
  if (!isDefault || existsSync(join(directory, "manifest.json"))) return;
  await makePlace(directory);
  const shipped = await shippedInterviews();
  onFirstStart?.(shipped.length);
  await ingest(directory, shipped, deriver, options);
}

/** Says in time, and in one line, that there is no place for a library. */
async function makePlace(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true });
  } catch (cause) {
    const why = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    throw new UserError(
      "library-unwritable",
      `Cannot make the library at ${directory} (${why}). Make that place writable, or choose another with DATA_DIR or --library`,
      { cause },
    );
  }
}

async function shippedInterviews(): Promise<string[]> {
  const directory = fileURLToPath(new URL("interviews/", SHIPPED));
  const names = await readdir(directory);
  return names.filter((name) => /\.(?:md|txt)$/u.test(name)).map((name) => join(directory, name));
}

/**
 * A library and what stands in it, to be looked at and not to be asked.
 *
 * @throws UserError when the library cannot be used.
 */
export async function openCorpus(
  config: Config,
  place: LibraryPlace,
  reports: AppReports = {},
): Promise<Tools & { readonly library: Library; readonly corpus: Corpus }> {
  const tools = await createLibraryTools(config, place, reports);
  await ensureLibrary(place, tools.deriver, reports);
  const library = await openLibrary(place.directory, tools.deriver, reports);
  return { ...tools, library, corpus: createCorpus(library) };
}

type Tools = Awaited<ReturnType<typeof createLibraryTools>>;

/**
 * The composition root: from a configuration to a program that answers.
 *
 * @throws UserError when the library cannot be used.
 */
export async function createApp(
  config: Config,
  place: LibraryPlace,
  reports: AppReports = {},
): Promise<App> {
  const { lexicon, embedder, library, corpus } = await openCorpus(config, place, reports);
  const messages = loadMessages();
  const topics = createTopics(corpus);
  const vectors = library.interviews.flatMap((stored) => stored.vectors);
  const index = createHnswIndex(vectors, embedder.dimensions);
  const retriever = createRetriever({
    lexicon,
    passages: library.interviews.flatMap(({ passages }) => passages),
    ...createDenseSide({
      embedder,
      search: (vector, limit) =>
        index.search(vector, limit).map(({ item, similarity }) => ({ passage: item, similarity })),
      onWarning: reports.onWarning,
    }),
    fusion: config.embedder.kind === "local" ? localFusion : remoteFusion,
  });
  const byModel =
    config.model === null
      ? undefined
      : {
          config: config.model,
          names: { lexicon, names: loadKnownNames(new URL("names/names.tsv", SHIPPED)) },
          ledger: reports.ledger ?? createMemoryLedger(),
          onUse: reports.onModelUse,
        };
  const answerByModel =
    byModel && createAnswerByModel({ ...byModel, ...byModel.names, corpus, messages });
  const recapByModel = byModel && createBudgetedRecaps(byModel);
  const reader = loadReader(new URL("reader.json", SHIPPED));
  const deps = { corpus, retriever, reader, topics, messages, answerByModel };
  const matchQuote = createQuoteMatcher({
    lexicon,
    findQuotes: (topic, options) => findQuotes(topic, deps, options),
    speakers: speakersOf(corpus).map(({ name }) => name),
  });
  return {
    messages,
    corpus,
    topics,
    library,
    async ask(question, { before = null, language, signal, ...options } = {}) {
      signal?.throwIfAborted();
      return unlessAborted(ask(question, deps, before, language, { signal, ...options }), signal);
    },
    findQuotes: (topic, options) => findQuotes(topic, deps, options),
    async recap(window, { asker, ...options } = {}) {
      const composing = recapByModel?.(asker);
      const deps = { lexicon, matchQuote, model: composing?.model };
      const recap = await makeRecap(window, deps, options);
      composing?.done(recap.fallback ?? "answered");
      return recap;
    },
    async summaries({ topic, interview, language }) {
      const wanted = library.interviews.filter(
        (stored) => interview === undefined || stored.interview.id === interview,
      );
      if (topic === undefined) return wanted.map((stored) => summarise(stored, language, deps));
      const all = await Promise.all(
        wanted.map((stored) => summariseTopic(stored, topic, language, deps)),
      );
      const speaking = all.filter(({ claims }) => claims.length > 0);
      return speaking.length > 0 ? speaking : all.slice(0, 1);
    },
  };
}
