import { join } from "node:path";
import type { Config } from "../config.ts";
import { checkChatModel } from "./check-chat-model.ts";
import { checkEmbedder } from "./check-embedder.ts";
import { checkLibrary, type LibraryToCheck } from "./check-library.ts";
import { checkState } from "./check-state.ts";
import { checkDirectory } from "./check-system.ts";
import { checkTelegram } from "./check-telegram.ts";
import type { CallDeps } from "./call.ts";
import type { Finding, Group, Say } from "./finding.ts";

/**
 * Looks at every part of a set-up, at all of them at once, and changes nothing. What is not configured is fine:
 * everything is optional. Secrets are in no finding.
 */
export async function diagnose(
  config: Config,
  library: LibraryToCheck,
  say: Say,
  deps: CallDeps,
): Promise<Finding[]> {
  const { dataDirectory, embedder, model, telegram, recap } = config;
  const data = { group: "system" as const, name: "data-directory" };
  const parts: [Group, string, Promise<Finding | Finding[]>][] = [
    ["system", data.name, checkDirectory(data, dataDirectory, say)],
    ["library", "library", checkLibrary(library, embedder, say)],
    ["models", "chat", checkChatModel(model, say, deps)],
    ["models", "embedding", checkEmbedder(library.directory, embedder, say, deps.timeoutMs)],
    ["telegram", "token", checkTelegram(telegram, say, deps)],
    ["state", "directory", checkState(join(dataDirectory, "state"), recap.keys, say)],
  ];
  const findings = await Promise.all(
    parts.map(([group, name, looking]) =>
      looking.catch((error: unknown): Finding => {
        const reason = error instanceof Error ? error.message.replace(/\s+/gu, " ") : String(error);
        return { group, name, status: "fail", text: say("doctor-check-failed", { reason }) };
      }),
    ),
  );
  const secrets = secretsOf(config);
  return findings.flat().map((finding) => ({ ...finding, text: without(secrets, finding.text) }));
}

/** Endpoints may repeat them. What is shorter is a word that stands in for a key. */
const secretsOf = ({ embedder, model, telegram }: Config): string[] =>
  [model?.apiKey, embedder.kind === "openai" ? embedder.apiKey : null, telegram?.token].filter(
    (secret): secret is string => typeof secret === "string" && secret.length >= 8,
  );

const without = (secrets: readonly string[], text: string): string =>
  secrets.reduce((clean, secret) => clean.replaceAll(secret, "…"), text);
