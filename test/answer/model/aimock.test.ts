import { LLMock } from "@copilotkit/aimock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectHonest } from "./check-reply.ts";
import { type ModelApp, modelApp } from "./model-app.ts";

/** An independent implementation of the protocol, which knows nothing of ours. */
const mock = new LLMock({ port: 0 });
const SAFETY_ID = 73;
const ANSWER = JSON.stringify({
  answerable: true,
  claims: [{ text: "Murati said it had nothing to do with safety.", sentences: [SAFETY_ID] }],
});

let asked = 0;
let patient: ModelApp;
let impatient: ModelApp;
type Fixture = Parameters<typeof mock.onMessage>;

beforeAll(async () => {
  await mock.start();
  const url = `${mock.url}/v1`;
  patient = await modelApp(url);
  impatient = await modelApp(url, { ANSWER_TIMEOUT_MS: "700" });
  // The client is loaded with the first question, which takes a part of its time.
  await ask(patient, { content: ANSWER });
});
// Not waited for: it holds on to idle connections for seconds.
afterAll(() => void mock.stop());

/** A question of its own, to which the server answers like this; also while others are asked. */
async function ask({ app }: ModelApp, response: Fixture[1], options?: Fixture[2]) {
  const question = `Did anything change in OpenAI's safety work (${++asked})?`;
  mock.onMessage(`(${asked})?`, response, options);
  const { reply } = await app.ask(question);
  expectHonest(reply, app);
  const requests = mock
    .getRequests()
    .filter(({ body }) => JSON.stringify(body).includes(`Question: ${question}`));
  return { reply, requests };
}

describe.concurrent("over an independent OpenAI-compatible server", () => {
  it("a streamed answer is a model's answer, asked for with a schema", async () => {
    const { reply, requests } = await ask(patient, { content: ANSWER }, { chunkSize: 3 });
    expect(reply).toMatchObject({
      mode: "model",
      claims: [{ text: "Murati said it had nothing to do with safety." }],
      citations: [{ quote: "这些事件与安全无关。" }],
    });
    expect(requests).toHaveLength(1);
    expect(requests[0]!.body).toMatchObject({
      stream: true,
      response_format: { type: "json_schema" },
    });
  });

  it("a refusal, and an empty reply, are told apart", async () => {
    const refusal = await ask(patient, { content: '{"answerable": false, "claims": []}' });
    expect(refusal.reply).toMatchObject({ mode: "model", status: "not_found" });
    const empty = await ask(patient, { content: "" });
    expect(empty.reply).toMatchObject({ mode: "extractive", fallback: "unusable" });
  });

  it.each([401, 403, 429, 500, 503])("an error %i gives way to quotes", async (status) => {
    const { reply } = await ask(impatient, {
      error: { message: "no" },
      status,
      retryAfter: 20,
    });
    expect(reply).toMatchObject({ mode: "extractive", fallback: "unavailable" });
  });

  it("a first token behind the deadline gives way to quotes", async () => {
    const { reply } = await ask(impatient, { content: ANSWER }, { latency: 2_000 });
    expect(reply).toMatchObject({ mode: "extractive", fallback: "slow" });
  });

  it("a stream that breaks off inside the only claim gives way to quotes", async () => {
    const { reply } = await ask(
      impatient,
      { content: ANSWER },
      { chunkSize: 5, truncateAfterChunks: 6 },
    );
    expect(reply.mode).toBe("extractive");
    expect(["unusable", "unavailable"]).toContain(reply.fallback);
  });
});

describe("over an independent OpenAI-compatible server that fails once", () => {
  it("the error is not seen", async () => {
    mock.nextRequestError(503, { message: "overloaded" });
    const { reply, requests } = await ask(patient, { content: ANSWER });
    expect(reply).toMatchObject({ mode: "model" });
    expect(requests).toHaveLength(2);
  });
});
