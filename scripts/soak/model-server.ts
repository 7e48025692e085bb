import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

export interface ModelRequest {
  readonly stream?: boolean;
  readonly stream_options?: unknown;
  readonly response_format?: { readonly type: string };
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}

/** What the endpoint does with one request. */
export type Behaviour = (exchange: ServerExchange) => void | Promise<void>;

export interface ServerExchange {
  readonly request: ModelRequest;
  readonly response: ServerResponse;
  /** The user's part of the prompt. */
  readonly prompt: string;
  /** Answers with this text, streamed if it was asked for. */
  readonly say: (text: string, options?: SayOptions) => Promise<void>;
  /** Answers with this text in one piece, whatever was asked for. */
  readonly whole: (text: string) => Promise<void>;
  /** Streams this text and leaves the answer open. */
  readonly begin: (text: string) => void;
  /** A further piece of an answer that was begun. */
  readonly goOn: (text: string) => void;
  /** The last piece of it. */
  readonly end: (text: string) => void;
  readonly fail: (status: number, message?: string, headers?: Record<string, string>) => void;
}

interface SayOptions {
  readonly pauseMs?: number;
  /** Whether it says how many tokens that was, if it is asked. */
  readonly usage?: boolean;
}

export interface ModelServer {
  readonly url: string;
  readonly requests: readonly ModelRequest[];
  /** Requests whose client went away before the end. */
  readonly abandoned: () => number;
  readonly behave: (behaviour: Behaviour) => void;
  readonly close: () => Promise<void>;
}

const PIECE = 60;
const USAGE = { prompt_tokens: 1000, completion_tokens: 50, total_tokens: 1050 };

/** An OpenAI-compatible chat endpoint over real HTTP that does with each request what a test wants. */
export async function startModelServer(first: Behaviour = () => undefined): Promise<ModelServer> {
  let behaviour = first;
  const requests: ModelRequest[] = [];
  let abandoned = 0;
  const server = createServer((incoming, response) => {
    response.on("close", () => {
      if (!response.writableFinished) abandoned++;
    });
    response.on("error", () => undefined);
    void handle(incoming, response);
  });

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = "";
    for await (const chunk of incoming) body += String(chunk);
    const request = JSON.parse(body) as ModelRequest;
    requests.push(request);
    await behaviour(exchangeOf(request, response));
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    abandoned: () => abandoned,
    behave(next) {
      behaviour = next;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
}

function exchangeOf(request: ModelRequest, response: ServerResponse): ServerExchange {
  const prompt = request.messages.findLast(({ role }) => role === "user")?.content ?? "";
  const event = (delta: object, rest: object = {}) => {
    const choices = [{ index: 0, delta, finish_reason: null }];
    response.write(`data: ${JSON.stringify({ ...CHUNK, choices, ...rest })}\n\n`);
  };
  const begin = (text: string) => {
    if (!response.headersSent) response.writeHead(200, { "content-type": "text/event-stream" });
    event({ role: "assistant", content: "" });
    event({ content: text });
  };
  return {
    request,
    response,
    prompt,
    begin,
    goOn: (text) => {
      event({ content: text });
    },
    end(text) {
      event({ content: text });
      event({}, STOP);
      response.end(DONE);
    },
    whole(text) {
      sendWhole(text, response);
      return Promise.resolve();
    },
    async say(text, { pauseMs = 0, usage = true } = {}) {
      if (!request.stream) {
        sendWhole(text, response);
        return;
      }
      response.writeHead(200, { "content-type": "text/event-stream" });
      event({ role: "assistant", content: "" });
      for (let at = 0; at < text.length; at += PIECE) {
        if (pauseMs > 0) await sleep(pauseMs);
        event({ content: text.slice(at, at + PIECE) });
      }
      event({}, STOP);
      if (usage && request.stream_options) event({}, { choices: [], usage: USAGE });
      response.end(DONE);
    },
    fail(status, message = "no", headers = {}) {
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(JSON.stringify({ error: { message, type: "invalid_request_error" } }));
    },
  };
}

const STOP = { choices: [{ index: 0, delta: {}, finish_reason: "stop" }] };
const DONE = "data: [DONE]\n\n";
const CHUNK = { id: "c1", object: "chat.completion.chunk", created: 1, model: "fake" };

function sendWhole(content: string, response: ServerResponse): void {
  const message = { role: "assistant", content };
  response.writeHead(200, { "content-type": "application/json" });
  response.end(
    JSON.stringify({
      ...CHUNK,
      object: "chat.completion",
      choices: [{ index: 0, message, finish_reason: "stop" }],
      usage: USAGE,
    }),
  );
}

/** What a well-behaved model replies. */
export const reply = (
  ...claims: { text: string; sentences: unknown; translations?: unknown }[]
): string => JSON.stringify({ answerable: true, claims });

export const REFUSAL = JSON.stringify({ answerable: false, claims: [] });

/** The ID under which a prompt has the sentence with these words. */
export function idOf(prompt: string, words: string): number {
  const line = prompt.split("\n").find((one) => /^\[\d+\]/u.test(one) && one.includes(words));
  if (!line) throw new Error(`No sentence with "${words}" in the prompt`);
  return Number(/^\[(\d+)\]/u.exec(line)![1]);
}
