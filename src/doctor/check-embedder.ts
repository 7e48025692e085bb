import { readManifest } from "../library/manifest.ts";
import type { EmbedderChoice } from "../retrieve/open-embedder.ts";
import { BadVectors, createRemoteClient } from "../retrieve/remote-client.ts";
import { reasonOf } from "../retrieve/remote-failures.ts";
import { CALL_TIMEOUT_MS } from "./call.ts";
import type { Finding, Say } from "./finding.ts";

/** One text, by the same client that makes a library's vectors. */
export async function checkEmbedder(
  library: string,
  choice: EmbedderChoice,
  say: Say,
  timeoutMs = CALL_TIMEOUT_MS,
): Promise<Finding> {
  const finding = { group: "models" as const, name: "embedding" };
  if (choice.kind === "local")
    return { ...finding, status: "ok", text: say("doctor-embedder-local") };
  const { model, apiKey } = choice;
  const ask = await createRemoteClient(choice, timeoutMs);
  const started = performance.now();
  try {
    const [vector] = await ask(["doctor"]);
    const ms = Math.round(performance.now() - started);
    const dimensions = vector!.length;
    const expected = choice.dimensions ?? (await dimensionsOf(library, model)) ?? dimensions;
    return dimensions === expected
      ? { ...finding, status: "ok", text: say("doctor-embedder", { model, dimensions }), ms }
      : {
          ...finding,
          status: "fail",
          text: say("doctor-embedder-length", { model, dimensions, expected }),
          ms,
        };
  } catch (error) {
    const reason = reasonOf(error, apiKey);
    const text =
      error instanceof BadVectors
        ? say("doctor-embedder-bad", { model, reason })
        : say("doctor-embedder-silent", { model, reason });
    return { ...finding, status: "fail", text };
  }
}

/** As the library has them of this model. */
async function dimensionsOf(library: string, model: string): Promise<number | null> {
  const { manifest } = await readManifest(library);
  return manifest?.embedder.model === model ? manifest.embedder.dimensions : null;
}
