// How often retrieval finds the right passage, and how often its first quote holds the answer.
// Run: node scripts/launch.js eval-retrieval
import { existsSync, readFileSync } from "node:fs";
import { analysePassage, passageText } from "../src/retrieve/analyse.ts";
import type { SourcePassage } from "../src/retrieve/analyse.ts";
import { clauseWindow } from "../src/retrieve/clause-window.ts";
import { loadLexicon } from "../src/retrieve/lexicon.ts";
import { LocalEmbeddings } from "../src/retrieve/local-embedder.ts";
import { createRetriever, localFusion } from "../src/retrieve/retrieve.ts";
import type { Retriever } from "../src/retrieve/retrieve.ts";

interface Paragraph {
  readonly article: string;
  readonly passage: string;
  readonly zh: string;
  readonly questions: readonly Question[];
}

interface Question {
  readonly zh: string;
  readonly en: string;
  readonly answer_zh: string;
}

const LANGUAGES = ["zh", "en"] as const;
const QUESTIONS = "../shared/eval/xquad-dev.jsonl";
const LONGEST_QUOTE = 200;

if (existsSync(QUESTIONS)) await evaluate(readParagraphs());
else console.log(`${QUESTIONS} is not here: nothing is measured.`);

function readParagraphs(): Paragraph[] {
  const lines = readFileSync(QUESTIONS, "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line) as Paragraph);
}

async function evaluate(paragraphs: readonly Paragraph[]): Promise<void> {
  const started = performance.now();
  const { retriever, texts } = await index(paragraphs);
  console.log(`${paragraphs.length} passages indexed in ${ms(performance.now() - started)}`);
  const articles = [...new Set(paragraphs.map(({ article }) => article))];
  const halves = {
    "all articles": () => true,
    "one half": (article: string) => articles.indexOf(article) % 2 === 0,
    "other half": (article: string) => articles.indexOf(article) % 2 === 1,
  };
  for (const [half, includes] of Object.entries(halves)) {
    for (const language of LANGUAGES) {
      const outcomes: Outcome[] = [];
      for (const [passage, { article, questions }] of paragraphs.entries()) {
        if (!includes(article)) continue;
        for (const question of questions)
          outcomes.push(await measure(question, language, passage, retriever, texts));
      }
      console.log(`${half.padEnd(12)} ${language}  ${describe(outcomes)}`);
    }
  }
}

async function index(paragraphs: readonly Paragraph[]) {
  const lexicon = loadLexicon(new URL("data/lexicon/", `file://${process.cwd()}/`));
  const embeddings = new LocalEmbeddings(lexicon);
  const sources = paragraphs.map(sourceOf);
  const vectors = await embeddings.embedDocuments(sources.map(passageText));
  const retriever = createRetriever({
    lexicon,
    passages: sources.map((source) => analysePassage(source, lexicon)),
    // Exact search: what is measured is the ranking, not an index.
    dense: (vector, limit) =>
      vectors
        .map((other, passage) => ({ passage, similarity: cosine(vector, other) }))
        .sort((a, b) => b.similarity - a.similarity)
        .slice(0, limit),
    embedQuery: (text) => embeddings.embedQuery(text),
    fusion: localFusion,
  });
  const sentences = sources.flatMap((source) => source.sentences);
  return { retriever, texts: new Map(sentences.map(({ id, text }) => [id, text])) };
}

function sourceOf({ passage, zh }: Paragraph): SourcePassage {
  const sentences = zh.split(/(?<=[。！？!?][”’」』）)"]*)(?![”’」』）)"])/u);
  return {
    id: passage,
    context: [],
    sentences: sentences
      .filter((text) => text.trim() !== "")
      .map((text, number) => ({ id: `${passage}-${number}`, text, speaker: null })),
  };
}

interface Outcome {
  /** From 0; -1 where the passage is not among those returned. */
  readonly rank: number;
  /** Place of the first quote that holds the answer, or -1. */
  readonly quote: number;
  readonly ms: number;
}

async function measure(
  question: Question,
  language: "zh" | "en",
  right: number,
  retriever: Retriever,
  texts: ReadonlyMap<string, string>,
): Promise<Outcome> {
  const started = performance.now();
  const { passages, sentences, terms } = await retriever.retrieve(question[language]);
  const elapsed = performance.now() - started;
  const answer = plain(question.answer_zh);
  const quotes = sentences.slice(0, 3).map(({ id }) => {
    const text = texts.get(id)!;
    const { start, end } =
      text.length > LONGEST_QUOTE
        ? clauseWindow(text, terms, LONGEST_QUOTE)
        : { start: 0, end: text.length };
    return plain(text.slice(start, end));
  });
  return {
    rank: passages.findIndex(({ passage }) => passage === right),
    quote: quotes.findIndex((quote) => quote.includes(answer)),
    ms: elapsed,
  };
}

function describe(outcomes: readonly Outcome[]): string {
  const share = (holds: (outcome: Outcome) => boolean) =>
    `${((100 * outcomes.filter(holds).length) / outcomes.length).toFixed(1)} %`;
  const times = outcomes.map((outcome) => outcome.ms).sort((a, b) => a - b);
  const percentile = (p: number) => ms(times[Math.floor((times.length - 1) * p)]!);
  return [
    `passage first ${share(({ rank }) => rank === 0)}, in five ${share(({ rank }) => rank >= 0 && rank < 5)}`,
    `answer in first quote ${share(({ quote }) => quote === 0)}, in three ${share(({ quote }) => quote >= 0)}`,
    `p50 ${percentile(0.5)}, p99 ${percentile(0.99)}`,
  ].join("; ");
}

function cosine(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * b[index]!, 0);
}

function plain(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\s\p{Cf}]/gu, "")
    .toLowerCase();
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}
