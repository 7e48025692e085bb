import type { ChatEndpoint } from "../answer/model/chat-endpoint.ts";
import type { NameDeps } from "../answer/model/names-lacking.ts";
import type { RecapModel } from "./model-recap.ts";

export interface RecapModelDeps {
  readonly endpoint: ChatEndpoint;
  readonly names: NameDeps;
  /** What one prompt may hold. */
  readonly promptTokens: number;
  /** Of one call. */
  readonly timeoutMs: number;
}

/** JSON schema of a reply; ids are numbers of messages. */
const SCHEMA = {
  type: "object",
  additionalProperties: false,
  required: ["answerable", "claims"],
  properties: {
    answerable: { type: "boolean" },
    claims: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["text", "sentences"],
        properties: {
          text: { type: "string" },
          sentences: { type: "array", items: { type: "integer" } },
        },
      },
    },
  },
};

/** Recaps by a chat endpoint; each call has its deadline. */
export const createRecapModel = ({
  endpoint,
  names,
  promptTokens,
  timeoutMs,
}: RecapModelDeps): RecapModel => ({
  names,
  promptTokens,
  complete: async (prompt, signal) => {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    try {
      const { text } = await endpoint({ ...prompt, schema: SCHEMA, signal: deadline });
      return text;
    } catch (error) {
      // The client has errors of its own for what was given up.
      deadline.throwIfAborted();
      throw error;
    }
  },
});
