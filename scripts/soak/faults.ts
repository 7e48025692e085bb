import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Ended, startProgram } from "./children.ts";
import { DAMAGE_NAMES, DAMAGES, filesOf } from "./damages.ts";
import { killAtStep } from "./kill-at-step.ts";
import { NAMES, type Soak } from "./soak.ts";

export interface Fault {
  /** How often it happens, as against the others. */
  readonly weight: number;
  happen(soak: Soak): Promise<void>;
}

/** About as many as an ingest of two interviews has; a later step kills nothing. */
const STEPS = 60;
const ASK_SHARE = 0.25;

export const FAULTS: Readonly<Record<string, Fault>> = {
  "an ingest is killed at a step": {
    weight: 7,
    async happen(soak) {
      const { library, random } = soak;
      const { files, next } = soak.change();
      const env = killAtStep(library, 1 + random.below(STEPS));
      const ingest = startProgram("ingest", ["--library", library, ...files], env);
      await expectOldOrNew(soak, await ingest.ended, next);
    },
  },
  "an ingest is killed at a moment": {
    weight: 3,
    async happen(soak) {
      const { files, next } = soak.change();
      const ingest = startProgram("ingest", ["--library", soak.library, ...files]);
      await sleep(200 + soak.random.below(400));
      ingest.child.kill("SIGKILL");
      await expectOldOrNew(soak, await ingest.ended, next);
    },
  },
  "a file is damaged": {
    weight: 9,
    async happen(soak) {
      hurt(soak, soak.random.pick(filesOf(soak.library)));
      if (soak.random.next() < ASK_SHARE) await soak.askAbout(soak.random.pick(NAMES));
      await soak.expectServed(soak.now());
    },
  },
  "two files are damaged": {
    weight: 3,
    async happen(soak) {
      const files = filesOf(soak.library);
      const pair = new Set([soak.random.pick(files), soak.random.pick(files)]);
      for (const file of pair) hurt(soak, file);
      await soak.expectServed(soak.now());
    },
  },
  "a manifest and a file are damaged": {
    weight: 2,
    async happen(soak) {
      const others = filesOf(soak.library).filter((file) => !MANIFESTS.includes(basename(file)));
      hurt(soak, join(soak.library, soak.random.pick(MANIFESTS)));
      hurt(soak, soak.random.pick(others));
      await soak.expectServed(soak.now());
    },
  },
  "both manifests and a file are damaged": {
    weight: 2,
    async happen(soak) {
      for (const name of MANIFESTS) hurt(soak, join(soak.library, name));
      // Without its last word on where it came from, an interview is served, but a new text of it is another one.
      const others = filesOf(soak.library).filter((file) => basename(file) !== "origin.txt");
      hurt(soak, soak.random.pick(others));
      if (soak.random.next() < ASK_SHARE) await soak.askAbout(soak.random.pick(NAMES));
      await soak.expectServed(soak.now());
    },
  },
  "a file is damaged while the origins are away": {
    weight: 3,
    async happen(soak) {
      const now = soak.now();
      const file = soak.random.pick(filesOf(soak.library));
      const aside = `${dirname(soak.origin("x"))}.aside`;
      renameSync(dirname(soak.origin("x")), aside);
      hurt(soak, file);
      const lost = /\/([a-z]+)\.[^/]*\/source\.md$/u.exec(file)?.[1];
      await soak.expectServedForNow(new Map([...now].filter(([name]) => name !== lost)));
      renameSync(aside, dirname(soak.origin("x")));
      await soak.expectServed(now);
    },
  },
  "a directory is gone, or a file is in its place": {
    weight: 2,
    async happen(soak) {
      const directory = dirname(
        soak.random.pick(filesOf(soak.library).filter((file) => file.endsWith("source.md"))),
      );
      rmSync(directory, { recursive: true });
      if (soak.random.next() < 0.5) writeFileSync(directory, "no directory");
      await soak.expectServed(soak.now());
    },
  },
  "two ingests and a question at once": {
    weight: 1,
    async happen(soak) {
      const { files, next } = soak.change();
      await Promise.all([
        soak.run("ingest", files),
        soak.run("ingest", files.slice(0, 1)),
        soak.run("ask", ["--json", "What can you say of the tides?"]),
      ]);
      await soak.expectServed(next);
    },
  },
  "a dead writer has left its lock and half a text": {
    weight: 1,
    async happen(soak) {
      const { files, next } = soak.change();
      const args = ["--library", soak.library, ...files];
      // The second step is the lock's own: what is killed at the next one has it.
      await startProgram("ingest", args, killAtStep(soak.library, 3)).ended;
      const dead = spawnSync(process.execPath, ["-e", "0"]).pid;
      mkdirSync(join(soak.library, `.writing-${dead}-abcd`), { recursive: true });
      writeFileSync(join(soak.library, `.writing-${dead}-abcd`, "source.md"), "half a te");
      await soak.run("ingest", files);
      await soak.expectServed(next);
      await soak.askAbout(soak.random.pick(NAMES));
      const left = readdirSync(soak.library).filter((name) => name.startsWith("."));
      if (left.length > 0) throw new Error(`left behind: ${left.join(", ")}`);
    },
  },
};

const MANIFESTS = ["manifest.json", "manifest.copy.json"];

async function expectOldOrNew(
  soak: Soak,
  ended: Ended,
  next: ReturnType<Soak["now"]>,
): Promise<void> {
  const killed = ended.signal === "SIGKILL";
  if (killed) soak.struck();
  else soak.check("ingest", ended);
  if (soak.random.next() < ASK_SHARE) {
    // Somebody asks before anybody has mended anything; which of the two it is shows below.
    const { code } = await soak.run("ask", ["--json", "What can you say of the tides?"]);
    if (code !== 0) throw new Error("ask did not answer after a kill");
  }
  await soak.expectServed(...(killed ? [soak.now(), next] : [next]));
}

function hurt({ random }: Soak, file: string): void {
  const damage = random.pick(DAMAGE_NAMES);
  // What is cut already has nothing left to flip.
  DAMAGES[readFileSync(file).length === 0 ? "delete" : damage](file, random);
}
