import { readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LLMock } from "@copilotkit/aimock";
import { describe, expect, it, onTestFinished } from "vitest";
import { openVectorCache, type VectorCacheOptions } from "../../src/library/vector-cache.ts";
import { createDenseSide } from "../../src/retrieve/dense-side.ts";
import { openEmbedder } from "../../src/retrieve/open-embedder.ts";
import { createRemoteClient } from "../../src/retrieve/remote-client.ts";
import type { RemoteOptions } from "../../src/retrieve/remote-embedder.ts";
import { shippedLexicon } from "../support/deriver.ts";
import { anyVector, deadUrl, embeddingsServer, type Fault } from "../support/embeddings-server.ts";
import { workspace } from "../support/workspace.ts";

const lexicon = shippedLexicon();
const choiceAt = (baseUrl: string, dimensions?: number) => ({
  kind: "openai" as const,
  model: "m",
  apiKey: "sk-secret",
  baseUrl,
  dimensions,
});

/** An embedder of three dimensions that waits for nobody, and how long it would have waited. */
async function embedderAt(url: string, options: RemoteOptions = {}) {
  const waits: number[] = [];
  const wait = (ms: number) => Promise.resolve(waits.push(ms));
  const embedder = await openEmbedder(choiceAt(url), lexicon, { dimensions: 3, wait, ...options });
  return { ...embedder, waits };
}

const texts = (count: number) => Array.from({ length: count }, (_, i) => `passage ${i}`);

describe("a remote embedder", () => {
  it("asks in batches, by number and by length, and gives the vectors in the order of the texts", async () => {
    const { url, requests } = await embeddingsServer();
    const { embeddings } = await embedderAt(url);
    const many = texts(150);
    const vectors = await embeddings.embedDocuments(many);
    expect(requests.map(({ input }) => input.length)).toEqual([64, 64, 22]);
    expect(vectors).toEqual(many.map((text) => anyVector(text, requests[0]!)));
    requests.length = 0;
    await embeddings.embedDocuments(["a", "b", "c"].map((text) => text.repeat(30_000)));
    expect(requests.map(({ input }) => input.length)).toEqual([1, 1, 1]);
  });

  it("sends line ends as they are, asks for floats, and for a length only when told to", async () => {
    const { url, requests } = await embeddingsServer();
    await (await embedderAt(url)).embeddings.embedDocuments(["heading\ntext"]);
    expect(requests).toEqual([{ model: "m", input: ["heading\ntext"], encoding_format: "float" }]);
    const shorter = await openEmbedder(choiceAt(url, 3), lexicon);
    await shorter.embeddings.embedQuery("x");
    expect(requests[1]).toMatchObject({ dimensions: 3, encoding_format: "float" });
  });

  it("asks once for a text that comes twice", async () => {
    const server = await embeddingsServer();
    const { embeddings } = await embedderAt(server.url);
    expect(await embeddings.embedDocuments(["x", "y", "x"])).toHaveLength(3);
    expect(server.texts()).toEqual(["x", "y"]);
  });

  it("learns the length of vectors from the endpoint when nobody knows it", async () => {
    const server = await embeddingsServer(() => [1, 2, 3, 4]);
    expect((await openEmbedder(choiceAt(server.url), lexicon)).dimensions).toBe(4);
    expect(server.requests).toHaveLength(1);
  });

  it("tells how far it is while there are several batches, and not for one", async () => {
    const { url } = await embeddingsServer();
    const progress: [number, number][] = [];
    const onProgress = (done: number, total: number) => progress.push([done, total]);
    const { embeddings } = await embedderAt(url, { onProgress });
    await embeddings.embedDocuments(texts(10));
    expect(progress).toEqual([]);
    await embeddings.embedDocuments(texts(130));
    expect(progress).toEqual([
      [0, 130],
      [64, 130],
      [128, 130],
    ]);
  });

  it("speaks with a server that was not written here", async () => {
    const mock = new LLMock({ port: 0 });
    mock.onEmbedding("tides", { embedding: [0.5, 0.25, 1] });
    await mock.start();
    onTestFinished(() => mock.stop());
    const { embeddings } = await embedderAt(`${mock.url}/v1`);
    expect(await embeddings.embedQuery("tides")).toEqual([0.5, 0.25, 1]);
  });
});

