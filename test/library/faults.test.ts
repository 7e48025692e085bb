import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { DAMAGE_NAMES, DAMAGES, filesOf } from "../../scripts/soak/damages.ts";
import { createInspector } from "../../scripts/soak/inspect-library.ts";
import { killAtStep } from "../../scripts/soak/kill-at-step.ts";
import { seededRandom } from "../../scripts/soak/random.ts";
import { talk, topicSheet } from "../../scripts/soak/talks.ts";
import { createDeriver, type Deriver } from "../../src/library/derive.ts";
import { ingest, removeInterview } from "../../src/library/ingest.ts";
import { openLibrary } from "../../src/library/open-library.ts";
import { commit, stageInterview } from "../../src/library/write-library.ts";
import { readManifest } from "../../src/library/manifest.ts";
import { localDeriver, shippedLexicon } from "../support/deriver.ts";
import { linesOf, run, start } from "../support/run.ts";
import { workspace } from "../support/workspace.ts";

const lexicon = shippedLexicon();
const deriver = localDeriver(lexicon);
const inspect = createInspector(deriver);

/** Both versions of every interview that these tests know. */
const NAMES = ["amber", "basil", "cedar", "daisy"];
const given = new Map(NAMES.map((name) => [name, [talk(name, 1), talk(name, 2)]]));

const serves = async (library: string): Promise<Record<string, string>> => {
  const { served, wrongQuotes, gone } = await inspect(library, given);
  expect([wrongQuotes, gone]).toEqual([[], []]);
  return Object.fromEntries(
    [...served].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, text]) => [id, versionOf(text)]),
  );
};
const versionOf = (text: string) => /version \d/.exec(text)![0];
const V1 = "version 1";
const V2 = "version 2";

/** A library of `names`, and where it came from. */
async function libraryOf(...names: string[]) {
  const { path, write } = workspace();
  const library = join(path, "library");
  const put = (name: string, version: number) => write(`${name}.md`, talk(name, version));
  const origins = names.map((name) => put(name, 1));
  if (names.length > 0) {
    write("amber.topics.json", topicSheet("amber"));
    await ingest(library, origins, deriver);
  }
  return { path, library, origins, put, write };
}

/** Besides what the manifest names, a library has nothing but the manifest and its copy. */
async function expectTidy(library: string): Promise<void> {
  const { manifest } = await readManifest(library);
  const named = manifest!.interviews.map(({ directory }) => directory);
  expect(readdirSync(library).sort()).toEqual(
    [...named, "manifest.json", "manifest.copy.json"].sort(),
  );
}

describe("a kill", () => {
  // From the first start of a program on, its bundle is there for the children that get killed.
  beforeAll(() => run("ingest", ["--help"]));

  async function ingestKilledAt(step: number, library: string, files: string[]) {
    const child = start("ingest", ["--library", library, ...files], killAtStep(library, step));
    await once(child, "close");
    return child.signalCode;
  }

  it.each([3, 25, 63, 64, 66, 67, 68, 70, 72])(
    "at step %i of an ingest leaves the old library or the new one, and the next ingest succeeds",
    async (step) => {
      const { path, library, put } = await libraryOf("amber", "basil");
      await removeInterview(library, "amber", deriver);
      const files = [put("basil", 2), put("cedar", 1), put("daisy", 1)];
      const signal = await ingestKilledAt(step, library, files);
      const old = { basil: V1 };
      const now = { basil: V2, cedar: V1, daisy: V1 };
      expect(signal === null ? [now] : [old, now]).toContainEqual(await serves(library));
      await ingest(library, files, deriver);
      expect(await serves(library)).toEqual(now);
      await expectTidy(library);
      expect(existsSync(path)).toBe(true);
    },
  );

  it.each([5, 60, 63, 64, 65, 67])(
    "at step %i of the first ingest leaves no library or the whole one",
    async (step) => {
      const { library, put } = await libraryOf();
      const files = [put("amber", 1), put("basil", 1), put("cedar", 1)];
      await ingestKilledAt(step, library, files);
      const now = { amber: V1, basil: V1, cedar: V1 };
      const left = await serves(library).catch((error: unknown) => String(error));
      expect([
        now,
        expect.stringMatching(/No library at .*npm run ingest/) as string,
      ]).toContainEqual(left);
      await ingest(library, files, deriver);
      expect(await serves(library)).toEqual(now);
      await expectTidy(library);
    },
  );

  it("at a random moment does no more than one at a chosen step", async () => {
    const { library, put } = await libraryOf("amber", "basil");
    const random = seededRandom(7);
    for (let round = 0; round < 4; round++) {
      const version = 1 + (round % 2);
      const files = [put("basil", 3 - version), put("cedar", version)];
      const before = await serves(library);
      const child = start("ingest", ["--library", library, ...files]);
      const closed = once(child, "close");
      await sleep(250 + random.below(300));
      child.kill("SIGKILL");
      await closed;
      const now = { ...before, basil: versionOf(talk("basil", 3 - version)), cedar: "" };
      now.cedar = versionOf(talk("cedar", version));
      expect([before, now]).toContainEqual(await serves(library));
    }
    await ingest(library, [put("basil", 2), put("cedar", 2)], deriver);
    expect(await serves(library)).toEqual({ amber: V1, basil: V2, cedar: V2 });
    await expectTidy(library);
  });
});

