import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { UserError } from "../../src/errors.ts";
import { loadLexicon } from "../../src/retrieve/lexicon.ts";
import { workspace } from "../support/workspace.ts";
import { shippedLexicon, shippedLexiconDirectory } from "./shipped-lexicon.ts";

describe("the dictionary", () => {
  it("translates 解雇 as to fire", () => {
    const stems: number[] = [];
    shippedLexicon.eachGloss(shippedLexicon.headword("解雇"), (stem) => stems.push(stem));
    expect(stems).toContain(shippedLexicon.stem("fire"));
  });

  it("knows which words are rare", () => {
    const rarity = (word: string) => shippedLexicon.rarity(shippedLexicon.stem(word));
    expect(rarity("year")).toBeLessThan(rarity("board"));
    expect(rarity("board")).toBeLessThan(rarity("musk"));
    expect(rarity("zzyzzx")).toBe(1);
  });

  it("does not know a word that is only the beginning of one", () => {
    expect(shippedLexicon.headword("董事")).toBeGreaterThanOrEqual(0);
    expect(shippedLexicon.headword("计算机科")).toBe(-1);
    expect(shippedLexicon.headword("")).toBe(-1);
  });

  it("says what to do when it is missing", () => {
    expect(() => loadLexicon(workspace().path)).toThrow(UserError);
  });

  it.each([
    ["cut short", (bytes: Buffer) => bytes.subarray(0, bytes.length - 8)],
    ["empty", () => Buffer.alloc(0)],
    ["of another kind", (bytes: Buffer) => Buffer.concat([Buffer.from("XXXX"), bytes.subarray(4)])],
    ["of another version", (bytes: Buffer) => withVersion(bytes, 99)],
  ])("is not read when it is %s", (_how, damage) => {
    const directory = workspace().path;
    const bytes = readFileSync(new URL("lexicon.bin", shippedLexiconDirectory));
    writeFileSync(join(directory, "lexicon.bin"), damage(bytes));
    expect(() => loadLexicon(directory)).toThrow(/missing or damaged/u);
  });
});

function withVersion(bytes: Buffer, version: number): Buffer {
  const changed = Buffer.from(bytes);
  changed.writeUInt32LE(version, 4);
  return changed;
}
