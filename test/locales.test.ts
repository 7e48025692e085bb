import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { FluentResource } from "@fluent/bundle";
import { describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** The variables of each message, by its key. */
function messagesOf(language: string): Record<string, string[]> {
  const directory = join(ROOT, "src/locales");
  const files = readdirSync(directory).filter((name) =>
    new RegExp(`(?:^|\\.)${language}\\.ftl$`, "u").test(name),
  );
  const body = files.flatMap(
    (name) => new FluentResource(readFileSync(join(directory, name), "utf8")).body,
  );
  return Object.fromEntries(
    body.map(({ id, value }) => [id, [...new Set(variablesIn(value))].sort()]),
  );
}

function variablesIn(part: unknown): string[] {
  if (typeof part !== "object" || part === null) return [];
  if ("type" in part && part.type === "var" && "name" in part) return [String(part.name)];
  return Object.values(part).flatMap(variablesIn);
}

const code = ["src", "scripts"]
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => readFileSync(join(ROOT, folder, name), "utf8")),
  )
  .join("\n");

const en = messagesOf("en");
const zh = messagesOf("zh");

/** Keys that are put together: `article-${field}`. */
const FAMILIES = [...code.matchAll(/`([a-z]+(?:-[a-z]+)*-)\$\{/gu)].map(([, family]) => family!);
const inFamily = (key: string) => FAMILIES.some((family) => key.startsWith(family));

describe("the messages", () => {
  it("are the same in both languages, with the same variables", () => {
    expect(zh).toEqual(en);
    expect(Object.keys(en).length).toBeGreaterThan(50);
  });

  it("are all used", () => {
    const unused = Object.keys(en).filter((key) => !code.includes(`"${key}"`) && !inFamily(key));
    expect(unused).toEqual([]);
  });

  it("are all there", () => {
    const calls = [...code.matchAll(/\b(?:messages|say|tell|message)\(([^;{}]*?)\)/gsu)];
    const used = calls.flatMap(([, values]) =>
      [...values!.matchAll(/"([a-z]+(?:-[a-z]+)+)"/gu)].map(([, key]) => key!),
    );
    expect(used.length).toBeGreaterThan(15);
    expect([...new Set(used)].filter((key) => !(key in en))).toEqual([]);
  });

  it("are there for each command, kind of question and fact about an article", () => {
    const commands = Object.keys(en).filter((key) => key.startsWith("usage-"));
    for (const key of commands) expect(en).toHaveProperty(key.replace("usage-", "help-"));
    for (const family of ["article-", "meta-", "question-", "usage-", "help-"]) {
      expect(FAMILIES).toContain(family);
      expect(Object.keys(en).some((key) => key.startsWith(family))).toBe(true);
    }
  });
});