describe("several processes at once", () => {
  it("all get their interviews in, and a reader meanwhile meets whole libraries only", async () => {
    const { library, put } = await libraryOf("amber");
    const runs = ["basil", "cedar", "daisy"].map((name) =>
      run("ingest", ["--library", library, put(name, 1)]),
    );
    let running = true;
    const stillRunning = () => running;
    const done = Promise.all(runs).finally(() => (running = false));
    while (stillRunning()) {
      const { served, wrongQuotes, warnings } = await inspect(library, given);
      expect([wrongQuotes, warnings]).toEqual([[], []]);
      expect(served.get("amber")).toBe(talk("amber", 1));
    }
    for (const { code, err } of await done) expect([code, err]).toEqual([0, expect.any(String)]);
    expect(await serves(library)).toEqual({ amber: V1, basil: V1, cedar: V1, daisy: V1 });
    await expectTidy(library);
  });

  it("read an interview in its old words or its new ones while it is replaced over and over", async () => {
    const { library, put, path } = await libraryOf("amber", "basil");
    const reading = Array.from({ length: 4 }, async () => {
      let reads = 0;
      for (; !existsSync(join(path, "stop")); reads++) {
        const { served, wrongQuotes, warnings } = await inspect(library, given);
        expect([wrongQuotes, warnings, served.size]).toEqual([[], [], 2]);
      }
      return reads;
    });
    for (let round = 0; round < 25; round++)
      await ingest(library, [put("basil", 2 - (round % 2))], deriver);
    writeFileSync(join(path, "stop"), "");
    for (const reads of await Promise.all(reading)) expect(reads).toBeGreaterThan(0);
    await expectTidy(library);
  });

  it("lose nothing to each other when the lock fails", async () => {
    const { library, put } = await libraryOf("amber");
    const [slow, fast] = [put("basil", 1), put("cedar", 1)];
    let overtaken = 0;
    const overtakenDeriver: Deriver = {
      derivedWith: deriver.derivedWith,
      async derive(source, id) {
        if (overtaken++ === 0) {
          rmSync(join(library, ".lock"));
          await ingest(library, [fast], deriver);
        }
        return deriver.derive(source, id);
      },
    };
    await ingest(library, [slow], overtakenDeriver);
    expect(await serves(library)).toEqual({ amber: V1, basil: V1, cedar: V1 });
    await expectTidy(library);
  });

  it("take over a lock that nobody holds, and say so when somebody keeps it", async () => {
    const { library, put } = await libraryOf("amber");
    const file = put("basil", 1);
    const dead = spawnSync(process.execPath, ["-e", "0"]).pid;
    const lock = join(library, ".lock");
    const held = await lockOf(library, put("amber", 2));
    writeFileSync(lock, held.replace(/^\d+/, String(dead)));
    await ingest(library, [file], deriver);
    expect(await serves(library)).toEqual({ amber: V1, basil: V1 });
    // A reader does not wait for a writer, not even to mend something.
    const alive = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)"]);
    onTestFinished(() => void alive.kill());
    writeFileSync(lock, held.replace(/^\d+/, String(alive.pid)));
    rmSync(join(library, "manifest.json"));
    expect(await serves(library)).toEqual({ amber: V1, basil: V1 });
    expect(existsSync(join(library, "manifest.json"))).toBe(false);
  });

  /** What a writer puts into its lock. */
  async function lockOf(library: string, file: string): Promise<string> {
    let content = "";
    const looking: Deriver = {
      derivedWith: deriver.derivedWith,
      derive() {
        content = readFileSync(join(library, ".lock"), "utf8");
        return Promise.reject(new Error("enough"));
      },
    };
    await expect(ingest(library, [file], looking)).rejects.toThrow("enough");
    return content;
  }
});

