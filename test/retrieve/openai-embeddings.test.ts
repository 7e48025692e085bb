import { once } from "node:events";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { createApp, libraryPlace } from "../../src/app.ts";
import { loadConfig } from "../../src/config.ts";
import { readManifest } from "../../src/library/manifest.ts";
import { embeddingsServer } from "../support/embeddings-server.ts";
import { linesOf, run, start } from "../support/run.ts";
import { workspace } from "../support/workspace.ts";

const bySubject = (text: string) => (/安全|safety/i.test(text) ? [1, 0, 0.1] : [0, 1, 0.1]);

const remote = (data: string, url: string, model = "test-model") => ({
  DATA_DIR: data,
  OPENAI_BASE_URL: url,
  EMBEDDING_MODEL: model,
});

async function open(environment: NodeJS.ProcessEnv) {
  const warnings: string[] = [];
  const config = loadConfig(environment);
  const app = await createApp(config, libraryPlace(config, undefined), {
    onWarning: (line) => warnings.push(line),
  });
  return { app, warnings };
}

const SAFETY = "OpenAI 在安全工作方面有什么改变吗？";

describe("embeddings from an OpenAI-compatible endpoint", () => {
  it("build the library and answer from it, with floats on the wire", async () => {
    const { path } = workspace();
    const { url, requests } = await embeddingsServer(bySubject);
    const { app } = await open(remote(path, url));
    const { reply } = await app.ask(SAFETY);
    expect(reply.citations[0]).toMatchObject({ speaker: "Mira Murati" });
    expect(app.library.interviews[0]!.vectors[0]).toHaveLength(3);
    for (const request of requests)
      expect(request).toMatchObject({ model: "test-model", encoding_format: "float" });
  });

  it("are not asked for anything at the next start, which needs no endpoint at all", async () => {
    const { path } = workspace();
    const server = await embeddingsServer(bySubject);
    await open(remote(path, server.url));
    server.requests.length = 0;
    await open(remote(path, server.url));
    expect(server.requests).toEqual([]);
    server.close();
    const { app, warnings } = await open(remote(path, server.url));
    expect(warnings).toEqual([]);
    for (const question of [SAFETY, "为什么回来？"])
      expect((await app.ask(question)).reply.citations).not.toEqual([]);
    expect(warnings).toEqual([expect.stringMatching(/test-model does not answer.*words alone$/)]);
  });

  it("are there again after a library is gone, or derived anew, without another request", async () => {
    const { path } = workspace();
    const { url, texts } = await embeddingsServer(bySubject);
    await open(remote(path, url));
    const asked = texts().length;
    const library = join(path, "library");
    for (const name of readdirSync(library, { recursive: true, encoding: "utf8" }))
      if (name.endsWith("vectors.f32")) rmSync(join(library, name));
    await open(remote(path, url));
    expect(texts()).toHaveLength(asked);
    rmSync(library, { recursive: true });
    await open(remote(path, url));
    // Without a library, only the endpoint knows how long its vectors are.
    expect(texts().slice(asked)).toEqual(["dimensions"]);
  });

  it("are reported in one line when the endpoint refuses", async () => {
    const { path } = workspace();
    const server = await embeddingsServer();
    server.faults.push({ status: 401 });
    await expect(open(remote(join(path, "data"), server.url))).rejects.toThrow(
      /^The embedding model test-model does not answer .*EMBEDDING_MODEL[^\n]*$/,
    );
  });
});

describe("a change of the embedding model", () => {
  it("to a remote one is not made unasked, but with the command that the error names", async () => {
    const { path } = workspace();
    const server = await embeddingsServer(bySubject);
    await open({ DATA_DIR: path });
    const env = remote(path, server.url);
    const asked = await run("ask", ["x"], { env });
    expect([asked.code, asked.out, linesOf(asked.err).length]).toEqual([1, "", 1]);
    const [, command] = /npm run ingest -- (.*?);/.exec(asked.err)!;
    expect(server.requests).toEqual([]);
    expect((await run("ingest", command!.split(" "), { env })).code).toBe(0);
    const { manifest } = await readManifest(join(path, "library"));
    expect(manifest!.embedder).toEqual({ model: "test-model", dimensions: 3 });
    await expect(open({ ...env, EMBEDDING_MODEL: "other" })).rejects.toThrow(/of test-model/);
    await expect(open({ ...env, EMBEDDING_DIMENSIONS: "2" })).rejects.toThrow(/3 dimensions/);
  });

  it("back to the local one happens by itself, without a network", async () => {
    const { path } = workspace();
    const server = await embeddingsServer(bySubject);
    await open(remote(path, server.url));
    server.close();
    const { app } = await open({ DATA_DIR: path });
    expect((await app.ask(SAFETY)).reply.citations).not.toEqual([]);
  });

  it("that nobody announced does not get into a library", async () => {
    const { path, write } = workspace();
    let length = 3;
    const server = await embeddingsServer(() => Array<number>(length).fill(1));
    await open(remote(path, server.url));
    length = 2;
    const talk = write("talk.md", "The moon pulls the oceans twice a day.\n");
    const failed = await run("ingest", [talk], { env: remote(path, server.url) });
    expect([failed.code, failed.out]).toEqual([1, ""]);
    expect(failed.err).toMatch(/2 dimensions instead of 3/);
    const { app, warnings } = await open(remote(path, server.url));
    expect((await app.ask(SAFETY)).reply.citations).not.toEqual([]);
    expect(warnings).toHaveLength(1);
  });
});

describe("an ingest of a thousand passages", () => {
  const book = Array.from(
    { length: 1_000 },
    (_, i) => `Chapter ${i} tells of the town number ${i} and of those who lived there.`,
  ).join("\n\n");

  it("that is killed half-way asks only for what is missing when it runs again", async () => {
    const { path, write } = workspace();
    const server = await embeddingsServer();
    const env = remote(path, server.url);
    const args = ["--library", join(path, "books"), write("book.md", book)];
    // The first request asks for the length of vectors; then eight batches get through.
    server.faults.push(...Array<null>(1 + 8).fill(null), "hang");
    const child = start("ingest", args, env);
    const closed = once(child, "close");
    await vi.waitUntil(() => server.requests.length === 10, { timeout: 30_000 });
    child.kill("SIGKILL");
    await closed;
    server.requests.length = 0;
    const { code, out, err } = await run("ingest", args, { env });
    expect([code, out]).toEqual([0, expect.stringContaining("1000 passages")]);
    expect(err).toMatch(/512\/1,000 passages/);
    expect(server.texts()).toHaveLength(1 + 1_000 - 8 * 64);
    const { manifest } = await readManifest(join(path, "books"));
    const [entry] = manifest!.interviews;
    const vectors = readFileSync(join(path, "books", entry!.directory, "vectors.f32"));
    expect(vectors.length).toBe(1_000 * 3 * 4);
  });
});
