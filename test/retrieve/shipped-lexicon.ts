import { loadLexicon } from "../../src/retrieve/lexicon.ts";

export const shippedLexiconDirectory = new URL("../../data/lexicon/", import.meta.url);
export const shippedLexicon = loadLexicon(shippedLexiconDirectory);
