import { z } from "zod";
import type { ModelConfig } from "../config.ts";
import {
  type Answered,
  call,
  type CallDeps,
  type Called,
  fieldOf,
  saidBy,
  whyNoAnswer,
} from "./call.ts";
import { type Finding, findingsOf, type Say } from "./finding.ts";

/** Where the client goes that answers are made with. */
const DEFAULT_BASE_URL = "https://api.openai.com/v1";

const completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string().nullish() }) })).min(1),
});

const QUESTION = { role: "user", content: 'Reply with this JSON and nothing else: {"ready":true}' };
const SCHEMA = {
  type: "object",
  properties: { ready: { type: "boolean" } },
  required: ["ready"],
  additionalProperties: false,
};

/**
 * Three questions of a dozen tokens each at most: whether the model answers, whether it keeps to a JSON schema,
 * and whether it streams.
 */
export async function checkChatModel(
  model: ModelConfig | null,
  say: Say,
  deps: CallDeps,
): Promise<Finding[]> {
  const finding = findingsOf("models");
  if (!model) return [finding("chat", "ok", say("doctor-chat-unset"))];
  const { name, apiKey, baseUrl, answerTimeoutMs } = model;
  const url = `${(baseUrl ?? DEFAULT_BASE_URL).replace(/\/+$/u, "")}/chat/completions`;
  const ask = (extra: object) =>
    call(url, { apiKey, body: { model: name, messages: [QUESTION], ...extra } }, deps);

  const [structured, streamed] = await Promise.all([
    ask({
      response_format: {
        type: "json_schema",
        json_schema: { name: "reply", strict: true, schema: SCHEMA },
      },
    }),
    ask({ stream: true }),
  ]);
  const schema = contentOf(structured);
  const answer = schema === null && isRefusal(structured) ? await ask({}) : structured;
  if (contentOf(answer) === null) return [finding("chat", "fail", whyNot(answer))];

  const { ms } = answer as Answered;
  const host = new URL(url).host;
  const slow = ms > answerTimeoutMs / 2;
  const values = { name, host, timeout: answerTimeoutMs };
  return [
    finding(
      "chat",
      slow ? "warn" : "ok",
      slow ? say("doctor-chat-slow", values) : say("doctor-chat", values),
      ms,
    ),
    schema !== null && isReady(schema)
      ? finding("json-schema", "ok", say("doctor-schema"))
      : finding("json-schema", "warn", say("doctor-schema-none")),
    isStream(streamed)
      ? finding("streaming", "ok", say("doctor-streaming"), streamed.ms)
      : finding("streaming", "warn", say("doctor-streaming-none")),
  ];

  function whyNot(called: Called): string {
    if (called.status === null)
      return say("doctor-chat-silent", {
        name,
        reason: whyNoAnswer(called.error, say, deps.timeoutMs),
      });
    const reason = `${called.status} ${saidBy(called)}`.trim();
    if (called.status === 401 || called.status === 403)
      return say("doctor-chat-key", { name, reason });
    if (called.status === 404) return say("doctor-chat-unknown", { name, reason });
    if (called.status === 429) return say("doctor-chat-busy", { name, reason });
    return called.status === 200
      ? say("doctor-chat-foreign", { name })
      : say("doctor-chat-broken", { name, reason });
  }
}

/** It may understand the question without the schema. */
const isRefusal = ({ status }: Called): boolean =>
  status !== null && [400, 404, 415, 422, 500, 501].includes(status);

/** `null` when it is no chat completion. */
function contentOf(called: Called): string | null {
  if (called.status !== 200) return null;
  const parsed = completion.safeParse(called.json);
  return parsed.success ? (parsed.data.choices[0]!.message.content ?? "") : null;
}

function isReady(content: string): boolean {
  try {
    return typeof fieldOf(JSON.parse(content), "ready") === "boolean";
  } catch {
    return false;
  }
}

const isStream = (called: Called): called is Answered =>
  called.status === 200 && /^data: ?\{/mu.test(called.text);
