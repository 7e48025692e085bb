import { readdir } from "node:fs/promises";
import { UserError } from "../errors.ts";
import { codeOf } from "../library/durable-files.ts";
import {
  type Manifest,
  type ManifestEntry,
  parseDirectoryName,
  readManifest,
} from "../library/manifest.ts";
import { FILES, readIntact, readVouched } from "../library/stored-interview.ts";
import { storedDimensions } from "../library/stored-embedder.ts";
import { LocalEmbeddings } from "../retrieve/local-embedder.ts";
import type { EmbedderChoice } from "../retrieve/open-embedder.ts";
import type { Finding, Say } from "./finding.ts";

export interface LibraryToCheck {
  readonly directory: string;
  /** It is made from the interviews that ship when it is first needed. */
  readonly isDefault: boolean;
}

/** Reads every file of the library and compares it with its checksum. Changes nothing. */
export async function checkLibrary(
  { directory, isDefault }: LibraryToCheck,
  choice: EmbedderChoice,
  say: Say,
): Promise<Finding[]> {
  const finding = (name: string, status: Finding["status"], text: string): Finding => ({
    group: "library",
    name,
    status,
    text,
  });
  const names: string[] | string = await readdir(directory).catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return [];
    return codeOf(error);
  });
  if (typeof names === "string")
    return [
      finding("library", "fail", say("doctor-library-unreadable", { directory, reason: names })),
    ];
  const { manifest, intact } = await readManifest(directory);
  if (!manifest) {
    const found = names.some((name) => parseDirectoryName(name) !== null);
    if (found || names.includes("manifest.json"))
      return [finding("library", "warn", say("doctor-library-no-manifest", { directory }))];
    const text = isDefault
      ? say("doctor-library-later", { directory })
      : say("doctor-library-missing", { directory });
    return [finding("library", isDefault ? "ok" : "fail", text)];
  }
  const { interviews } = manifest;
  const titles = interviews.map(({ id, title }) => (title === id ? id : `${id} (${title})`));
  const has =
    interviews.length === 0
      ? say("doctor-library-empty", { directory })
      : say("doctor-library", {
          directory,
          count: interviews.length,
          titles: titles.join(", "),
        });
  return [
    finding("library", interviews.length === 0 ? "warn" : "ok", has),
    ...(await checkFiles(directory, manifest, intact, say)),
    await checkModel(directory, manifest, choice, say),
  ];
}

type Damage = "none" | "mendable" | "lost";

async function checkFiles(
  directory: string,
  { interviews }: Manifest,
  intact: boolean,
  say: Say,
): Promise<Finding[]> {
  const damaged: Finding[] = [];
  for (const entry of interviews) {
    const damage = await damageOf(directory, entry);
    if (damage === "none") continue;
    const values = { id: entry.id, directory, origin: entry.origin };
    damaged.push({
      group: "library",
      name: `interview:${entry.id}`,
      status: damage === "lost" ? "fail" : "warn",
      text: damage === "lost" ? say("doctor-source-lost", values) : say("doctor-mendable", values),
    });
  }
  if (damaged.length > 0) return damaged;
  const text = intact ? say("doctor-files-intact") : say("doctor-manifest-damaged");
  return [{ group: "library", name: "files", status: intact ? "ok" : "warn", text }];
}

/** All but the source is derived from it again at the next start, and that is fetched from its origin. */
async function damageOf(directory: string, entry: ManifestEntry): Promise<Damage> {
  let whole = true;
  for (const name of Object.keys(entry.files))
    if (!(await readIntact(directory, entry, name))) {
      whole = false;
      if (name === FILES.source && !(await readVouched(entry.origin, entry, name))) return "lost";
    }
  return whole ? "none" : "mendable";
}

/** Whether the vectors are those that the configuration asks for. */
async function checkModel(
  directory: string,
  { embedder: { model, dimensions } }: Manifest,
  choice: EmbedderChoice,
  say: Say,
): Promise<Finding> {
  const finding = { group: "library" as const, name: "vectors" };
  try {
    await storedDimensions(directory, choice, { mayChange: false });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ...finding, status: "fail", text: error.message };
  }
  const changes = choice.kind === "local" && model !== LocalEmbeddings.model;
  const text = changes
    ? say("doctor-vectors-local", { model })
    : say("doctor-vectors", { model, dimensions });
  return { ...finding, status: changes ? "warn" : "ok", text };
}
