import { type Asker, createBudget } from "../answer/model/budget.ts";
import { createCallModel } from "../answer/model/call-model.ts";
import { createChatEndpoint } from "../answer/model/chat-endpoint.ts";
import { createMeter, type ModelUse } from "../answer/model/model-use.ts";
import type { NameDeps } from "../answer/model/names-lacking.ts";
import type { TokenLedger } from "../answer/model/token-ledger.ts";
import type { ModelConfig } from "../config.ts";
import type { RecapModel } from "./model-recap.ts";
import { createRecapModel } from "./recap-model.ts";

export interface BudgetedRecapsDeps {
  readonly config: ModelConfig;
  readonly names: NameDeps;
  readonly ledger: TokenLedger;
  readonly onUse?: ((use: ModelUse) => void) | undefined;
}

/** The model for one recap: all its calls share one deadline and count against the budget of whoever asks. */
export interface BudgetedRecap {
  readonly model: RecapModel;
  /** To be called once, with what came of it. */
  done(outcome: ModelUse["outcome"]): void;
}

export function createBudgetedRecaps({
  config,
  names,
  ledger,
  onUse,
}: BudgetedRecapsDeps): (asker: Asker | undefined) => BudgetedRecap {
  const { answerTimeoutMs, promptTokens } = config;
  const callModel = createCallModel(
    createChatEndpoint(config),
    createBudget(config.budget, ledger),
  );
  return (asker) => {
    const meter = createMeter(config.name);
    const overall = AbortSignal.timeout(answerTimeoutMs);
    const end = performance.now() + answerTimeoutMs;
    const model = createRecapModel({
      names,
      promptTokens,
      timeoutMs: answerTimeoutMs,
      endpoint: async ({ system, user, schema, signal: given }) => {
        const signal = AbortSignal.any([given, overall]);
        signal.throwIfAborted();
        const call = { prompt: { system, user }, ...(schema ? { schema } : {}) };
        const msLeft = () => end - performance.now();
        try {
          const text = await callModel(call, { signal, asker, meter, msLeft });
          return { text, usage: null };
        } catch (error) {
          signal.throwIfAborted();
          throw error;
        }
      },
    });
    return {
      model,
      done: (outcome) => onUse?.(meter.use(outcome, {})),
    };
  };
}