describe("an endpoint that is overloaded or broken", () => {
  it.each<[string, Fault]>([
    ["a 500", { status: 500 }],
    ["a 503", { status: 503 }],
    ["a 429 without a time", { status: 429 }],
    ["a connection that breaks", "drop"],
  ])("is asked again after %s, later each time", async (_, fault) => {
    const { url, faults, requests } = await embeddingsServer();
    const { embeddings, waits } = await embedderAt(url);
    faults.push(fault, fault, fault);
    expect(await embeddings.embedDocuments(["x"])).toHaveLength(1);
    expect(requests).toHaveLength(4);
    expect(waits).toHaveLength(3);
    for (const [index, least] of [1_000, 2_000, 4_000].entries()) {
      expect(waits[index]).toBeGreaterThanOrEqual(least);
      expect(waits[index]).toBeLessThanOrEqual(least * 1.5);
    }
  });

  it.each([
    ["in seconds", () => "7"],
    ["as a date", () => new Date(Date.now() + 8_000).toUTCString()],
  ])("is given the time that it asks for %s", async (_, header) => {
    const { url, faults } = await embeddingsServer();
    const { embeddings, waits } = await embedderAt(url);
    faults.push({ status: 429, headers: { "retry-after": header() } });
    await embeddings.embedDocuments(["x"]);
    expect(waits).toHaveLength(1);
    expect(waits[0]).toBeGreaterThan(6_000);
    expect(waits[0]).toBeLessThan(9_000);
  });

  it.each<[string, Fault]>([
    ["asks for an hour", { status: 429, headers: { "retry-after": "3600" } }],
    ["refuses the key", { status: 401 }],
    ["does not know the model", { status: 404 }],
    ["takes the text for a bad one", { status: 400 }],
  ])("is not asked again when it %s", async (_, fault) => {
    const { url, faults, requests } = await embeddingsServer();
    const { embeddings, waits } = await embedderAt(url);
    faults.push(fault);
    await expect(embeddings.embedDocuments(["x"])).rejects.toThrow(/^The embedding model m does/);
    expect([requests.length, waits]).toEqual([1, []]);
  });

  it("is given up after a few tries, and then at once until it works again", async () => {
    const { url, faults, requests } = await embeddingsServer();
    const { embeddings, waits } = await embedderAt(url);
    faults.push(...Array<Fault>(7).fill({ status: 500 }));
    await expect(embeddings.embedDocuments(["x"])).rejects.toThrow(/does not answer/);
    expect([requests.length, waits.length]).toEqual([6, 5]);
    await expect(embeddings.embedDocuments(["y"])).rejects.toThrow(/does not answer/);
    expect(requests).toHaveLength(7);
    expect(await embeddings.embedDocuments(["z"])).toHaveLength(1);
  });

  it("is named in one line, without the key that it may repeat and without a stack", async () => {
    const { url, faults } = await embeddingsServer();
    const { embeddings } = await embedderAt(url);
    faults.push({ status: 401, message: "bad key\nsk-secret" });
    await expect(embeddings.embedDocuments(["x"])).rejects.toThrow(
      /^The embedding model m does not answer \(401 bad key …\)\. Check EMBEDDING_MODEL[^\n]*$/,
    );
    const dead = await embedderAt(await deadUrl());
    await expect(dead.embeddings.embedDocuments(["x"])).rejects.toThrow(/ECONNREFUSED/);
    expect(dead.waits).toHaveLength(2);
  });

  it.each(["hang", "half"] as const)("is left when it does not finish: %s", async (fault) => {
    const { url, faults } = await embeddingsServer();
    faults.push(fault);
    const ask = await createRemoteClient(choiceAt(url), 200);
    await expect(ask(["x"])).rejects.toThrow(/timed out|timeout/i);
  });
});