describe("damage", () => {
  const random = seededRandom(11);

  it.each(DAMAGE_NAMES)("of any one file (%s) loses no interview", async (damage) => {
    const { path, library } = await libraryOf("amber", "basil");
    const whole = join(path, "whole");
    cpSync(library, whole, { recursive: true });
    const sheet = (await openLibrary(library, deriver)).interviews[0]!.topics;
    expect(sheet).not.toBeNull();
    for (const file of filesOf(whole).map((name) => relative(whole, name))) {
      rmSync(library, { recursive: true });
      cpSync(whole, library, { recursive: true });
      DAMAGES[damage](join(library, file), random);
      expect([file, await serves(library)]).toEqual([file, { amber: V1, basil: V1 }]);
      const { interviews } = await openLibrary(library, deriver, {
        onWarning: (line) => expect.unreachable(line),
      });
      expect([file, interviews[0]!.topics]).toEqual([file, sheet]);
      await expectTidy(library);
    }
  });

  it("of any one file loses no interview but the one whose only source it was", async () => {
    const { path, library, origins } = await libraryOf("amber", "basil");
    for (const origin of origins) rmSync(origin);
    const whole = join(path, "whole");
    cpSync(library, whole, { recursive: true });
    for (const file of filesOf(whole).map((name) => relative(whole, name))) {
      rmSync(library, { recursive: true });
      cpSync(whole, library, { recursive: true });
      DAMAGES.flip(join(library, file), random);
      const warnings: string[] = [];
      await openLibrary(library, deriver, { onWarning: (line) => warnings.push(line) });
      const lost = /^(\w+)\..*source\.md$/.exec(file)?.[1];
      const both = Object.entries({ amber: V1, basil: V1 });
      const kept = Object.fromEntries(both.filter(([name]) => name !== lost));
      if (lost !== undefined) {
        expect(warnings).toEqual([
          expect.stringMatching(new RegExp(`^${lost}: .* is damaged.*npm run ingest`)),
        ]);
      }
      expect([file, await serves(library)]).toEqual([file, kept]);
    }
  });

  it("of the manifest and a source at once is mended from where the source came from", async () => {
    const { library } = await libraryOf("amber", "basil");
    for (const manifest of ["manifest.json", "manifest.copy.json"]) {
      for (const file of filesOf(library))
        if (file.endsWith("source.md")) DAMAGES.flip(file, random);
      DAMAGES.flip(join(library, manifest), random);
      expect(await serves(library)).toEqual({ amber: V1, basil: V1 });
    }
  });

  it("of both manifests leaves what the directories say, in its latest version", async () => {
    const { library, put, origins } = await libraryOf("amber", "basil", "cedar");
    const old = readdirSync(library).find((name) => name.startsWith("basil."))!;
    renameSync(join(library, old), join(library, "..", old));
    await ingest(library, [put("basil", 2)], deriver);
    renameSync(join(library, "..", old), join(library, old));
    for (const file of filesOf(library))
      if (/(amber|cedar)\..*source\.md$/.test(file)) DAMAGES.flip(file, random);
    rmSync(origins[0]!);
    rmSync(join(library, "manifest.json"));
    rmSync(join(library, "manifest.copy.json"));
    const { served, warnings } = await inspect(library, given);
    expect([...served]).toEqual([
      ["basil", talk("basil", 2)],
      ["cedar", talk("cedar", 1)],
    ]);
    expect(warnings).toEqual([expect.stringMatching(/^amber: .*npm run ingest/)]);
    const [outcome] = await ingest(library, [put("amber", 1)], deriver);
    expect(outcome).toMatchObject({ kind: "updated", id: "amber" });
    expect(await serves(library)).toEqual({ amber: V1, basil: V2, cedar: V1 });
    await expectTidy(library);
  });

  it("of the manifest brings back nothing that was removed, and a changed file stays an update", async () => {
    const { library, put } = await libraryOf("amber", "basil");
    await removeInterview(library, "amber", deriver);
    writeFileSync(join(library, "manifest.json"), '{"schema":99}');
    expect(await serves(library)).toEqual({ basil: V1 });
    await ingest(library, [put("basil", 2)], deriver);
    expect(await serves(library)).toEqual({ basil: V2 });
  });

  it("beyond all mending is named in one line with the command that helps", async () => {
    const { library, origins } = await libraryOf("amber");
    for (const file of filesOf(library)) DAMAGES.flip(file, random);
    for (const origin of origins) rmSync(origin);
    await expect(openLibrary(library, deriver)).rejects.toThrow(/^Nothing in .*npm run ingest.*$/);
    rmSync(library, { recursive: true });
    mkdirSync(library);
    writeFileSync(join(library, "manifest.json"), "");
    await expect(openLibrary(library, deriver)).rejects.toThrow(/^Nothing in .*npm run ingest.*$/);
  });

  it("leaves a new place of a source known, and mends from there", async () => {
    const { path, library, origins } = await libraryOf("amber");
    mkdirSync(join(path, "moved"));
    for (const name of ["amber.md", "amber.topics.json"])
      renameSync(join(path, name), join(path, "moved", name));
    const [outcome] = await ingest(library, [join(path, "moved", "amber.md")], deriver);
    expect([outcome?.kind, existsSync(origins[0]!)]).toEqual(["unchanged", false]);
    DAMAGES.flip(
      filesOf(library).find((file) => file.endsWith("source.md"))!,
      random,
    );
    expect(await serves(library)).toEqual({ amber: V1 });
  });

  it("of the library's own place is a user's error", async () => {
    const { path, put, write } = await libraryOf();
    const files = [put("amber", 1)];
    const file = write("file", "x");
    const nowhere = join(path, "nowhere");
    symlinkSync(join(path, "no", "such", "place"), nowhere);
    const loop = join(path, "loop");
    symlinkSync(loop, loop);
    for (const library of [file, join(file, "below"), nowhere, loop]) {
      const { code, out, err } = await run("ingest", ["--library", library, ...files]);
      expect([code, out]).toEqual([1, ""]);
      const [line, ...others] = linesOf(err);
      expect(line).toMatch(/choose another/i);
      expect(line).toContain(library);
      expect(others).toEqual([]);
      await expect(openLibrary(library, deriver)).rejects.toMatchObject({ name: "UserError" });
    }
    expect(readFileSync(file, "utf8")).toBe("x");
    mkdirSync(join(path, "real"));
    symlinkSync(join(path, "real"), join(path, "link"));
    await ingest(join(path, "link"), files, deriver);
    expect(await serves(join(path, "link"))).toEqual({ amber: V1 });
  });
});

