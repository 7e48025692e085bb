import type { Fallback } from "../reply.ts";
import type { Drops } from "./check-claims.ts";

/** What one question took and came to: numbers and names of outcomes, none of its text or its answer's. */
export interface ModelUse {
  readonly model: string;
  readonly outcome: "answered" | "refused" | Fallback | "given-up";
  /** Answered from memory: no call was made. */
  readonly cached: boolean;
  /** One for a question, one more for a follow-up that was rewritten, one for each further try. */
  readonly calls: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** Whether the endpoint did not count, so that the tokens are an estimate. */
  readonly estimated: boolean;
  readonly ms: number;
  /** How often what the model wrote was not shown, by reason. */
  readonly drops: Drops;
}

/** Adds up what a question takes. */
export function createMeter(model: string) {
  const start = performance.now();
  const sum = { calls: 0, promptTokens: 0, completionTokens: 0, estimated: false };
  /** Estimates of the calls that are on their way, for a question that is given up before they end. */
  const pending = new Set<{ readonly promptTokens: number }>();
  return {
    /** What is returned is called once, with what the call took, or with nothing when it cost nothing. */
    begin(promptTokens: number) {
      const call = { promptTokens };
      sum.calls++;
      pending.add(call);
      return (taken?: Taken) => {
        pending.delete(call);
        if (!taken) return;
        sum.promptTokens += taken.promptTokens;
        sum.completionTokens += taken.completionTokens;
        sum.estimated ||= taken.estimated;
      };
    },
    use: (outcome: ModelUse["outcome"], drops: Drops, cached = false): ModelUse => ({
      model,
      outcome,
      cached,
      ...sum,
      promptTokens: [...pending].reduce(
        (tokens, call) => tokens + call.promptTokens,
        sum.promptTokens,
      ),
      estimated: sum.estimated || pending.size > 0,
      ms: Math.round(performance.now() - start),
      drops,
    }),
  };
}

interface Taken {
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly estimated: boolean;
}

export type Meter = ReturnType<typeof createMeter>;
