// Fits the weights of src/answer/reader.ts and writes data/reader.json. Run it after whatever changes how sentences are ranked:
// npm run fit:reader (about half an hour). With -- --folds it then prints what readers that have not seen one half of the
// questions on the interview that ships answer and refuse of it (as long again for each half).
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { materialOf } from "../src/answer/read-candidates.ts";
import { createReader, type Material, type ReaderWeights } from "../src/answer/reader.ts";
import { libraryPlace, openCorpus } from "../src/app.ts";
import type { Language } from "../src/interview/interview.ts";
import { packageRoot } from "../src/package-root.ts";
import { readConfig } from "../src/terminal/command.ts";
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
import { type Opened, whatIsRead } from "./evaluation/what-is-read.ts";
import { readExample, type ReadExample, trainReader } from "./reader/train.ts";

/** There are few of them, and most readers will ask of the interview that ships. */
const OWN_WEIGHT = 4;
/** Interviews of other writers than those of data/training. */
const OTHERS_WEIGHT = 3;
const DISTANT = 0.5;
const THRESHOLDS = [-1.5, -1, -0.5, 0, 0.5, 1];

interface Asked {
  readonly example: ReadExample;
  readonly material: Material;
  readonly question: Question;
  readonly language: Language;
}

const { folds } = parseArgs({ options: { folds: { type: "boolean", default: false } } }).values;
const config = readConfig();
const invented: ReadExample[] = [];
await withBilingualInterviews("reader", config, openCorpus, async (name, app, questions) => {
  for (const { example } of await examplesOf(app, questions, 1)) invented.push(example);
  console.error(`${name}: ${invented.length} examples`);
});
const app = await openCorpus(config, libraryPlace(config, undefined));
const own: Asked[] = await examplesOf(
  app,
  [...readQuestions("tuning"), ...readMoreQuestions()],
  OWN_WEIGHT,
);
await withOtherInterviews("tuning", config, openCorpus, async (_name, other, questions) => {
  own.push(...(await examplesOf(other, questions, OTHERS_WEIGHT)));
});
writeFileSync(
  new URL("data/reader.json", packageRoot()),
  `${JSON.stringify(trained([...invented, ...examplesIn(own)]))}\n`,
);
if (folds) crossValidate();

function crossValidate(): void {
  const heldOut = FOLDS.flatMap((fold) => {
    const isHeldOut = ({ question }: Asked) => foldOf(question.id) === fold;
    const reader = createReader(
      trained([...invented, ...examplesIn(own.filter((asked) => !isHeldOut(asked)))]),
    );
    return own
      .filter(isHeldOut)
      .map((asked) => ({ ...asked, answers: reader.read(asked.material).answers }));
  });
  for (const threshold of THRESHOLDS) describe(threshold, heldOut);
}

function examplesIn(asked: readonly Asked[]): ReadExample[] {
  return asked.map(({ example }) => example);
}

function trained(examples: readonly ReadExample[]): ReaderWeights {
  return trainReader(examples, (line) => {
    console.error(line);
  });
}

/** What is answered and refused where ln odds from a threshold on are answered. */
function describe(
  threshold: number,
  heldOut: readonly (Asked & { readonly answers: number })[],
): void {
  for (const language of ["zh", "en"] as const) {
    const answered = (groups: readonly (Question["difficulty"] | "unanswerable")[]) => {
      const some = heldOut.filter(
        (asked) =>
          asked.language === language &&
          groups.includes(asked.question.difficulty ?? "unanswerable"),
      );
      return (100 * some.filter(({ answers }) => answers >= threshold).length) / some.length;
    };
    console.log(
      `${language}, answered from ${threshold}: near and paraphrased wrongly refused ${(100 - answered(["near", "paraphrased"])).toFixed(1)} %,`,
      `distant answered ${answered(["distant"]).toFixed(0)} %, unanswerable refused ${(100 - answered(["unanswerable"])).toFixed(1)} %`,
    );
  }
}

async function examplesOf(
  opened: Opened,
  questions: readonly Question[],
  weight: number,
): Promise<Asked[]> {
  const read = await whatIsRead(opened, questions);
  return read.flatMap(({ question, language, text, ...found }) => {
    const { gold, difficulty } = question;
    const material = materialOf(
      text,
      found.candidates,
      found.retrieval,
      found.features,
      opened.corpus,
    );
    const answers = found.candidates
      .slice(0, material.sentences.length)
      .map(({ sentence }) => holdsGold(gold, sentence.quote));
    // What answers but was not found is not to be taken for a question that nothing answers.
    if (gold.length > 0 && !answers.includes(true)) return [];
    const counts = weight * (difficulty === "distant" ? DISTANT : 1);
    return [{ example: readExample(material, answers, counts), material, question, language }];
  });
}
