import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createApp, libraryPlace } from "../../src/app.ts";
import { loadConfig } from "../../src/config.ts";
import { workspace } from "../support/workspace.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

interface EmbeddingRequest {
  readonly model: string;
  readonly input: string | string[];
  readonly encoding_format: string;
}

/** An OpenAI-compatible endpoint over real HTTP, with the answer that a test gives it. */
async function endpoint(vectorOf: (text: string) => number[] | { status: number }) {
  const requests: EmbeddingRequest[] = [];
  const server = createServer((request, response) => {
    void readJson(request).then((body) => {
      requests.push(body);
      const vectors = [body.input].flat().map(vectorOf);
      const failed = vectors.find((vector): vector is { status: number } => !Array.isArray(vector));
      response.setHeader("content-type", "application/json");
      response.statusCode = failed?.status ?? 200;
      const data = vectors.map((embedding, index) => ({ object: "embedding", index, embedding }));
      response.end(
        JSON.stringify(failed ? { error: { message: "no" } } : { object: "list", data }),
      );
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/v1`, requests };
}

async function readJson(request: IncomingMessage): Promise<EmbeddingRequest> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return JSON.parse(text) as EmbeddingRequest;
}

const bySubject = (text: string) => (/安全|safety/i.test(text) ? [1, 0, 0.1] : [0, 1, 0.1]);

const open = (data: string, url: string, model = "test-model") => {
  const config = loadConfig({ DATA_DIR: data, OPENAI_BASE_URL: url, EMBEDDING_MODEL: model });
  return createApp(config, libraryPlace(config, undefined));
};

describe("embeddings from an OpenAI-compatible endpoint", () => {
  it("build the library and answer from it, with floats on the wire", async () => {
    const { path } = workspace();
    const { url, requests } = await endpoint(bySubject);
    const app = await open(path, url);
    const { reply } = await app.ask("OpenAI 在安全工作方面有什么改变吗？");
    expect(reply.citations[0]).toMatchObject({ speaker: "Mira Murati" });
    expect(app.library.interviews[0]!.vectors[0]).toHaveLength(3);
    for (const request of requests)
      expect(request).toMatchObject({ model: "test-model", encoding_format: "float" });
  });

  it("are not asked for again for what is indexed already", async () => {
    const { path } = workspace();
    const { url, requests } = await endpoint(bySubject);
    await open(path, url);
    requests.length = 0;
    await open(path, url);
    expect(requests.flatMap(({ input }) => input)).toEqual(["dimensions"]);
  });

  it("are reported in one line when the endpoint refuses", async () => {
    const { path } = workspace();
    const { url } = await endpoint(() => ({ status: 401 }));
    await expect(open(join(path, "data"), url)).rejects.toThrow(
      /^The embedding model test-model does not answer .*EMBEDDING_MODEL[^\n]*$/,
    );
  });
});
