import type { ModelConfig } from "../../config.ts";
import { LONGEST_REPLY } from "./parse-reply.ts";
import type { Prompt } from "./prompt.ts";

export interface ChatRequest extends Prompt {
  /** JSON schema of the reply, where one is asked for. */
  readonly schema?: object;
  readonly signal: AbortSignal;
  /** Called with each piece of text as it arrives. */
  readonly onText?: (piece: string) => void;
}

export interface ChatReply {
  readonly text: string;
  /** As the endpoint counts; `null` when it does not say. */
  readonly usage: Usage | null;
}

export interface Usage {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/**
 * Asks once, or once more without what the endpoint does not know; whoever wants more tries calls it again.
 *
 * @throws what the client throws when the endpoint refuses, breaks off or does not answer; the signal's
 * reason when it was given up.
 */
export type ChatEndpoint = (request: ChatRequest) => Promise<ChatReply>;

/**
 * The client behind every endpoint. It takes a second or so to load, so only what will ask a model loads it;
 * whoever has the time does that before the first question.
 */
export const loadChatClient = () =>
  Promise.all([import("@langchain/core/messages"), import("@langchain/openai")]);

/** What not every compatible endpoint takes. */
type Feature = "schema" | "stream" | "usage" | "temperature";

/** Enough for six claims with translations, and for a model that thinks before. */
const MAX_COMPLETION_TOKENS = 3_000;

/** An OpenAI-compatible `/chat/completions`. It remembers which features it does not take. */
export function createChatEndpoint({
  name,
  apiKey,
  baseUrl,
}: Omit<ModelConfig, "budget">): ChatEndpoint {
  const lacking = new Set<Feature>();
  /** Once may be an accident. */
  const suspected = new Set<Feature>();

  return async (request) => {
    const without = new Set(lacking);
    const unsure = new Set<Feature>();
    for (;;) {
      try {
        const reply = await askOnce(request, without);
        for (const feature of without)
          if (!unsure.has(feature) || suspected.has(feature)) lacking.add(feature);
        for (const feature of unsure) suspected.add(feature);
        return reply;
      } catch (error) {
        request.signal.throwIfAborted();
        const unknown = unknownFeature(error, request, without);
        if (!unknown) throw error;
        without.add(unknown.feature);
        if (!unknown.isNamed) unsure.add(unknown.feature);
      }
    }
  };

  async function askOnce(request: ChatRequest, without: ReadonlySet<Feature>): Promise<ChatReply> {
    const [{ HumanMessage, SystemMessage }, { ChatOpenAI }] = await loadChatClient();
    const over = new AbortController();
    const stop = () => {
      over.abort(request.signal.reason);
    };
    request.signal.addEventListener("abort", stop, { once: true });
    request.signal.throwIfAborted();
    const streaming = !without.has("stream");
    const client = new ChatOpenAI({
      model: name,
      // Self-hosted endpoints mostly take any key, but the client insists on one.
      apiKey: apiKey ?? "none",
      maxRetries: 0,
      maxTokens: MAX_COMPLETION_TOKENS,
      streaming,
      streamUsage: streaming && !without.has("usage"),
      ...(without.has("temperature") ? {} : { temperature: 0 }),
      configuration: {
        ...(baseUrl === undefined ? {} : { baseURL: baseUrl }),
        // The client stops listening to its signal when the headers are there; the body may still hang.
        fetch: (url, init) => fetch(url, { ...init, signal: over.signal }),
      },
    });
    const messages = [new SystemMessage(request.system), new HumanMessage(request.user)];
    const options = { signal: over.signal, ...responseFormat(request, without) };
    try {
      if (streaming) return await read(await client.stream(messages, options), request);
      const message = await client.invoke(messages, options);
      request.onText?.(message.text);
      return { text: message.text, usage: usageOf(message.usage_metadata) };
    } finally {
      request.signal.removeEventListener("abort", stop);
      over.abort();
    }
  }
}

const responseFormat = ({ schema }: ChatRequest, without: ReadonlySet<Feature>) =>
  schema && !without.has("schema")
    ? {
        response_format: {
          type: "json_schema" as const,
          json_schema: { name: "reply", schema: schema as Record<string, unknown>, strict: true },
        },
      }
    : {};

interface Chunk {
  readonly text: string;
  readonly usage_metadata?: Counted | undefined;
}
interface Counted {
  readonly input_tokens: number;
  readonly output_tokens: number;
}

/** The endpoint ignored that it was to stream. */
class NoStream extends Error {}

async function read(chunks: AsyncIterable<Chunk>, { onText }: ChatRequest): Promise<ChatReply> {
  let text = "";
  let count = 0;
  let usage: Usage | null = null;
  for await (const chunk of chunks) {
    count++;
    usage = usageOf(chunk.usage_metadata) ?? usage;
    if (chunk.text === "") continue;
    text += chunk.text;
    onText?.(chunk.text);
    if (text.length > LONGEST_REPLY) break;
  }
  if (count === 0) throw new NoStream();
  return { text, usage };
}

const usageOf = (counted: Counted | undefined): Usage | null =>
  counted && counted.input_tokens > 0
    ? { promptTokens: counted.input_tokens, completionTokens: counted.output_tokens }
    : null;

/** The statuses with which endpoints answer to parameters that they do not take. */
const REFUSED = [400, 404, 415, 422, 501];
const NAMED: readonly (readonly [Feature, RegExp])[] = [
  ["schema", /response_format|json_schema|structured|guided|grammar|schema/iu],
  ["usage", /stream_options|include_usage/iu],
  ["temperature", /temperature/iu],
  ["stream", /stream/iu],
];

/** What the endpoint did not take, if that is why it refused; and whether it says so. */
function unknownFeature(
  error: unknown,
  { schema }: ChatRequest,
  without: ReadonlySet<Feature>,
): { readonly feature: Feature; readonly isNamed: boolean } | null {
  const isSent = (feature: Feature) =>
    !without.has(feature) && (feature !== "schema" || schema !== undefined);
  if (error instanceof NoStream)
    return isSent("stream") ? { feature: "stream", isNamed: false } : null;
  if (!(error instanceof Error) || !("status" in error)) return null;
  const status = Number(error.status);
  if (!REFUSED.includes(status) || error.name === "ContextOverflowError") return null;
  const named = NAMED.find(([feature, pattern]) => isSent(feature) && pattern.test(error.message));
  if (named) return { feature: named[0], isNamed: true };
  // Some refuse without saying what; of all that is sent, a schema is what fewest take.
  const mayBeSchema = isSent("schema") && (status === 400 || status === 422);
  return mayBeSchema ? { feature: "schema", isNamed: false } : null;
}
