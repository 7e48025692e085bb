import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const SRC = fileURLToPath(new URL("../src", import.meta.url));

/** What each folder may import, besides itself and files that stand directly in src. */
const ALLOWED: Record<string, readonly string[]> = {
  interview: [],
  retrieve: [],
  library: ["retrieve", "interview"],
  locales: ["interview"],
  doctor: ["library", "retrieve", "interview", "locales"],
  answer: ["retrieve", "library", "interview", "locales"],
  recap: ["answer", "retrieve", "library", "interview", "locales"],
  state: ["recap", "answer", "interview"],
  terminal: ["answer", "recap", "retrieve", "library", "interview", "locales"],
  telegram: ["answer", "recap", "state", "retrieve", "library", "interview", "locales"],
};

const sources = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => ({ name, text: readFileSync(join(SRC, name), "utf8") }));

const importsOf = ({ name, text }: { name: string; text: string }) =>
  [...text.matchAll(/from "(\.[^"]+)"/g)].map(([, path]) =>
    relative(SRC, resolve(SRC, dirname(name), path!)),
  );

const folderOf = (path: string) => (path.includes("/") ? path.slice(0, path.indexOf("/")) : null);

describe("the architecture", () => {
  it.each(Object.keys(ALLOWED))("lets src/%s import only what is below it", (folder) => {
    const wrong = sources
      .filter(({ name }) => folderOf(name) === folder)
      .flatMap((source) =>
        importsOf(source)
          .map(folderOf)
          .filter(
            (other) => other !== null && other !== folder && !ALLOWED[folder]!.includes(other),
          )
          .map((other) => `${source.name} imports ${other!}`),
      );
    expect(wrong).toEqual([]);
  });

  it("lets only the faces and the entry points know about app.ts", () => {
    const users = sources
      .filter((source) => importsOf(source).includes("app.ts"))
      .map(({ name }) => name);
    for (const name of users) expect(name).toMatch(/^(?:terminal|telegram)\//);
  });

  it("reads the environment in one place, and starts nothing when a module is imported", () => {
    const readers = sources.filter(({ text }) => /process\.env/.test(text)).map(({ name }) => name);
    expect(readers).toEqual(["terminal/command.ts"]);
    const starters = sources.filter(({ text }) => /^(?:await |setInterval|setTimeout)/m.test(text));
    expect(starters.map(({ name }) => name)).toEqual([]);
  });
});
