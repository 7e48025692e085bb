// Fits the weights of src/answer/reader.ts and writes data/reader.json; and, by which the gate is fitted, those of readers that
// have not seen one fold of its questions: data/training/reader-*.json. Run it after whatever changes how sentences are
// ranked, and fit-support after it: npm run fit:reader (about 15 minutes)
import { writeFileSync } from "node:fs";
import { materialOf } from "../src/answer/read-candidates.ts";
import type { App } from "../src/app.ts";
import { packageRoot } from "../src/package-root.ts";
import { readConfig } from "../src/terminal/command.ts";
import { openApp } from "../src/terminal/open-app.ts";
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
import { whatIsRead } from "./evaluation/what-is-read.ts";
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
  const read = await whatIsRead(app, questions);
  return read.flatMap(({ question: { id, gold, difficulty }, text, ...found }) => {
    const material = materialOf(text, found.candidates, found.retrieval, found.features);
    const answers = found.candidates
      .slice(0, material.sentences.length)
      .map(({ sentence }) => holdsGold(gold, sentence.quote));
    // What answers but was not found is not to be taken for a question that nothing answers.
    if (gold.length > 0 && !answers.includes(true)) return [];
    const counts = weight * (difficulty === "distant" ? DISTANT : 1);
    return [{ material, answers, weight: counts, fold: foldOf(id) }];
  });
}
