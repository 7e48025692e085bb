import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { UserError } from "../../src/errors.ts";
import { createDeriver } from "../../src/library/derive.ts";
import { ingest, removeInterview } from "../../src/library/ingest.ts";
import { openLibrary } from "../../src/library/open-library.ts";
import { localDeriver, shippedLexicon } from "../support/deriver.ts";
import { workspace } from "../support/workspace.ts";

const deriver = localDeriver();

const talk = (answer: string) => `# A talk\n\nQ: What moves the tides?\n\nA: ${answer}\n`;
const MOON = talk("The moon pulls the oceans twice a day.");

const snapshot = (directory: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [
        join(entry.parentPath, entry.name),
        readFileSync(join(entry.parentPath, entry.name), "base64"),
      ]),
  );

describe("ingesting", () => {
  it("stores the source byte for byte, and finds every interview again", async () => {
    const { path, write } = workspace();
    const library = join(path, "lib");
    const source = `\uFEFF${MOON.replaceAll("\n", "\r\n")}`;
    await ingest(library, [write("tides.md", source)], deriver);
    const { interviews } = await openLibrary(library, deriver);
    expect(interviews.map(({ interview }) => interview.id)).toEqual(["tides"]);
    expect(readFileSync(interviews[0]!.file, "utf8")).toBe(source);
  });

  it("leaves everything as it is when nothing changed", async () => {
    const { path, write } = workspace();
    const library = join(path, "lib");
    const file = write("tides.md", MOON);
    await ingest(library, [file], deriver);
    const before = snapshot(library);
    const [outcome] = await ingest(library, [file], deriver);
    expect(outcome).toMatchObject({ kind: "unchanged", id: "tides" });
    expect(snapshot(library)).toEqual(before);
  });

  it("replaces an interview whose file changed, and leaves nothing of the old one behind", async () => {
    const { path, write } = workspace();
    const library = join(path, "lib");
    await ingest(library, [write("tides.md", MOON)], deriver);
    const [outcome] = await ingest(library, [write("tides.md", talk("The sun helps."))], deriver);
    expect(outcome).toMatchObject({ kind: "updated", id: "tides" });
    const { interviews } = await openLibrary(library, deriver);
    expect(interviews).toHaveLength(1);
    expect(interviews[0]!.source).toContain("The sun helps.");
    expect(readdirSync(library).filter((name) => name.startsWith("tides."))).toHaveLength(1);
  });

  it("keeps two files of the same name from different places apart", async () => {
    const one = workspace();
    const two = workspace();
    const library = join(one.path, "lib");
    const outcomes = await ingest(
      library,
      [one.write("talk.md", MOON), two.write("talk.md", talk("The sun helps."))],
      deriver,
    );
    expect(outcomes).toMatchObject([{ id: "talk" }, { id: "talk-2" }]);
  });

  it("refuses a second file that claims the same id in one run", async () => {
    const { path, write } = workspace();
    const front = "---\nid: same\n---\n\n";
    const outcomes = await ingest(
      join(path, "lib"),
      [write("a.md", front + MOON), write("b.md", `${front}Other words entirely.\n`)],
      deriver,
    );
    expect(outcomes).toMatchObject([{ kind: "added", id: "same" }, { kind: "failed" }]);
  });

  it("ingests the good files of a mixed lot and gives a line for each bad one", async () => {
    const { path, write } = workspace();
    const library = join(path, "lib");
    const outcomes = await ingest(
      library,
      [
        write("empty.md", ""),
        write("latin1.md", Buffer.from("caf\xe9 and more words", "latin1")),
        write("binary.md", Buffer.from([0, 1, 2, 3, 0, 5])),
        join(path, "missing.md"),
        path,
        write("good.md", MOON),
      ],
      deriver,
    );
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual([
      "added",
      ...Array<string>(5).fill("failed"),
    ]);
    for (const outcome of outcomes)
      if (outcome.kind === "failed") expect(outcome.message).toMatch(/^[^\n]{10,300}$/);
  });

  it("does not make a library when every file is bad", async () => {
    const { path, write } = workspace();
    const library = join(path, "lib");
    await ingest(
      library,
      [write("empty.md", " \n"), write("big.md", "a".repeat(20 * 1024 * 1024 + 1))],
      deriver,
    );
    expect(existsSync(library)).toBe(false);
  });

  it("lets two ingests at once both succeed", async () => {
    const { path, write } = workspace();
    const library = join(path, "lib");
    await Promise.all(
      ["one", "two", "three"].map((name) =>
        ingest(library, [write(`${name}.md`, talk(`Answer ${name}.`))], deriver),
      ),
    );
    const { interviews } = await openLibrary(library, deriver);
    expect(interviews.map(({ interview }) => interview.id).sort()).toEqual(["one", "three", "two"]);
  });

  it("removes an interview and nothing else", async () => {
    const { path, write } = workspace();
    const library = join(path, "lib");
    await ingest(library, [write("a.md", MOON), write("b.md", talk("The sun helps."))], deriver);
    expect(await removeInterview(library, "a", deriver)).toBe(true);
    expect(await removeInterview(library, "a", deriver)).toBe(false);
    const { interviews } = await openLibrary(library, deriver);
    expect(interviews.map(({ interview }) => interview.id)).toEqual(["b"]);
  });
});

