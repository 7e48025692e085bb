import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface Scripted {
  readonly status?: number;
  /** Sent as JSON, unless it is text. */
  readonly body: unknown;
}

/** A server on loopback that answers as it is told by path and JSON body; `null` never answers. */
export async function scriptedServer(
  answer: (path: string, body: Record<string, unknown>) => Scripted | null,
): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      const path = request.url ?? "";
      asked.push(`${request.headers.authorization ?? ""} ${path} ${text}`.trim());
      const said = answer(path, text === "" ? {} : (JSON.parse(text) as Record<string, unknown>));
      if (said === null) return;
      const { status = 200, body } = said;
      response.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body));
    });
  });
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, asked };
}
