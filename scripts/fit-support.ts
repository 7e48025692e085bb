// Fits the weights of src/answer/support.ts and prints them, with how well they tell questions apart that they
// were not fitted on. Run it after whatever changes which words are found: node scripts/launch.js fit-support
import { retrieveFor } from "../src/answer/look-up.ts";
import { speakersOf } from "../src/answer/speakers.ts";
import { BEST_SENTENCES, type SupportFeatures, supportFeatures } from "../src/answer/support.ts";
import { understand } from "../src/answer/understand.ts";
import type { App } from "../src/app.ts";
import { packageRoot } from "../src/package-root.ts";
import { loadLexicon } from "../src/retrieve/lexicon.ts";
import { LocalEmbeddings } from "../src/retrieve/local-embedder.ts";
import { createRetriever, localFusion } from "../src/retrieve/retrieve.ts";
import { readConfig } from "../src/terminal/command.ts";
import { openApp } from "../src/terminal/open-app.ts";
import { type Example, fitLogistic, logOdds } from "./evaluation/logistic.ts";
import { withBilingualInterviews } from "./evaluation/bilingual-interviews.ts";
import { nearestTo } from "./evaluation/nearest.ts";
import { withOtherInterviews } from "./evaluation/other-interviews.ts";
import { type Question, readQuestions } from "./evaluation/questions.ts";
import { askXquadWithAndWithout, xquadIsHere } from "./evaluation/xquad.ts";

/** What shares no word with its answer cannot be told by words; it may not decide what the weights are. */
const DISTANT_WEIGHT = 0.3;
/** There are ten times as many of them, and they are about facts, not about what somebody said. */
const XQUAD_WEIGHT = 0.05;
/** Of other interviews: that most readers ask of the one that ships counts, and that it must hold for any. */
const OTHERS_WEIGHT = 0.5;
/** Three times as many, and most of their unanswerable ones are hard; but half of them are on English interviews. */
const BILINGUAL_WEIGHT = 0.03;
const FOLDS = 8;

interface Asked extends Example {
  /** Questions of one id, in both languages, are fitted on or tested on together. */
  readonly id: string;
  readonly group: "near" | "paraphrased" | "distant" | "unanswerable" | "xquad";
}

const names = Object.keys(supportFeatures("", [], [])) as (keyof SupportFeatures)[];
const vectorOf = (features: SupportFeatures): number[] => names.map((name) => features[name]);

const config = readConfig();
const own = await ownQuestions(await openApp(config, undefined), readQuestions("tuning"), 1);
await withOtherInterviews("tuning", config, async (_name, app, questions) => {
  own.push(...(await ownQuestions(app, questions, OTHERS_WEIGHT)));
});
const others = await xquadQuestions();
await withBilingualInterviews("gate", config, async (_name, app, questions) => {
  others.push(...(await ownQuestions(app, questions, BILINGUAL_WEIGHT)));
});
const weights = fitLogistic([...own, ...others]);
for (const [index, name] of ["bias", ...names].entries())
  console.log(`${name}: ${weights[index]!.toFixed(2)},`);
describe(crossValidated(own));

async function ownQuestions(
  { corpus, library }: App,
  questions: readonly Question[],
  weight: number,
): Promise<Asked[]> {
  const lexicon = loadLexicon(new URL("data/lexicon/", packageRoot()));
  const embeddings = new LocalEmbeddings(lexicon);
  const vectors = library.interviews.flatMap((stored) => stored.vectors);
  const retriever = createRetriever({
    lexicon,
    passages: library.interviews.flatMap(({ passages }) => passages),
    dense: nearestTo(vectors),
    embedQuery: (text) => embeddings.embedQuery(text),
    fusion: localFusion,
  });
  const asked: Asked[] = [];
  for (const { id, difficulty, kind, ...question } of questions)
    for (const language of ["zh", "en"] as const) {
      const understood = understand(question[language], speakersOf(corpus));
      if (understood.kind !== "question" || understood.fields.length > 0) continue;
      const retrieval = await retrieveFor(understood, { corpus, retriever });
      const bests = retrieval.sentences.slice(0, BEST_SENTENCES).map(({ id, ...closeness }) => {
        const sentence = corpus.sentence(id)!;
        return { ...closeness, quote: sentence.quote, asked: corpus.questionFor(sentence) };
      });
      const features = supportFeatures(understood.text, retrieval.terms, bests);
      asked.push({
        id,
        group: difficulty ?? "unanswerable",
        features: vectorOf(features),
        holds: kind === "answerable",
        weight: weight * (difficulty === "distant" ? DISTANT_WEIGHT : 1),
      });
    }
  return asked;
}

async function xquadQuestions(): Promise<Asked[]> {
  if (!xquadIsHere()) return [];
  const asked: Asked[] = [];
  for await (const { question, retrieval, bests, isThere } of askXquadWithAndWithout())
    asked.push({
      id: question,
      group: "xquad",
      features: vectorOf(supportFeatures(question, retrieval.terms, bests)),
      holds: isThere,
      weight: XQUAD_WEIGHT,
    });
  return asked;
}

/** For each question the log odds by weights that were fitted without it. */
function crossValidated(questions: readonly Asked[]): { asked: Asked; odds: number }[] {
  const ids = [...new Set(questions.map(({ id }) => id))];
  const foldOf = ({ id }: Asked) => ids.indexOf(id) % FOLDS;
  return Array.from({ length: FOLDS }, (_, fold) => {
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