describe("opening", () => {
  it("says that there is no library, and how to make one", async () => {
    const { path } = workspace();
    await expect(openLibrary(join(path, "none"), deriver)).rejects.toThrow(/npm run ingest/);
    expect(existsSync(join(path, "none"))).toBe(false);
  });

  it("derives whatever is missing, cut short or altered from the source again", async () => {
    const { path, write } = workspace();
    const library = join(path, "lib");
    await ingest(library, [write("tides.md", MOON)], deriver);
    const intact = (await openLibrary(library, deriver)).interviews[0]!;
    const inside = (name: string) => {
      const directory = readdirSync(library).find((entry) => entry.startsWith("tides."))!;
      return join(library, directory, name);
    };
    const damages = [
      () => {
        rmSync(inside("terms.json"));
      },
      () => {
        truncateSync(inside("vectors.f32"), 10);
      },
      () => {
        writeFileSync(inside("interview.json"), "{");
      },
      () => {
        writeFileSync(join(library, "manifest.json"), "not json");
      },
      () => {
        rmSync(join(library, "manifest.json"));
      },
      () => {
        writeFileSync(join(library, "manifest.json"), '{"schema":99}');
      },
    ];
    for (const damage of damages) {
      damage();
      const { interviews } = await openLibrary(library, deriver);
      expect(interviews.map(({ interview }) => interview)).toEqual([intact.interview]);
      expect(interviews[0]!.vectors).toEqual(intact.vectors);
      expect(readFileSync(interviews[0]!.file, "utf8")).toBe(MOON);
    }
  });

  it("mends a damaged source from the file that it came from, else names the interview and what to do", async () => {
    const { path, write } = workspace();
    const library = join(path, "lib");
    const origin = write("tides.md", MOON);
    await ingest(library, [origin, write("other.md", talk("The sun helps."))], deriver);
    const damage = () => {
      const directory = readdirSync(library).find((entry) => entry.startsWith("tides."))!;
      writeFileSync(join(library, directory, "source.md"), "Q: x\n\nA: other words\n");
    };
    damage();
    expect((await openLibrary(library, deriver)).interviews).toHaveLength(2);
    damage();
    rmSync(origin);
    const warnings: string[] = [];
    const open = () => openLibrary(library, deriver, { onWarning: (line) => warnings.push(line) });
    expect((await open()).interviews.map(({ interview }) => interview.id)).toEqual(["other"]);
    expect(warnings).toEqual([expect.stringMatching(/^tides: .*npm run ingest.*$/)]);
    write("tides.md", MOON);
    await ingest(library, [origin], deriver);
    expect((await open()).interviews).toHaveLength(2);
  });

  it("serves a library that cannot be written, also when it needs mending", async () => {
    const { path, write } = workspace();
    const library = join(path, "lib");
    await ingest(library, [write("tides.md", MOON)], deriver);
    const directory = readdirSync(library).find((entry) => entry.startsWith("tides."))!;
    rmSync(join(library, directory, "terms.json"));
    chmodSync(library, 0o555);
    try {
      expect((await openLibrary(library, deriver)).interviews).toHaveLength(1);
    } finally {
      chmodSync(library, 0o755);
    }
  });

  it("survives being moved to another place", async () => {
    const { path, write } = workspace();
    await ingest(join(path, "lib"), [write("tides.md", MOON)], deriver);
    cpSync(join(path, "lib"), join(path, "moved"), { recursive: true });
    rmSync(join(path, "lib"), { recursive: true });
    const { interviews } = await openLibrary(join(path, "moved"), deriver);
    expect(readFileSync(interviews[0]!.file, "utf8")).toBe(MOON);
  });

  it("derives anew for another embedding model", async () => {
    const { path, write } = workspace();
    const library = join(path, "lib");
    await ingest(library, [write("tides.md", MOON)], deriver);
    const other = createDeriver({
      lexicon: shippedLexicon(),
      embedder: { model: "other", dimensions: 3 },
      embeddings: { embedDocuments: (texts) => Promise.resolve(texts.map(() => [1, 0, 0])) },
    });
    const { interviews } = await openLibrary(library, other);
    expect([...interviews[0]!.vectors[0]!]).toEqual([1, 0, 0]);
  });

  it("never stores a vector that is not finite or of the wrong length", async () => {
    const { path, write } = workspace();
    for (const vector of [
      [NaN, 0, 0],
      [1, 2],
      [Infinity, 0, 0],
    ]) {
      const bad = createDeriver({
        lexicon: shippedLexicon(),
        embedder: { model: "bad", dimensions: 3 },
        embeddings: { embedDocuments: (texts) => Promise.resolve(texts.map(() => vector)) },
      });
      const [outcome] = await ingest(join(path, "lib"), [write("tides.md", MOON)], bad);
      expect(outcome).toMatchObject({
        kind: "failed",
        message: expect.stringMatching(/model bad/) as string,
      });
    }
    await expect(openLibrary(join(path, "lib"), deriver)).rejects.toThrow(/^No library/);
  });

  it("reports as a user's error, not as a crash, what cannot be used at all", async () => {
    const { path, write } = workspace();
    const library = join(path, "lib");
    const origin = write("tides.md", MOON);
    await ingest(library, [origin], deriver);
    rmSync(origin);
    const directory = readdirSync(library).find((entry) => entry.startsWith("tides."))!;
    rmSync(join(library, directory), { recursive: true });
    await expect(openLibrary(library, deriver)).rejects.toBeInstanceOf(UserError);
  });
});
