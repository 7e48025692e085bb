import { access, constants, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { codeOf, discard, temporaryPath, writeThrough } from "../library/durable-files.ts";
import type { Finding, Say } from "./finding.ts";

/** Both as `20.19.0`. */
export function checkNode(version: string, least: string, say: Say): Finding {
  const is = version.split(".").map(Number);
  const needed = least.split(".").map(Number);
  const at = needed.findIndex((part, index) => part !== (is[index] ?? 0));
  const enough = at < 0 || (is[at] ?? 0) > needed[at]!;
  return {
    group: "system",
    name: "node",
    status: enough ? "ok" : "fail",
    text: enough ? say("doctor-node", { version }) : say("doctor-node-old", { version, least }),
  };
}

/** What is not there yet is made when it is needed, so it is enough that it can be. */
export async function checkDirectory(
  place: Pick<Finding, "group" | "name">,
  directory: string,
  say: Say,
): Promise<Finding> {
  try {
    const exists = await isWritable(directory);
    const text = exists
      ? say("doctor-directory", { directory })
      : say("doctor-directory-later", { directory });
    return { ...place, status: "ok", text };
  } catch (error) {
    const text = say("doctor-directory-unwritable", { directory, reason: codeOf(error) });
    return { ...place, status: "fail", text };
  }
}

/** @returns whether it is there; @throws when it cannot be written, or cannot be made. */
async function isWritable(directory: string): Promise<boolean> {
  const info = await stat(directory).catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  });
  if (!info) {
    await makeable(directory);
    return false;
  }
  if (!info.isDirectory()) throw Object.assign(new Error(), { code: "ENOTDIR" });
  // A full disk shows only when something is written.
  const probe = temporaryPath(directory);
  await writeThrough(probe, Buffer.from("ok"));
  await discard(probe);
  return true;
}

async function makeable(directory: string): Promise<void> {
  const parent = dirname(directory);
  const info = await stat(parent).catch((error: unknown) => {
    if (codeOf(error) === "ENOENT" && parent !== directory) return null;
    throw error;
  });
  if (!info) return makeable(parent);
  if (!info.isDirectory()) throw Object.assign(new Error(), { code: "ENOTDIR" });
  await access(parent, constants.W_OK | constants.X_OK);
}
