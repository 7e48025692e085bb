import { readFileSync, readlinkSync } from "node:fs";
import { lstat, mkdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../errors.ts";
import { discard, hasCode } from "./durable-files.ts";

const WAIT_MS = 60_000;
const POLL_MS = 100;
const RENEW_MS = 2_000;
/** A holder that cannot be asked, on another machine say, is gone when it has not renewed its lock for so long. */
const STALE_MS = 30_000;
/** Deriving a large interview keeps a process from renewing; this only ends a lock whose process id is in use again. */
const STALE_WHEN_ALIVE_MS = 600_000;

export interface LockOptions {
  readonly waitMs?: number | undefined;
}

/**
 * One writer at a time; readers need no lock. The lock of a writer that was killed is taken over at once on
 * the same machine. It saves work rather than data: should two writers get in after all, `commit` lets only
 * one of them through.
 *
 * @throws UserError `library-busy` when another process keeps writing for `waitMs`.
 */
export async function withLibraryLock<T>(
  library: string,
  work: () => Promise<T>,
  { waitMs = WAIT_MS }: LockOptions = {},
): Promise<T> {
  await mkdir(library, { recursive: true });
  const path = join(library, ".lock");
  const until = Date.now() + waitMs;
  while (!(await acquire(path))) {
    if (await isAbandoned(path)) await rm(path, { recursive: true, force: true });
    else if (Date.now() >= until) throw busy(library);
    else await sleep(POLL_MS);
  }
  const renewal = setInterval(() => {
    const now = new Date();
    // A lock that was taken away shows when the work is committed.
    utimes(path, now, now).catch(() => undefined);
  }, RENEW_MS);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    await discard(path);
  }
}

export const busy = (library: string): UserError =>
  new UserError(
    "library-busy",
    `Another ingest is writing to ${library}; wait for it to end, then try again`,
  );

async function acquire(path: string): Promise<boolean> {
  try {
    await writeFile(path, `${process.pid} ${machine()}`, { flag: "wx" });
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    // A full disk takes the name, but not the content.
    if (!hasCode(error, "ENOSPC", "EDQUOT")) throw error;
    await discard(path);
    throw error;
  }
}

async function isAbandoned(path: string): Promise<boolean> {
  try {
    const silentMs = Date.now() - (await lstat(path)).mtimeMs;
    const [pid, ...where] = (await readFile(path, "utf8").catch(() => "")).split(" ");
    if (where.join(" ") !== machine() || Number(pid) === process.pid) return silentMs > STALE_MS;
    return silentMs > STALE_WHEN_ALIVE_MS || !isAlive(Number(pid));
  } catch {
    // Released meanwhile.
    return false;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !hasCode(error, "ESRCH");
  }
}

/** Where a process id means the same process: not after a restart, nor in another container. */
function machine(): string {
  const parts = [hostname()];
  try {
    parts.push(readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim());
    parts.push(readlinkSync("/proc/self/ns/pid"));
  } catch {
    // Only Linux has them.
  }
  return parts.join(" ");
}