describe("a disk", () => {
  it("that takes no more bytes leaves the library as it was", async () => {
    const { library, path, put, write } = await libraryOf("amber", "basil");
    const before = filesOf(library).map((file) => readFileSync(file, "base64"));
    const big = write("big.md", talk("big", 1, 400));
    const child = spawn("bash", [
      "-c",
      'ulimit -f 48; exec "$@"',
      "bash",
      process.execPath,
      "scripts/launch.js",
      "ingest",
      "--library",
      library,
      put("cedar", 1),
      big,
    ]);
    let err = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
    const [code] = (await once(child, "close")) as [number | null];
    expect([code, linesOf(err).at(-1)]).toEqual([
      1,
      expect.stringMatching(/^Cannot write .*: the disk is full\. .*as it was/),
    ]);
    expect(filesOf(library).map((file) => readFileSync(file, "base64"))).toEqual(before);
    await ingest(library, [join(path, "cedar.md")], deriver);
    expect(await serves(library)).toEqual({ amber: V1, basil: V1, cedar: V1 });
    await expectTidy(library);
  });

  const mounts = canMount();

  it.skipIf(!mounts)("that is full loses nothing, however little is left on it", async () => {
    const { path, put } = await libraryOf();
    const files = NAMES.map((name) => put(name, 1));
    const disk = mounted(path, "size=512k");
    const library = join(disk, "library");
    await ingest(library, files.slice(0, 2), deriver);
    const old = { amber: V1, basil: V1 };
    let failures = 0;
    for (let left = 8; left <= 120; left += 8) {
      const filler = join(disk, "filler");
      fillUp(filler, left * 1024);
      const { code, err } = await attemptIngest(library, files);
      if (code === "failed") {
        failures++;
        expect(err).toMatch(/^Cannot write .*: the disk is full\. [^\n]*$/);
        expect(await serves(library)).toEqual(old);
        await expectTidy(library);
      } else {
        expect(await serves(library)).toEqual({ ...old, cedar: V1, daisy: V1 });
        await removeInterview(library, "cedar", deriver);
        await removeInterview(library, "daisy", deriver);
      }
      // Damaged while nothing can be written, it is served from memory.
      fillUp(filler, 0);
      rmSync(filesOf(library).find((file) => file.endsWith("terms.json"))!);
      expect(await serves(library)).toEqual(old);
      rmSync(filler);
      expect(await serves(library)).toEqual(old);
      await expectTidy(library);
    }
    expect(failures).toBeGreaterThan(0);
  });

  it.skipIf(!mounts)(
    "that is read-only is served, damaged or not, and written to by nobody",
    async () => {
      const { path, put } = await libraryOf();
      const files = NAMES.map((name) => put(name, 1));
      const disk = mounted(path, "size=1m");
      const library = join(disk, "library");
      await ingest(library, files.slice(0, 2), deriver);
      rmSync(join(library, "manifest.json"));
      asRoot("mount -o remount,ro", disk);
      const { served, wrongQuotes, warnings } = await inspect(library, given);
      expect([[...served.keys()], wrongQuotes]).toEqual([["amber", "basil"], []]);
      expect(warnings).toEqual([
        expect.stringMatching(/^Cannot write .*Make the directory writable.*served from memory$/),
      ]);
      const { code, err } = await attemptIngest(library, files);
      expect([code, err]).toEqual(["failed", expect.stringMatching(/Make the directory writable/)]);
    },
  );

  async function attemptIngest(library: string, files: string[]) {
    try {
      await ingest(library, files, deriver);
      return { code: "done", err: "" };
    } catch (error) {
      expect(error).toMatchObject({ name: "UserError" });
      return { code: "failed", err: (error as Error).message };
    }
  }

  function asRoot(command: string, place: string): number | null {
    return spawnSync("sh", ["-c", `${command} "$0"`, place]).status;
  }

  /** Takes all space but `left` bytes. */
  function fillUp(path: string, left: number): void {
    rmSync(path, { force: true });
    const chunk = Buffer.alloc(4096);
    try {
      for (;;) writeFileSync(path, chunk, { flag: "a" });
    } catch {
      const size = readFileSync(path).length;
      truncateSync(path, Math.max(0, size - left));
    }
  }

  /** Only root may mount; others see these tests skipped. */
  function canMount(): boolean {
    if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
    const probe = mkdtempSync(join(tmpdir(), "verbatim-mount-"));
    const status = asRoot("mount -t tmpfs -o size=64k tmpfs", probe);
    if (status === 0) asRoot("umount", probe);
    rmSync(probe, { recursive: true });
    return status === 0;
  }

  function mounted(path: string, options: string): string {
    const disk = join(path, "disk");
    mkdirSync(disk);
    expect(asRoot(`mount -t tmpfs -o ${options} tmpfs`, disk)).toBe(0);
    onTestFinished(() => void asRoot("umount -l", disk));
    return disk;
  }
});

