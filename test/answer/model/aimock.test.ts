import { LLMock } from "@copilotkit/aimock";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
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
const fresh = () => `${"🙂".repeat(++asked)} Did anything change in OpenAI's safety work?`;
let patient: ModelApp;
let impatient: ModelApp;

beforeAll(async () => {
  await mock.start();
  const url = `${mock.url}/v1`;
  patient = await modelApp(url);
  impatient = await modelApp(url, { ANSWER_TIMEOUT_MS: "700" });
  mock.onMessage(/./u, { content: ANSWER });
  await patient.app.ask(fresh());
});
beforeEach(() => {
  mock.clearFixtures();
  mock.clearRequests();
});
afterAll(() => mock.stop());

async function ask({ app }: ModelApp) {
  const { reply } = await app.ask(fresh());
  expectHonest(reply, app);
  return reply;
}

describe("over an independent OpenAI-compatible server", () => {
  it("a streamed answer is a model's answer, asked for with a schema", async () => {
    mock.onMessage(/./u, { content: ANSWER }, { chunkSize: 3 });
    expect(await ask(patient)).toMatchObject({
      mode: "model",
      claims: [{ text: "Murati said it had nothing to do with safety." }],
      citations: [{ quote: "这些事件与安全无关。" }],
    });
    expect(mock.getRequests()).toHaveLength(1);
    expect(mock.getLastRequest()?.body).toMatchObject({
      stream: true,
      response_format: { type: "json_schema" },
    });
  });

  it("a refusal, and an empty reply, are told apart", async () => {
    mock.onMessage(/./u, { content: '{"answerable": false, "claims": []}' });
    expect(await ask(patient)).toMatchObject({ mode: "model", status: "not_found" });
    mock.clearFixtures();
    mock.onMessage(/./u, { content: "" });
    expect(await ask(patient)).toMatchObject({ mode: "extractive", fallback: "unusable" });
  });

  it.each([401, 403, 429, 500, 503])("an error %i gives way to quotes", async (status) => {
    mock.onMessage(/./u, { error: { message: "no" }, status, retryAfter: 20 });
    expect(await ask(impatient)).toMatchObject({ mode: "extractive", fallback: "unavailable" });
  });

  it("an error that passes is not seen", async () => {
    mock.onMessage(/./u, { content: ANSWER });
    mock.nextRequestError(503, { message: "overloaded" });
    expect(await ask(patient)).toMatchObject({ mode: "model" });
    expect(mock.getRequests()).toHaveLength(2);
  });

  it("a first token behind the deadline gives way to quotes", async () => {
    mock.onMessage(/./u, { content: ANSWER }, { latency: 2_000 });
    expect(await ask(impatient)).toMatchObject({ mode: "extractive", fallback: "slow" });
  });

  it("a stream that breaks off inside the only claim gives way to quotes", async () => {
    mock.onMessage(/./u, { content: ANSWER }, { chunkSize: 5, truncateAfterChunks: 6 });
    const reply = await ask(impatient);
    expect(reply.mode).toBe("extractive");
    expect(["unusable", "unavailable"]).toContain(reply.fallback);
  });
});
