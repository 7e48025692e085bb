// Compiles data/lexicon/thesaurus.bin from the lists in data/lexicon/thesaurus: npm run build:thesaurus
import { writeFileSync } from "node:fs";
import { packageRoot } from "../src/package-root.ts";
import { compileThesaurus } from "./thesaurus/compile.ts";

const directory = new URL("data/lexicon/", packageRoot());
const bytes = compileThesaurus(new URL("thesaurus/", directory));
writeFileSync(new URL("thesaurus.bin", directory), bytes);
console.error(`${bytes.length} bytes`);