describe("vectors", () => {
  const embedding = (model: string, embed: (texts: string[]) => unknown) =>
    createDeriver({
      lexicon,
      embedder: { model, dimensions: 3 },
      embeddings: { embedDocuments: (texts) => Promise.resolve(embed(texts) as number[][]) },
    });

  it.each([
    ["too large for a float", (texts: string[]) => texts.map(() => [1e39, 0, 0])],
    ["with a hole", (texts: string[]) => texts.map(() => [1, null, 0])],
    ["that are none", (texts: string[]) => texts.map(() => null)],
    ["fewer than texts", (texts: string[]) => texts.slice(1).map(() => [1, 0, 0])],
    ["more than texts", (texts: string[]) => [...texts, "x"].map(() => [1, 0, 0])],
  ])("%s never get in", async (_, embed) => {
    const { library, put } = await libraryOf();
    const [outcome] = await ingest(library, [put("amber", 1)], embedding("bad", embed));
    expect(outcome).toMatchObject({
      kind: "failed",
      message: expect.stringMatching(/model bad gave .*check EMBEDDING_MODEL$/) as string,
    });
  });

  it("that are not finite are not read either, though every checksum vouches for them", async () => {
    const { library, origins } = await libraryOf("amber");
    const id = "amber";
    const { fingerprint } = await readManifest(library);
    const right = await deriver.derive(talk(id, 1), id);
    const derived = { ...right, vectors: right.vectors.map((vector) => vector.map(() => NaN)) };
    const source = Buffer.from(talk(id, 1));
    const staged = await stageInterview(library, {
      id,
      origin: origins[0]!,
      source,
      topics: null,
      derived,
    });
    await commit(library, {
      base: fingerprint,
      derivedWith: deriver.derivedWith,
      entries: [staged.entry],
      staged: [staged],
    });
    expect(await serves(library)).toEqual({ amber: V1 });
  });
});
