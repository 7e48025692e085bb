import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface EmbeddingRequest {
  readonly model: string;
  readonly input: string | string[];
  readonly encoding_format?: string;
  readonly dimensions?: number;
}

/** What goes wrong with one request. */
export type Fault =
  | {
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly message?: string;
    }
  /** An answer with this body, whatever was asked. */
  | { readonly body: string }
  /** Nothing is ever answered, or only the beginning; or the connection breaks. */
  | "hang"
  | "half"
  | "drop";

export interface EmbeddingsServer {
  /** As OPENAI_BASE_URL takes it. */
  readonly url: string;
  readonly requests: EmbeddingRequest[];
  /** Of the next requests, in order, `null` where nothing is wrong; after them everything works. */
  readonly faults: (Fault | null)[];
  /** All texts that were asked for, in order. */
  readonly texts: () => string[];
  readonly close: () => void;
}

/** Anything may stand in a vector of an endpoint that is broken. */
export type VectorOf = (text: string, request: EmbeddingRequest) => unknown;

/** Three dimensions that tell texts apart. */
export const anyVector: VectorOf = (text) => [1, text.length % 97, text.charCodeAt(0) % 89];

/** An OpenAI-compatible endpoint over real HTTP that does what a test tells it; closed after the test. */
export async function embeddingsServer(vectorOf: VectorOf = anyVector): Promise<EmbeddingsServer> {
  const requests: EmbeddingRequest[] = [];
  const faults: (Fault | null)[] = [];
  const server = createServer((request, response) => {
    if (request.url !== "/v1/embeddings") {
      sendJson(response, 404, { error: { message: "only embeddings here" } });
      return;
    }
    void readJson(request).then((body) => {
      requests.push(body);
      const fault = faults.shift() ?? null;
      if (fault === null) {
        const data = [body.input].flat().map((text, index) => ({
          object: "embedding",
          index,
          embedding: vectorOf(text, body),
        }));
        // What answers in parallel need not answer in order.
        sendJson(response, 200, { object: "list", data: data.reverse() });
      } else fail(response, fault);
    });
  });
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  onTestFinished(close);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const texts = () => requests.flatMap(({ input }) => input);
  return { url: `http://127.0.0.1:${port}/v1`, requests, faults, texts, close };
}

function fail(response: ServerResponse, fault: Fault): void {
  if (fault === "hang") return;
  if (fault === "drop") response.destroy();
  else if (fault === "half")
    response.writeHead(200, { "content-type": "application/json" }).write('{"data":[');
  else if ("body" in fault)
    response.writeHead(200, { "content-type": "application/json" }).end(fault.body);
  else {
    for (const [name, value] of Object.entries(fault.headers ?? {}))
      response.setHeader(name, value);
    sendJson(response, fault.status, { error: { message: fault.message ?? "no" } });
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

async function readJson(request: IncomingMessage): Promise<EmbeddingRequest> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return JSON.parse(text) as EmbeddingRequest;
}

/** An address where nobody listens. */
export async function deadUrl(): Promise<string> {
  const { url, close } = await embeddingsServer();
  close();
  return url;
}
