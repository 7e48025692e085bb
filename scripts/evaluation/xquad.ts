import { existsSync, readFileSync } from "node:fs";
import { packageRoot } from "../../src/package-root.ts";
import { analysePassage, passageText, type SourcePassage } from "../../src/retrieve/analyse.ts";
import { clauseWindow } from "../../src/retrieve/clause-window.ts";
import { loadLexicon } from "../../src/retrieve/lexicon.ts";
import { LocalEmbeddings } from "../../src/retrieve/local-embedder.ts";
import { createRetriever, localFusion, type Retriever } from "../../src/retrieve/retrieve.ts";
import { nearestTo } from "./nearest.ts";

/** Encyclopedia paragraphs with questions in two languages; not part of the repository. */
const FILE = new URL("../shared/eval/xquad-dev.jsonl", packageRoot());
const LONGEST_QUOTE = 200;

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

/** What came of one question put to a library of all paragraphs. */
export interface XquadOutcome {
  readonly language: "zh" | "en";
  /** Number of its article, from 0. */
  readonly article: number;
  /** Place of the right passage, from 0; -1 where it is not among those returned. */
  readonly rank: number;
  /** Place of the first quote that holds the answer, or -1. */
  readonly quote: number;
  readonly ms: number;
}

export const xquadIsHere = (): boolean => existsSync(FILE);

export async function askXquad(): Promise<XquadOutcome[]> {
  const paragraphs = readParagraphs();
  const { retriever, texts } = await index(paragraphs);
  const articles = [...new Set(paragraphs.map(({ article }) => article))];
  const outcomes: XquadOutcome[] = [];
  for (const [passage, { article, questions }] of paragraphs.entries())
    for (const question of questions)
      for (const language of ["zh", "en"] as const) {
        const found = await measure(question, language, passage, retriever, texts);
        outcomes.push({ language, article: articles.indexOf(article), ...found });
      }
  return outcomes;
}

const readParagraphs = (): Paragraph[] =>
  readFileSync(FILE, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Paragraph);

async function index(paragraphs: readonly Paragraph[]) {
  const lexicon = loadLexicon(new URL("data/lexicon/", packageRoot()));
  const embeddings = new LocalEmbeddings(lexicon);
  const sources = paragraphs.map(sourceOf);
  const vectors = await embeddings.embedDocuments(sources.map(passageText));
  const retriever = createRetriever({
    lexicon,
    passages: sources.map((source) => analysePassage(source, lexicon)),
    dense: nearestTo(vectors),
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

async function measure(
  question: Question,
  language: "zh" | "en",
  right: number,
  retriever: Retriever,
  texts: ReadonlyMap<string, string>,
) {
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

const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[\s\p{Cf}]/gu, "")
    .toLowerCase();
