import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MIGRATIONS } from "../../src/state/migrations.ts";
import { openSqlite } from "../../src/state/open-sqlite.ts";
import { openState, type StateOptions } from "../../src/state/open-state.ts";
import type { State } from "../../src/state/state.ts";
import { workspace } from "../support/workspace.ts";
import { column, foundInFiles } from "./files.ts";
import { type Job, KEYS, LATER, NEXT_KEYS, runJob, TALK } from "./kill-jobs.ts";
import { ADMIN, CHAT, idsOf, message, NOW, talk } from "./messages.ts";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const place = mkdtempSync(join(tmpdir(), "verbatim-kill-"));
const child = join(place, "child.mjs");
const prepared = join(place, "prepared.sqlite");

beforeAll(async () => {
  await build({
    stdin: {
      contents: `import { ${runJob.name} } from "./kill-jobs.ts";
        const [job, file, killAt] = process.argv.slice(2);
        await ${runJob.name}(job, file, Number(killAt));`,
      resolveDir: HERE,
      loader: "ts",
    },
    outfile: child,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
  });
  symlinkSync(join(HERE, "../../node_modules"), join(place, "node_modules"));
  const state = await openState({ file: prepared, keys: KEYS, now: () => NOW });
  await state.consents.turnOn({ chat: CHAT, by: ADMIN, noticeVersion: 1, retentionDays: 2 });
  await state.chatLog.addAll(CHAT, talk(TALK));
  await state.preferences.setLanguage("user:1", "zh");
  await state.close();
});
afterAll(() => {
  rmSync(place, { recursive: true, force: true });
});

/** A copy of the file with `TALK` messages of three people. */
function preparedFile(): string {
  const file = join(workspace().path, "state.sqlite");
  cpSync(prepared, file);
  return file;
}

