// Fits the weights of src/answer/reader.ts and writes data/reader.json; and, by which the gate is fitted, those of readers that
// have not seen one fold of its questions: data/training/reader-*.json. Run it after whatever changes how sentences are
// ranked, and fit-support after it: npm run fit:reader (about 12 minutes)
import { writeFileSync } from "node:fs";
import { rankCandidates } from "../src/answer/candidates.ts";
import { bestsOf, retrieveFor } from "../src/answer/look-up.ts";
import { materialOf } from "../src/answer/read-candidates.ts";
import { speakersOf } from "../src/answer/speakers.ts";
import { supportFeatures } from "../src/answer/support.ts";
import { understand } from "../src/answer/understand.ts";
import type { App } from "../src/app.ts";
import { packageRoot } from "../src/package-root.ts";
import { readConfig } from "../src/terminal/command.ts";
import { openApp } from "../src/terminal/open-app.ts";
import { exactRetriever } from "./evaluation/exact-retriever.ts";
import { withBilingualInterviews } from "./evaluation/bilingual-interviews.ts";
import { withOtherInterviews } from "./evaluation/other-interviews.ts";
import {
  foldOf,
  FOLDS,
  holdsGold,
  type Question,
  readMoreQuestions,
  readQuestions,
} from "./evaluation/questions.ts";
import { trainReader, type ReadExample } from "./reader/train.ts";

/** There are few of them, and most readers will ask of the interview that ships. */
const OWN_WEIGHT = 4;
/** Interviews of other writers than those of data/training. */
const OTHERS_WEIGHT = 3;
const DISTANT = 0.5;

interface FoldExample extends ReadExample {
  readonly fold: number;
}

const config = readConfig();
const invented: FoldExample[] = [];
await withBilingualInterviews("reader", config, async (name, app, questions) => {
  invented.push(...(await examplesOf(app, questions, 1)));
  console.error(`${name}: ${invented.length} examples`);
});
const app = await openApp(config, undefined);
const own: FoldExample[] = await examplesOf(
  app,
  [...readQuestions("tuning"), ...readMoreQuestions()],
  OWN_WEIGHT,
);
await withOtherInterviews("tuning", config, async (_name, other, questions) => {
  own.push(...(await examplesOf(other, questions, OTHERS_WEIGHT)));
});
write("data/reader.json", [...invented, ...own]);
for (const fold of FOLDS)
  write(`data/training/reader-${fold}.json`, [
    ...invented,
    ...own.filter((example) => example.fold !== fold),
  ]);

function write(path: string, examples: readonly ReadExample[]): void {
  const weights = trainReader(examples, (line) => {
    console.error(line);
  });
  writeFileSync(new URL(path, packageRoot()), `${JSON.stringify(weights)}\n`);
}

async function examplesOf(
  app: App,
  questions: readonly Question[],
  weight: number,
): Promise<FoldExample[]> {
  const { corpus } = app;
  const retriever = exactRetriever(app);
  const found: FoldExample[] = [];
  for (const { id, difficulty, gold, ...question } of questions)
    for (const language of ["zh", "en"] as const) {
      const understood = understand(question[language], speakersOf(corpus));
      if (understood.kind !== "question" || understood.fields.length > 0) continue;
      const retrieval = await retrieveFor(understood, { corpus, retriever });
      const features = supportFeatures(
        understood.text,
        retrieval.terms,
        bestsOf(retrieval, corpus),
      );
      const candidates = rankCandidates(understood.text, retrieval, corpus);
      const material = materialOf(understood.text, candidates, retrieval, features);
      const answers = candidates
        .slice(0, material.sentences.length)
        .map(({ sentence }) => holdsGold(gold, sentence.quote));
      // What answers but was not found is not to be taken for a question that nothing answers.
      if (gold.length > 0 && !answers.includes(true)) continue;
      found.push({
        material,
        answers,
        weight: weight * (difficulty === "distant" ? DISTANT : 1),
        fold: foldOf(id),
      });
    }
  return found;
}
