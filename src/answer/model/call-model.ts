import { setTimeout as sleep } from "node:timers/promises";
import { withRetries } from "../../retrieve/remote-failures.ts";
import type { Asker, Budget } from "./budget.ts";
import type { ChatEndpoint, ChatReply, ChatRequest } from "./chat-endpoint.ts";
import { estimateTokens } from "./estimate-tokens.ts";
import type { Meter } from "./model-use.ts";
import type { Prompt } from "./prompt.ts";

export interface CallContext {
  readonly signal: AbortSignal;
  readonly asker: Asker | undefined;
  readonly meter: Meter;
  /** What is left of the deadline. */
  readonly msLeft: () => number;
}

export interface Call {
  readonly prompt: Prompt;
  readonly schema?: object;
  /** Called for each try; gives what takes the text of that try. */
  readonly onTry?: () => (piece: string) => void;
  /** Whether the text of a try that broke off is worth having, so that there is no other. */
  readonly isUseful?: (text: string) => boolean;
}

/** The day's tokens are used up. */
export class OverBudget extends Error {
  override readonly name = "OverBudget";
}

export type CallModel = (call: Call, context: CallContext) => Promise<string>;

const RETRIES = 2;
/** What is set aside for a reply before it is known. */
const USUAL_COMPLETION = 500;

/**
 * One call within the budget: tried again where that may help and there is time, and accounted for in the end.
 *
 * @throws OverBudget; else what the endpoint throws.
 */
export function createCallModel(endpoint: ChatEndpoint, budget: Budget): CallModel {
  return async ({ prompt, schema, onTry, isUseful }, context) => {
    const { signal, asker, meter, msLeft } = context;
    const promptTokens = estimateTokens(prompt.system) + estimateTokens(prompt.user);
    const reservation = await budget.reserve(asker, promptTokens + USUAL_COMPLETION);
    if (!reservation) throw new OverBudget();
    let taken = 0;
    async function tryOnce(): Promise<string> {
      let text = "";
      const end = meter.begin(promptTokens);
      const account = (usage: ChatReply["usage"]) => {
        const counted = usage ?? { promptTokens, completionTokens: estimateTokens(text) };
        taken += counted.promptTokens + counted.completionTokens;
        end({ ...counted, estimated: usage === null });
      };
      const take = onTry?.();
      const onText: ChatRequest["onText"] = (piece) => {
        text += piece;
        if (!signal.aborted) take?.(piece);
      };
      try {
        const { usage } = await endpoint({
          ...prompt,
          ...(schema ? { schema } : {}),
          signal,
          onText,
        });
        account(usage);
        return text;
      } catch (error) {
        // What was begun is paid for; what was refused is not.
        if (text !== "" || signal.aborted) account(null);
        else end();
        if (!signal.aborted && isUseful?.(text)) return text;
        throw error;
      }
    }

    const wait = async (ms: number) => {
      if (ms >= msLeft()) throw new NoTime();
      await sleep(ms, undefined, { signal });
    };
    try {
      return await withRetries(tryOnce, { retries: RETRIES, wait });
    } finally {
      await reservation.settle(taken);
    }
  };
}

/** The endpoint asks for more patience than there is. */
class NoTime extends Error {}
