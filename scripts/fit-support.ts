// Fits the weights of src/answer/support.ts and prints them, with how well they tell questions apart that they
// were not fitted on. Run it after whatever changes which words are found: npm run fit:support
import { readCandidates } from "../src/answer/read-candidates.ts";
import { loadReader } from "../src/answer/reader.ts";
import { answersWithin, type SupportFeatures, supportFeatures } from "../src/answer/support.ts";
import type { App } from "../src/app.ts";
import { packageRoot } from "../src/package-root.ts";
import { readConfig } from "../src/terminal/command.ts";
import { openApp } from "../src/terminal/open-app.ts";
import { type Example, fitLogistic, logOdds } from "./evaluation/logistic.ts";
import { withBilingualInterviews } from "./evaluation/bilingual-interviews.ts";
import { withOtherInterviews } from "./evaluation/other-interviews.ts";
import {
  foldOf,
  FOLDS,
  type Question,
  readMoreQuestions,
  readQuestions,
} from "./evaluation/questions.ts";
import { whatIsRead } from "./evaluation/what-is-read.ts";

/** What shares no word with its answer cannot be told by words; it may not decide what the weights are. */
const DISTANT_WEIGHT = 0.3;
/** Of other interviews: that most readers ask of the one that ships counts, and that it must hold for any. */
const OTHERS_WEIGHT = 0.5;
/** Three times as many, and most of their unanswerable ones are hard; but half of them are on English interviews. */
const BILINGUAL_WEIGHT = 0.03;
const PARTS = 8;

interface Asked extends Example {
  /** Questions of one id, in both languages, are fitted on or tested on together. */
  readonly id: string;
  readonly group: "near" | "paraphrased" | "distant" | "unanswerable";
}

const names = Object.keys(supportFeatures("", [], [])) as (keyof SupportFeatures)[];
const vectorOf = (features: SupportFeatures, answers: number): number[] => [
  ...names.map((name) => features[name]),
  answersWithin(answers),
];
/** By fold, a reader that has not seen it. */
const readers = FOLDS.map((fold) =>
  loadReader(new URL(`data/training/reader-${fold}.json`, packageRoot())),
);

const config = readConfig();
const own = await ownQuestions(
  await openApp(config, undefined),
  [...readQuestions("tuning"), ...readMoreQuestions()],
  1,
);
await withOtherInterviews("tuning", config, async (_name, app, questions) => {
  own.push(...(await ownQuestions(app, questions, OTHERS_WEIGHT)));
});
const others: Asked[] = [];
await withBilingualInterviews("gate", config, async (_name, app, questions) => {
  others.push(...(await ownQuestions(app, questions, BILINGUAL_WEIGHT)));
});
const weights = fitLogistic([...own, ...others]);
for (const [index, name] of ["bias", ...names, "answers"].entries())
  console.log(`${name}: ${weights[index]!.toFixed(2)},`);
describe(crossValidated(own));

async function ownQuestions(
  app: App,
  questions: readonly Question[],
  weight: number,
): Promise<Asked[]> {
  const read = await whatIsRead(app, questions);
  return read.map(({ question: { id, kind, difficulty }, text, ...found }) => {
    const reader = readers[foldOf(id)]!;
    const { answers } = readCandidates(
      text,
      found.candidates,
      found.retrieval,
      found.features,
      reader,
    );
    return {
      id,
      group: difficulty ?? "unanswerable",
      features: vectorOf(found.features, answers),
      holds: kind === "answerable",
      weight: weight * (difficulty === "distant" ? DISTANT_WEIGHT : 1),
    };
  });
}

/** For each question the log odds by weights that were fitted without it. */
function crossValidated(questions: readonly Asked[]): { asked: Asked; odds: number }[] {
  const ids = [...new Set(questions.map(({ id }) => id))];
  const foldOf = ({ id }: Asked) => ids.indexOf(id) % PARTS;
  return Array.from({ length: PARTS }, (_, fold) => {
    const kept = questions.filter((one) => foldOf(one) !== fold);
    const model = fitLogistic([...kept, ...others]);
    return questions
      .filter((one) => foldOf(one) === fold)
      .map((asked) => ({ asked, odds: logOdds(model, asked.features) }));
  }).flat();
}

/** What is answered and refused when answers are favoured by so much. */
function describe(tested: readonly { asked: Asked; odds: number }[]): void {
  for (const favour of [0, 0.2, 0.4, 0.6, 0.8, 1]) {
    const answered = (groups: readonly Asked["group"][]) => {
      const some = tested.filter(({ asked }) => groups.includes(asked.group));
      return (100 * some.filter(({ odds }) => odds + favour > 0).length) / some.length;
    };
    console.log(
      `favoured by ${favour}: near and paraphrased wrongly refused ${(100 - answered(["near", "paraphrased"])).toFixed(0)} %,`,
      `distant answered ${answered(["distant"]).toFixed(0)} %, unanswerable answered ${answered(["unanswerable"]).toFixed(0)} %`,
    );
  }
}
