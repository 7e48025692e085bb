import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiError } from "./api-error.ts";
import { checkParams } from "./check-params.ts";
import type { Fault, Faults } from "./faults.ts";
import type { Call, Journal } from "./journal.ts";
import type { CallContext, Handler } from "./methods/handler.ts";
import { handlers } from "./methods/handlers.ts";
import { readRequest } from "./read-request.ts";
import { type MethodName, methodNames } from "./schemas/methods.ts";
import type { World } from "./world.ts";

interface ServerDeps {
  world: World;
  token: string;
  journal: Journal;
  faults: Faults;
}

const HTML_PAGE =
  "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n" +
  "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";

const REASONS: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden: bot was blocked by the user",
  404: "Not Found",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
};

function faultError(fault: Extract<Fault, { status: number }>): ApiError {
  const { status, retryAfter } = fault;
  if (retryAfter === undefined)
    return new ApiError(status, fault.description ?? REASONS[status] ?? "Error");
  return new ApiError(status, fault.description ?? `Too Many Requests: retry after ${retryAfter}`, {
    retry_after: retryAfter,
  });
}

function reply(response: ServerResponse, status: number, body: object): void {
  const json = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { "content-type": "application/json", "content-length": json.length });
  response.end(json);
}

function refuse(response: ServerResponse, error: ApiError): void {
  reply(response, error.code, {
    ok: false,
    error_code: error.code,
    description: error.message,
    ...(error.parameters && { parameters: error.parameters }),
  });
}

/** The HTTP side: paths, bodies, replies, faults. What methods do is in `methods/`. */
export async function openServer({ world, token, journal, faults }: ServerDeps, port = 0) {
  let inFlight = 0;

  /** Runs the method; returns what it answered, noted in the journal. */
  async function run(call: Call, method: MethodName, context: CallContext): Promise<unknown> {
    const params = checkParams(method, call.params);
    const handler = handlers[method] as Handler<MethodName>;
    return await handler(world, params, context);
  }

  function fail(response: ServerResponse, call: Call, error: unknown): void {
    const known = error instanceof ApiError ? error : new ApiError(500, String(error));
    call.ok = false;
    call.error = { code: known.code, description: known.message };
    if (!response.destroyed) refuse(response, known);
  }

  async function answer(call: Call, method: MethodName, fault: Fault | undefined, http: Http) {
    const { request, response, files } = http;
    if (fault) call.fault = fault;
    if (fault && "delayMs" in fault) await sleep(fault.delayMs);
    if (fault && "status" in fault) {
      if (!fault.html) {
        fail(response, call, faultError(fault));
        return;
      }
      call.ok = false;
      call.error = { code: fault.status, description: "HTML" };
      response.writeHead(fault.status, { "content-type": "text/html" }).end(HTML_PAGE);
      return;
    }
    if (fault && "drop" in fault && fault.drop === "before") {
      call.ok = false;
      request.socket.destroy();
      return;
    }
    const whenGone = (cancel: () => void) => {
      response.once("close", cancel);
    };
    try {
      const result = await run(call, method, { files, whenGone });
      call.ok = true;
      call.result = result;
    } catch (error) {
      if (!(fault && "drop" in fault)) {
        fail(response, call, error);
        return;
      }
      call.ok = false;
    }
    if (fault && "drop" in fault) request.socket.destroy();
    else if (!response.destroyed) reply(response, 200, { ok: true, result: call.result });
  }

  async function callMethod(name: string, query: URLSearchParams, http: Omit<Http, "files">) {
    const method = methodNames.get(name.toLowerCase());
    const { params, files } = await readRequest(http.request, query);
    const call = journal.open(method ?? name, params);
    if (!method) {
      fail(http.response, call, new ApiError(404, "Not Found"));
      return;
    }
    const fault = faults.strike(method, params);
    if (fault && "hang" in fault) {
      call.fault = fault;
      call.ok = false;
      return;
    }
    const counts = method === "getUpdates" ? 0 : 1;
    inFlight += counts;
    try {
      await answer(call, method, fault, { ...http, files });
    } finally {
      inFlight -= counts;
      journal.closeCall(call);
      world.signal.notify();
    }
  }

  function sendFile(path: string, response: ServerResponse): void {
    const file = [...world.files.values()].find((one) => one.path === path);
    if (file) response.writeHead(200, { "content-type": "application/octet-stream" });
    else response.writeHead(404);
    response.end(file?.content);
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://telegram");
    const parts = /^\/(?<file>file\/)?bot(?<token>[^/]*)\/(?<rest>.*)$/u.exec(url.pathname)?.groups;
    if (!parts || !/^\d+:[\w-]+$/u.test(parts["token"]!)) throw new ApiError(404, "Not Found");
    if (parts["token"] !== token) throw new ApiError(401, "Unauthorized");
    if (parts["file"]) sendFile(parts["rest"]!, response);
    else await callMethod(parts["rest"]!, url.searchParams, { request, response });
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (response.destroyed || response.headersSent) return;
      refuse(response, error instanceof ApiError ? error : new ApiError(500, String(error)));
    });
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");

  return {
    port: (server.address() as AddressInfo).port,
    /** Calls being answered now, long polls aside. */
    inFlight: () => inFlight,
    async close(): Promise<void> {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Http {
  request: IncomingMessage;
  response: ServerResponse;
  files: CallContext["files"];
}
