import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Random } from "./random.ts";

/** What can happen to a file; each leaves something else than what was there. */
export const DAMAGES = {
  flip(path, random) {
    const bytes = readFileSync(path);
    const at = random.below(bytes.length);
    bytes[at]! ^= 1 << random.below(8);
    writeFileSync(path, bytes);
  },
  truncate(path, random) {
    truncateSync(path, random.below(readFileSync(path).length));
  },
  append(path) {
    appendFileSync(path, "\n");
  },
  zero(path) {
    writeFileSync(path, Buffer.alloc(readFileSync(path).length));
  },
  delete(path) {
    rmSync(path);
  },
  "turn into a directory"(path) {
    rmSync(path);
    mkdirSync(join(path, "inside"), { recursive: true });
  },
  "turn into a link to itself"(path) {
    rmSync(path);
    symlinkSync(path, path);
  },
  "turn into a pipe"(path) {
    rmSync(path);
    execFileSync("sh", ["-c", 'mkfifo "$0"', path]);
  },
} satisfies Record<string, (path: string, random: Random) => void>;

export type Damage = keyof typeof DAMAGES;
export const DAMAGE_NAMES = Object.keys(DAMAGES) as Damage[];

/** Everything that a library has on disk, the lock of a running writer left out. */
export const filesOf = (library: string): string[] =>
  readdirSync(library, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== ".lock")
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
