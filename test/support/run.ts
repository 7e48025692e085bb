import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly input?: string | Uint8Array;
  readonly env?: Record<string, string>;
}

/** Starts a program as its npm script does. */
export const start = (
  name: string,
  args: readonly string[],
  env: Record<string, string> = {},
): ChildProcess =>
  spawn(process.execPath, ["scripts/launch.js", name, ...args], {
    cwd: ROOT,
    env: { ...process.env, LANG: "en_US.UTF-8", LC_ALL: "", ...env },
  });

export async function run(
  name: string,
  args: readonly string[],
  { input = "", env }: RunOptions = {},
): Promise<Finished> {
  const child = start(name, args, env);
  let out = "";
  let err = "";
  child.stdout!.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr!.setEncoding("utf8").on("data", (text: string) => (err += text));
  child.stdin!.on("error", () => undefined).end(input);
  await once(child, "close");
  return { code: child.exitCode, out, err };
}

export const linesOf = (text: string): string[] => text.split("\n").filter((line) => line !== "");
