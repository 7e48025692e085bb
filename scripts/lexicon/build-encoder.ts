// Trains data/lexicon/encoder.bin; data/lexicon/README.md says of what, and how to run it.
import { writeFileSync } from "node:fs";
import { ENCODER_VERSION, MAGIC } from "../../src/retrieve/lexicon-file.ts";
import { loadLexicon } from "../../src/retrieve/lexicon.ts";
import { encoderTables } from "./encoder/compile.ts";
import { dictionaryPairs, thesaurusSenses, trainingInterviews } from "./encoder/examples.ts";
import { train } from "./encoder/train.ts";
import { tables } from "./tables.ts";

const data = new URL("../../data/", import.meta.url);
const lexicon = loadLexicon(new URL("lexicon/", data));
const examples = {
  pairs: await dictionaryPairs(lexicon),
  senses: ["lexicon/thesaurus/", "training/senses/"].flatMap((directory) =>
    thesaurusSenses(new URL(directory, data), lexicon),
  ),
  interviews: trainingInterviews(new URL("training/interviews/", data), lexicon),
};
const began = Date.now();
const log = (line: string) => {
  console.error(`${((Date.now() - began) / 1000).toFixed(0)} s ${line}`);
};
log(
  `${[...examples.pairs.values()].reduce((sum, { length }) => sum + length, 0)} pairs, ${examples.senses.length} senses, ${examples.interviews.length} interviews`,
);
const trained = train(examples, lexicon, { answerSteps: 4600, log });
const bytes = tables(MAGIC, ENCODER_VERSION, encoderTables(trained));
writeFileSync(new URL("lexicon/encoder.bin", data), bytes);
log(`${bytes.length} bytes`);
