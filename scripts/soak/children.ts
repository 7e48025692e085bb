import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { packageRoot } from "../../src/package-root.ts";

const ROOT = fileURLToPath(packageRoot());

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** Starts a program as its npm script does. */
export function startProgram(
  name: string,
  args: readonly string[],
  env: Record<string, string> = {},
): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
  const child = spawn(process.execPath, ["scripts/launch.js", name, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return { child, ended: endOf(child) };
}

async function endOf(child: ChildProcess): Promise<Ended> {
  let out = "";
  let err = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (err += text));
  await once(child, "close");
  return { code: child.exitCode, signal: child.signalCode, out, err };
}

/** What is wrong with how a program ended: it may fail with a line for people, but neither die nor report a bug. */
export function crashOf(name: string, { code, signal, err }: Ended): string | null {
  const bug = /Unexpected failure|\n\s+at /u.test(err);
  if (signal === null && code !== null && code <= 1 && !bug) return null;
  return `${name} ended with ${String(code ?? signal)}: ${err.trim()}`;
}