describe("vectors that cannot be used", () => {
  const list = (...data: unknown[]) => JSON.stringify({ object: "list", data });
  const item = (embedding: unknown, index = 0) => ({ object: "embedding", index, embedding });

  it.each([
    ["too few", list(item([1, 2, 3])), /gave 1 vectors for 2 texts/],
    ["too many", list(item([1]), item([1], 1), item([1], 2)), /gave 3 vectors for 2 texts/],
    ["numbered twice", list(item([1, 2, 3]), item([1, 2, 3])), /numbers are not those/],
    ["of two lengths", list(item([1, 2, 3]), item([1, 2], 1)), /of 3 and of 2 dimensions/],
    ["all of another length", list(item([1, 2]), item([1, 2], 1)), /2 dimensions instead of 3/],
    ["with a null", list(item([1, null, 3]), item([1, 2, 3], 1)), /not a number/],
    ["with a word", list(item([1, "2", 3]), item([1, 2, 3], 1)), /not a number/],
    ["too large for a float", list(item([1e39, 2, 3]), item([1, 2, 3], 1)), /not a number/],
    ["without numbers", list(item([]), item([], 1)), /gave no numbers/],
    ["that are missing", list(item(null), item(null, 1)), /gave no numbers/],
    ["in base64", list(item("AACAPw=="), item("AACAPw==", 1)), /gave text instead of numbers/],
    ["in no list", '{"ok":true}', /gave no vectors/],
    ["as NaN", '{"data":[{"index":0,"embedding":[NaN]}]}', /does not answer/],
    ["as a web page", "<html>Welcome</html>", /does not answer/],
  ])("%s are refused in one line and not kept", async (_, body, line) => {
    const { path } = workspace();
    const { url, faults, requests } = await embeddingsServer();
    const { embeddings } = await embedderAt(url, { cache: openVectorCache(path) });
    faults.push({ body });
    const failed = embeddings.embedDocuments(["x", "y"]);
    await expect(failed).rejects.toThrow(line);
    await expect(failed).rejects.toThrow(/^The embedding model m [^\n]*EMBEDDING_MODEL[^\n]*$/);
    expect([requests.length, readdirSync(path)]).toEqual([1, []]);
  });
});

