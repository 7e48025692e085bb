import { readdirSync, readFileSync } from "node:fs";
import { MAGIC, THESAURUS_VERSION } from "../../src/retrieve/lexicon-file.ts";
import { packed, packedLists, tables } from "../lexicon/tables.ts";
import { likenesses } from "./likenesses.ts";
import { readSenses } from "./senses.ts";

/** The table that src/retrieve/thesaurus.ts reads, of the lists in a directory; the same lists give the same bytes. */
export function compileThesaurus(directory: URL): Buffer {
  const senses = readdirSync(directory)
    .filter((name) => name.endsWith(".tsv"))
    .sort()
    .flatMap((name) => readSenses(readFileSync(new URL(name, directory), "utf8"), name));
  const { expressions, likes } = likenesses(senses);
  const { text, starts } = packed(expressions, 2);
  const lists = packedLists(likes);
  return tables(MAGIC, THESAURUS_VERSION, {
    itemtext: text,
    itempos: starts,
    likepos: lists.starts,
    likeitem: Uint32Array.from(lists.items, ([item]) => item),
    likeness: Uint8Array.from(lists.items, ([, likeness]) => Math.round(likeness * 255)),
  });
}
