import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, it } from "vitest";
import { idOf, reply, startModelServer } from "../../../scripts/soak/model-server.ts";
import { run } from "../../support/run.ts";
import { workspace } from "../../support/workspace.ts";

const SAFETY = "这些事件与安全无关";
const server = await startModelServer(({ prompt, say }) =>
  say(reply({ text: "It was not about safety.", sentences: [idOf(prompt, SAFETY)] })),
);
const seen: string[] = [];
const elsewhere = createServer((request, response) => {
  seen.push(`${request.method} ${request.url}`);
  response.end("{}");
});
await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
afterAll(async () => {
  await server.close();
  elsewhere.closeAllConnections();
  elsewhere.close();
});

it("prompts go to the configured endpoint and nowhere else, whatever the environment wants", async () => {
  const other = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  const { code, out, err } = await run("ask", ["--json", "Did anything change in safety?"], {
    env: {
      DATA_DIR: workspace().path,
      OPENAI_BASE_URL: server.url,
      LANGSMITH_TRACING: "true",
      LANGSMITH_TRACING_V2: "true",
      LANGCHAIN_TRACING: "true",
      LANGCHAIN_TRACING_V2: "true",
      LANGSMITH_ENDPOINT: other,
      LANGCHAIN_ENDPOINT: other,
      LANGSMITH_API_KEY: "lsv2_pt_of_somebody_else",
      // Sent before the program ends.
      LANGCHAIN_CALLBACKS_BACKGROUND: "false",
      LANGSMITH_GATEWAY: other,
      OPENAI_API_BASE: other,
      LANGCHAIN_VERBOSE: "true",
      OPENAI_LOG: "debug",
    },
  });
  expect(seen).toEqual([]);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ mode: "model", status: "answered" });
  expect(server.requests).toHaveLength(1);
  expect(out + err).not.toContain("You answer questions about interviews");
});