describe("vectors that were made before", () => {
  const cacheIn = (path: string, options?: VectorCacheOptions) => openVectorCache(path, options);

  it("are not asked for again, also by another run", async () => {
    const { path } = workspace();
    const server = await embeddingsServer();
    const first = await embedderAt(server.url, { cache: cacheIn(path) });
    const made = await first.embeddings.embedDocuments(texts(100));
    server.requests.length = 0;
    const second = await embedderAt(server.url, { cache: cacheIn(path) });
    expect(await second.embeddings.embedDocuments([...texts(100), "new"])).toEqual([
      ...made,
      anyVector("new", server.requests[0]!),
    ]);
    expect(server.texts()).toEqual(["new"]);
  });

  it("are another model's or of another length no more than none", async () => {
    const { path } = workspace();
    const cache = cacheIn(path);
    await cache.put({ model: "m", dimensions: 2 }, new Map([["x", [1, 2]]]));
    expect(await cache.get({ model: "m", dimensions: 2 }, ["x"])).toEqual([[1, 2]]);
    expect(await cache.get({ model: "m", dimensions: 3 }, ["x"])).toEqual([null]);
    expect(await cache.get({ model: "n", dimensions: 2 }, ["x"])).toEqual([null]);
  });

  it("are forgotten rather than believed when their file is damaged", async () => {
    const { path } = workspace();
    const key = { model: "m", dimensions: 2 };
    await cacheIn(path).put(key, new Map([["x", [1, 2]]]));
    const [name] = readdirSync(path);
    const bytes = readFileSync(join(path, name!));
    bytes[bytes.length - 2]! ^= 1;
    writeFileSync(join(path, name!), bytes);
    expect(await cacheIn(path).get(key, ["x"])).toEqual([null]);
    expect(readdirSync(path)).toEqual([]);
  });

  it("go when there are too many, the oldest first", async () => {
    const { path } = workspace();
    const key = { model: "m", dimensions: 2 };
    const texts = ["a", "b", "c", "d"];
    for (const [number, text] of texts.slice(0, 3).entries()) {
      const before = readdirSync(path);
      await cacheIn(path).put(key, new Map([[text, [1, 2]]]));
      const [name] = readdirSync(path).filter((file) => !before.includes(file));
      utimesSync(join(path, name!), number, number);
    }
    const known = async () =>
      (await cacheIn(path).get(key, texts)).map((vector) => vector !== null);
    await cacheIn(path, { maxFiles: 3 }).put(key, new Map([["d", [1, 2]]]));
    expect(await known()).toEqual([false, true, true, true]);
    await cacheIn(path, { maxBytes: 1 }).put(key, new Map([["d", [1, 2]]]));
    expect(await known()).toEqual([false, false, false, true]);
  });

  it("hold no words of the texts", async () => {
    const { path } = workspace();
    await cacheIn(path).put({ model: "m", dimensions: 1 }, new Map([["what she said", [1]]]));
    for (const name of readdirSync(path))
      expect(readFileSync(join(path, name), "latin1")).not.toMatch(/said/);
  });

  it("that cannot be kept are told of once, and asked for as if there were no place for them", async () => {
    const { write } = workspace();
    const warnings: string[] = [];
    const onWarning = (line: string) => warnings.push(line);
    const { url } = await embeddingsServer();
    const cache = cacheIn(join(write("file", ""), "vectors"), { onWarning });
    const { embeddings } = await embedderAt(url, { cache });
    expect(await embeddings.embedDocuments(texts(130))).toHaveLength(130);
    expect(warnings).toEqual([expect.stringMatching(/^Vectors cannot be kept .*DATA_DIR$/)]);
  });
});

describe("a question whose vector cannot be had", () => {
  async function denseSideAt(url: string) {
    const warnings: string[] = [];
    let time = 0;
    const side = createDenseSide({
      embedder: await embedderAt(url),
      search: () => [{ passage: 0, similarity: 1 }],
      onWarning: (line) => warnings.push(line),
      now: () => time,
    });
    const hits = async () => side.dense(await side.embedQuery("why?"), 5).length;
    return { hits, warnings, pass: (ms: number) => (time += ms) };
  }

  it("is answered by words alone, with one warning; the endpoint is left in peace for a while", async () => {
    const { url, faults, requests } = await embeddingsServer();
    const { hits, warnings, pass } = await denseSideAt(url);
    expect(await hits()).toBe(1);
    faults.push({ status: 500 }, { status: 500 });
    expect([await hits(), await hits(), requests.length]).toEqual([0, 0, 2]);
    pass(31_000);
    expect([await hits(), requests.length]).toEqual([0, 3]);
    expect(warnings).toEqual([expect.stringMatching(/does not answer.*words alone$/)]);
    pass(31_000);
    expect(await hits()).toBe(1);
    faults.push({ status: 500 });
    await hits();
    expect(warnings).toHaveLength(2);
  });

  it.each([
    ["of another length", [1, 2]],
    ["with a null", [1, null, 3]],
    ["that is none", null],
  ])("is answered by words alone when it is one %s", async (_, vector) => {
    const { url } = await embeddingsServer(() => vector);
    const { hits, warnings } = await denseSideAt(url);
    expect([await hits(), warnings.length]).toEqual([0, 1]);
  });
});
