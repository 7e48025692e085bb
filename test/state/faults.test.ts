import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { UserError } from "../../src/errors.ts";
import { MIGRATIONS } from "../../src/state/migrations.ts";
import { openState } from "../../src/state/open-state.ts";
import { workspace } from "../support/workspace.ts";
import { look } from "./files.ts";

/** A file with something in it. */
async function stateFile() {
  const file = join(workspace().path, "state.sqlite");
  const state = await openState({ file });
  for (let id = 0; id < 500; id += 1) await state.updates.markDone(id);
  await state.preferences.setLanguage("user:1", "zh");
  await state.close();
  return file;
}

/** The code of the one clear line with which opening fails. */
async function failure(file: string): Promise<string> {
  try {
    await (await openState({ file, busyTimeoutMs: 20 })).close();
    return "none";
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    const { code, message } = error as UserError;
    expect(message).toContain(file);
    expect(message).not.toContain("\n");
    return code;
  }
}

describe("a state file", () => {
  it("is made with its directory, for its owner only, and found again", async () => {
    const file = join(workspace().path, "deep", "er", "state.sqlite");
    const state = await openState({ file });
    await state.preferences.setLanguage("user:1", "zh");
    expect(statSync(file).mode & 0o077).toBe(0);
    await state.close();
    const again = await openState({ file });
    expect(await again.preferences.language("user:1")).toBe("zh");
    await again.close();
  });

  it("may be empty, as something that was killed at once leaves it", async () => {
    const file = workspace().write("state.sqlite", "");
    expect(await failure(file)).toBe("none");
  });

  it("is refused and left alone when it is something else", async () => {
    const { write } = workspace();
    const text = write("text.sqlite", "Dear diary, this is no database at all.\n".repeat(50));
    const other = write("other.sqlite", "");
    look(other, (db) => db.exec("create table recipes (name text)"));
    const before = [text, other].map((file) => readFileSync(file));
    expect(await failure(text)).toBe("state-foreign");
    expect(await failure(other)).toBe("state-foreign");
    expect([text, other].map((file) => readFileSync(file))).toEqual(before);
  });

  it("is refused and left alone when a newer version wrote it", async () => {
    const file = await stateFile();
    const up = () => Promise.resolve();
    const newer = await openState({ file, migrations: { ...MIGRATIONS, "9999-new": { up } } });
    await newer.close();
    const before = readFileSync(file);
    expect(await failure(file)).toBe("state-newer");
    expect(readFileSync(file)).toEqual(before);
  });

  it("is refused where nothing can be written", async () => {
    const { path, write } = workspace();
    mkdirSync(join(path, "directory.sqlite"));
    write("file", "");
    for (const file of [join(path, "directory.sqlite"), join(path, "file", "state.sqlite")])
      expect(await failure(file)).toBe("state-unwritable");
  });

  it("is refused while another program locks it, and usable afterwards", async () => {
    const file = await stateFile();
    const other = new Sqlite(file);
    other.exec("pragma locking_mode = exclusive; begin exclusive");
    expect(await failure(file)).toBe("state-busy");
    other.close();
    expect(await failure(file)).toBe("none");
  });

  it("that gets locked later fails one call with a clear line, and not the next", async () => {
    const file = await stateFile();
    const state = await openState({ file, busyTimeoutMs: 20 });
    onTestFinished(() => state.close());
    const other = new Sqlite(file);
    other.exec("begin immediate");
    await expect(state.updates.markDone(1_000)).rejects.toMatchObject({ code: "state-busy" });
    other.close();
    await state.updates.markDone(1_000);
    expect(await state.updates.isDone(1_000)).toBe(true);
  });

  it("with damage is refused and left alone, or serves what it holds, but never crashes", async () => {
    const file = await stateFile();
    const sound = readFileSync(file);
    const refusals = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.nat(sound.length - 200),
        fc.uint8Array({ minLength: 1, maxLength: 200 }),
        fc.boolean(),
        async (at, bytes, truncate) => {
          writeFileSync(file, truncate ? sound.subarray(0, at) : sound);
          if (!truncate) overwrite(file, at, bytes);
          const damaged = readFileSync(file);
          const code = await failure(file);
          refusals.add(code);
          if (code === "none") return;
          expect(["state-damaged", "state-foreign", "state-newer"]).toContain(code);
          expect(readFileSync(file)).toEqual(damaged);
        },
      ),
      { numRuns: 25 },
    );
    expect(refusals).toContain("state-damaged");
  });
});

function overwrite(file: string, at: number, bytes: Uint8Array): void {
  const handle = openSync(file, "r+");
  writeSync(handle, bytes, 0, bytes.length, at);
  closeSync(handle);
}