/** What the child had acknowledged when it was killed: by itself, or after so many acknowledgements. */
async function killed(
  job: Job,
  file: string,
  { at = 0, after = Infinity } = {},
): Promise<string[]> {
  const running = spawn(process.execPath, [child, job, file, String(at)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines: string[] = [];
  createInterface(running.stdout).on("line", (line) => {
    lines.push(line);
    if (lines.length >= after) running.kill("SIGKILL");
  });
  await once(running, "close");
  expect(running.signalCode).toBe("SIGKILL");
  return lines;
}

async function reopened<T>(
  file: string,
  work: (state: State) => Promise<T>,
  options: Partial<StateOptions> = {},
): Promise<T> {
  const state = await openState({ file, keys: KEYS, now: () => NOW, ...options });
  try {
    return await work(state);
  } finally {
    await state.close();
  }
}

const bodies = (file: string) => column(file, "select body from messages") as Buffer[];
/** Each of these kills before another write; the last one comes after all of them. */
const STEPS = [2, 5, 12, 10_000];

describe("kill -9", () => {
  it.each([1, 400])("loses no update and no message that was acknowledged (%i)", async (after) => {
    const file = preparedFile();
    const updates = (await killed("updates", file, { after })).map(Number);
    const messages = (await killed("messages", file, { after })).map(Number);
    expect(updates.length).toBeGreaterThanOrEqual(after);
    await reopened(file, async (state) => {
      for (const id of updates) expect(await state.updates.isDone(id)).toBe(true);
      expect(await state.tokens.used("all", "2026-11-23")).toBeGreaterThanOrEqual(updates.length);
      const stored = await state.chatLog.range(CHAT, {});
      expect(stored.slice(0, TALK)).toEqual(talk(TALK));
      expect(idsOf(stored)).toEqual(expect.arrayContaining(messages));
      expect(stored[TALK]).toEqual(message(TALK + 1, { sentAt: NOW }, 4));
    });
  });

  it.each(STEPS)("during an import loses nothing that was there (step %i)", async (at) => {
    const file = preparedFile();
    const [done] = await killed("import", file, { at });
    await reopened(file, async (state) => {
      const stored = await state.chatLog.range(CHAT, {});
      expect(stored.slice(0, TALK)).toEqual(talk(TALK));
      if (done) expect(stored).toHaveLength(TALK + 1_000);
      // Slices are stored as a whole or not at all.
      expect((stored.length - TALK) % 100).toBe(0);
    });
  });

  it.each(STEPS)("during forgetting leaves somebody known or forgotten (step %i)", async (at) => {
    const file = preparedFile();
    const before = bodies(file);
    const [done] = await killed("forget", file, { at });
    if (done) expect(foundInFiles(file, before)).toHaveLength((TALK * 2) / 3);
    await reopened(file, async (state) => {
      const forgotten = await state.chatLog.hasOptedOut(CHAT, "user:1");
      if (done) expect(forgotten).toBe(true);
      const authors = (await state.chatLog.range(CHAT, {})).map(({ author }) => author.key);
      expect(authors.filter((key) => key === "user:1")).toHaveLength(forgotten ? 0 : TALK / 3);
      expect(authors.filter((key) => key === "user:2")).toHaveLength(TALK / 3);
      expect(await state.preferences.language("user:1")).toBe(forgotten ? null : "zh");
      expect(foundInFiles(file, before)).toHaveLength(forgotten ? (TALK * 2) / 3 : TALK);
    });
  });

  it.each(STEPS)("while recaps are turned off leaves all or nothing (step %i)", async (at) => {
    const file = preparedFile();
    const before = bodies(file);
    const [done] = await killed("turnOff", file, { at });
    if (done) expect(foundInFiles(file, before)).toEqual([]);
    await reopened(file, async (state) => {
      const { on } = await state.consents.of(CHAT);
      if (done) expect(on).toBe(false);
      expect(foundInFiles(file, before)).toHaveLength(on ? TALK : 0);
      expect(await state.chatLog.range(CHAT, {})).toEqual(on ? talk(TALK) : []);
      await state.consents.turnOn({ chat: CHAT, by: ADMIN, noticeVersion: 1 });
      expect(await state.chatLog.range(CHAT, {})).toEqual(on ? talk(TALK) : []);
    });
  });

  it.each([1, 3, 10_000])("during a purge shows nothing that is too old (step %i)", async (at) => {
    const file = preparedFile();
    const before = bodies(file);
    const [done] = await killed("purge", file, { at });
    if (done) expect(foundInFiles(file, before)).toEqual([]);
    const later = async (state: State) => {
      expect(await state.chatLog.range(CHAT, {})).toEqual([]);
      await state.chatLog.purge();
    };
    await reopened(file, later, { now: () => LATER });
    expect(foundInFiles(file, before)).toEqual([]);
  });

  it.each([3, 9, 10_000])("during a move leaves a chat in one place (step %i)", async (at) => {
    const file = preparedFile();
    const [done] = await killed("move", file, { at });
    await reopened(file, async (state) => {
      const here = await state.chatLog.range(CHAT, {});
      const there = await state.chatLog.range("chat:-1009", {});
      expect([here.length, there.length].sort()).toEqual([0, TALK]);
      if (done) expect(there).toHaveLength(TALK);
    });
  });

  it.each([2, 60, 10_000])("during a change of keys loses no message (step %i)", async (at) => {
    const file = preparedFile();
    await killed("reencrypt", file, { at });
    await reopened(
      file,
      async (state) => {
        expect(await state.chatLog.range(CHAT, {})).toEqual(talk(TALK));
        await state.chatLog.reencrypt();
        expect(await state.chatLog.range(CHAT, {})).toEqual(talk(TALK));
      },
      { keys: NEXT_KEYS },
    );
  });

  it.each([1, 8, 14, 10_000])(
    "during a migration keeps what was there, and the next start ends it (step %i)",
    async (at) => {
      const file = join(workspace().path, "state.sqlite");
      await oldState(file);
      const [done] = await killed("open", file, { at });
      const tables = column(file, "select name from sqlite_schema where type = 'table'");
      expect(tables.includes("opt_outs")).toBe(tables.includes("messages"));
      if (done) expect(tables).toContain("messages");
      await reopened(file, async (state) => {
        expect(await state.preferences.language("user:1")).toBe("zh");
        expect(await state.updates.isDone(7)).toBe(true);
        await state.consents.turnOn({ chat: CHAT, by: ADMIN, noticeVersion: 1 });
        expect(await state.chatLog.add(CHAT, message(1))).toBe(true);
      });
    },
  );
});

/** A file as the first version left it. */
async function oldState(file: string): Promise<void> {
  const migrations = { "0001-state": MIGRATIONS["0001-state"]! };
  const old = await openSqlite({ file, migrations });
  await old.db.insertInto("preferences").values({ scope: "user:1", language: "zh" }).execute();
  await old.db.insertInto("updates").values({ id: 7 }).execute();
  await old.close();
}

it("two processes that write one file at the same time lose nothing and damage nothing", async () => {
  const file = preparedFile();
  const [updates, messages] = await Promise.all([
    killed("updates", file),
    killed("messages", file),
  ]);
  expect([updates.at(-1), messages.at(-1)]).toEqual(["done", "done"]);
  expect(column(file, "pragma integrity_check")).toEqual(["ok"]);
  await reopened(file, async (state) => {
    expect(await state.tokens.used("all", "2026-11-23")).toBe(2_000);
    expect((await state.chatLog.stats(CHAT)).count).toBe(TALK + 1_000);
  });
});
