import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { ModelConfig } from "../../config.ts";
import type { Messages } from "../../locales/messages.ts";
import type { Answer } from "../ask.ts";
import { cleanQuestion } from "../clean-question.ts";
import { type Exchange, followsUp } from "../conversation.ts";
import type { Corpus } from "../corpus.ts";
import type { Found, Question } from "../look-up.ts";
import type { Fallback, Reply } from "../reply.ts";
import type { Verified } from "../verify.ts";
import { type Asker, createBudget } from "./budget.ts";
import { createCallModel, OverBudget } from "./call-model.ts";
import { createChatEndpoint } from "./chat-endpoint.ts";
import { createClaimCheck, type Drops } from "./check-claims.ts";
import { createSourceChooser } from "./choose-sources.ts";
import { type Composed, type ComposeDeps, composeByModel } from "./compose-by-model.ts";
import { createMeter, type ModelUse } from "./model-use.ts";
import type { NameDeps } from "./names-lacking.ts";
import { createSharedCalls } from "./shared-calls.ts";
import { createMemoryLedger, type TokenLedger } from "./token-ledger.ts";
import { TooSlow, withDeadline } from "./unless-aborted.ts";

/** What is known of a question when the model is asked. */
export interface Asked {
  /** As it was typed. */
  readonly question: string;
  readonly understood: Question;
  readonly before: Exchange | null;
  readonly found: Found;
  /** What goes out when there is no model's answer. */
  readonly extractive: Answer;
}

export interface ByModelOptions {
  readonly signal?: AbortSignal | undefined;
  readonly asker?: Asker | undefined;
  readonly onPart?: ((reply: Reply) => void) | undefined;
}

export type AnswerByModel = (asked: Asked, options: ByModelOptions) => Promise<Answer>;

export interface ByModelDeps extends NameDeps {
  readonly config: ModelConfig;
  readonly corpus: Corpus;
  readonly messages: Messages;
  /** Where the use of tokens is kept; in memory where there is nothing else. */
  readonly ledger?: TokenLedger | undefined;
  readonly onUse?: ((use: ModelUse) => void) | undefined;
}

/** Answers that are kept for whoever asks the same. */
const CACHED_ANSWERS = 500;

type Outcome = Composed | { readonly kind: Exclude<Fallback, "unusable">; readonly drops: Drops };

/** The model's answer when there is one in time that stands up to verification, else the extractive one. */
export function createAnswerByModel(deps: ByModelDeps): AnswerByModel {
  const { config, corpus, ledger = createMemoryLedger(), onUse } = deps;
  const composeDeps: ComposeDeps = {
    ...deps,
    callModel: createCallModel(createChatEndpoint(config), createBudget(config.budget, ledger)),
    chooseSources: createSourceChooser(corpus, config.promptTokens),
    checkerFor: createClaimCheck(corpus, deps),
  };
  const cache = new LRUCache<string, Composed>({ max: CACHED_ANSWERS });
  const calls = createSharedCalls<Verified, Outcome>();
  const version = libraryVersion(corpus);

  return async (asked, { signal, asker, onPart }) => {
    const { understood, before } = asked;
    const follows = before && followsUp(understood.text) ? before : null;
    const key = keyOf([
      version,
      config.name,
      understood.language,
      normal(understood.text),
      follows,
    ]);
    const kept = cache.get(key);
    if (kept) {
      onUse?.(createMeter(config.name).use(kept.kind, {}, true));
      return answerOf(kept, asked, deps);
    }
    const outcome = await calls.run(
      key,
      (emit, shared) => compose(asked, follows, { signal: shared, asker, onPart: emit }),
      {
        signal,
        onPart: (verified) => onPart?.(answered(verified, asked)),
      },
    );
    if (!follows && (outcome.kind === "answered" || outcome.kind === "refused"))
      cache.set(key, outcome);
    return answerOf(outcome, asked, deps);
  };

  async function compose(
    { understood, found }: Asked,
    follows: Exchange | null,
    options: {
      signal: AbortSignal;
      asker: Asker | undefined;
      onPart: (verified: Verified) => void;
    },
  ): Promise<Outcome> {
    const meter = createMeter(config.name);
    const end = performance.now() + config.answerTimeoutMs;
    const msLeft = () => end - performance.now();
    const outcome = await withDeadline(config.answerTimeoutMs, options.signal, (signal) =>
      composeByModel(
        { question: understood, follows, found, onPart: options.onPart },
        { signal, asker: options.asker, meter, msLeft },
        composeDeps,
      ),
    ).catch((error: unknown): Outcome => {
      if (options.signal.aborted) {
        onUse?.(meter.use("given-up", {}));
        throw error;
      }
      return { kind: failureOf(error), drops: {} };
    });
    onUse?.(meter.use(outcome.kind, outcome.drops));
    return outcome;
  }
}

const failureOf = (error: unknown): Exclude<Fallback, "unusable"> =>
  error instanceof TooSlow ? "slow" : error instanceof OverBudget ? "over-budget" : "unavailable";

/** Other sources have other answers. */
const libraryVersion = ({ interviews }: Corpus): string =>
  keyOf(interviews.map(({ interview, source }) => [interview.id, source]));

/** Nothing that people typed stays readable in memory for being a key. */
const keyOf = (parts: readonly unknown[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("base64url");

const normal = (question: string): string =>
  cleanQuestion(question)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s?？!！.。]+$/u, "");

const answered = ({ claims, citations }: Verified, { question, extractive }: Asked): Reply => ({
  question,
  language: extractive.reply.language,
  mode: "model",
  status: "answered",
  message: "",
  nearest: extractive.reply.nearest,
  claims,
  citations,
});

function answerOf(
  outcome: Outcome,
  asked: Asked,
  { messages }: Pick<ByModelDeps, "messages">,
): Answer {
  const { extractive, question } = asked;
  const { language, nearest } = extractive.reply;
  switch (outcome.kind) {
    case "answered": {
      const cited = outcome.verified.citations.flatMap(({ sentences }) => sentences);
      return {
        reply: answered(outcome.verified, asked),
        exchange: { question: outcome.text, language, cited },
      };
    }
    case "refused":
      return {
        exchange: null,
        reply: {
          question,
          language,
          mode: "model",
          status: "not_found",
          message: messages(language, "not-found"),
          nearest,
          claims: [],
          citations: [],
        },
      };
    default:
      return { ...extractive, reply: { ...extractive.reply, fallback: outcome.kind } };
  }
}
