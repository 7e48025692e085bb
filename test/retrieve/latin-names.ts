import { analysePassage } from "../../src/retrieve/analyse.ts";
import { soundableNames } from "../../src/retrieve/heard-names.ts";
import { buildTermIndex } from "../../src/retrieve/term-index.ts";
import { shippedLexicon } from "./shipped-lexicon.ts";

const text =
  "Tarnbeck hired Halvorsen, Penhow and Tomasz Wrona in Bergen. The mayor of Holtvik asked the reporters to wait.";
/** A text with names in Latin letters, and those names. */
export const index = buildTermIndex(
  [
    analysePassage(
      { id: "p", context: [], sentences: [{ id: "s", text, speaker: null }] },
      shippedLexicon,
    ),
  ],
  shippedLexicon,
);
export const names = soundableNames(index, shippedLexicon);
