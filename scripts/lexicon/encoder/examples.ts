import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";
import { analyseText } from "../../../src/retrieve/analyse.ts";
import type { Lexicon } from "../../../src/retrieve/lexicon.ts";
import { readEnglishChinese, readEntries, wordNet } from "../sources.ts";

/** Two texts, analysed, that mean much the same. */
export type Pair = readonly [string, string];

/** What mean the same, by where that is said. */
export type Kind =
  | "cedict"
  | "ecdict"
  | "ecdictPhrases"
  | "definitions"
  | "synonyms"
  | "uses"
  | "near"
  | "related"
  | "translations";

export interface Sense {
  readonly near: readonly string[];
  readonly related: readonly string[];
}

const PLACEHOLDER = /\b(?:one's|oneself|somebody|someone|something|sb|sth|one)\b/gu;

/** Without what is in brackets, and what stands for anybody or anything. */
const plain = (text: string): string =>
  text
    .replace(/\([^)]*\)|\[[^\]]*\]|（[^）]*）/gu, " ")
    .replace(/^to /u, "")
    .replace(PLACEHOLDER, " ")
    .trim();

const LONGEST_WORD = 8;
const COMMON_ENGLISH = 40_000;
const MOST_TRANSLATIONS = 8;

/** Pairs of the dictionaries that README.md beside the lexicon names, in their order. */
export async function dictionaryPairs(lexicon: Lexicon): Promise<Map<Kind, Pair[]>> {
  const pairs = new Map<Kind, Pair[]>();
  const add = (kind: Kind, one: string, other: string) => {
    const pair: Pair = [analyseText(one, lexicon), analyseText(other, lexicon)];
    if (pair[0] === "" || pair[1] === "" || pair[0] === pair[1]) return;
    if (!pairs.has(kind)) pairs.set(kind, []);
    pairs.get(kind)!.push(pair);
  };
  for (const { simplified, proper, senses } of await readEntries()) {
    if (proper || simplified.length > LONGEST_WORD || !/^\p{Script=Han}+$/u.test(simplified))
      continue;
    for (const sense of senses) {
      if (/variant of|surname|classifier|see |CL:|abbr\./u.test(sense)) continue;
      for (const part of sense.split(";").map(plain))
        if (/^[a-z]/iu.test(part)) add("cedict", simplified, part);
    }
  }
  for (const { word, translation, bnc, frq } of await readEnglishChinese()) {
    const place = Math.min(...[bnc, frq].map(Number).filter((rank) => rank > 0), Infinity);
    const isWord = /^[a-z]{2,24}$/u.test(word) && place <= COMMON_ENGLISH;
    const isPhrase = /^[a-z]+(?: [a-z]+){1,3}$/u.test(word) && !translation.includes("[");
    if (!isWord && !isPhrase) continue;
    const forms = translation
      .split("\\n")
      .filter((line) => !/^\s*\[/u.test(line))
      .flatMap((line) => plain(line.replace(/^\s*[a-z]+\./u, "")).split(/[,，;；、]/u))
      .map((form) => form.replace(/\P{Script=Han}/gu, ""))
      .filter((form) => form.length > 0 && form.length <= LONGEST_WORD);
    for (const form of forms.slice(0, MOST_TRANSLATIONS))
      add(isWord ? "ecdict" : "ecdictPhrases", word, form);
  }
  for (const part of ["noun", "verb", "adj", "adv"])
    for (const line of readFileSync(new URL(`data.${part}`, wordNet), "utf8").split("\n"))
      addSynset(line, add);
  return pairs;
}

/** A line of WordNet's data files: wndb(5WN). */
function addSynset(line: string, add: (kind: Kind, one: string, other: string) => void): void {
  if (!/^\d{8} /u.test(line)) return;
  const [head = "", gloss = ""] = line.split(" | ");
  const fields = head.split(" ");
  const words = Array.from({ length: parseInt(fields[3]!, 16) }, (_, i) =>
    fields[4 + 2 * i]!.replaceAll("_", " ").replace(/\([a-z]+\)$/u, ""),
  );
  if (words.every((word) => /[A-Z\d]/u.test(word))) return;
  const [first] = words as [string];
  const definition = plain(gloss.split('"')[0]!.replace(/;\s*$/u, ""));
  for (const word of words.slice(0, 3)) add("definitions", word, definition);
  for (const word of words.slice(1, 4)) add("synonyms", first, word);
  for (const [, use = ""] of gloss.matchAll(/"([^"]{10,120})"/gu)) add("uses", first, use);
}

/** The lines of the thesaurus: of each the head and what is near it, and what is related to the head. */
export function thesaurusSenses(directory: URL, lexicon: Lexicon): Sense[] {
  const lists = readdirSync(directory)
    .filter((name) => name.endsWith(".tsv"))
    .sort()
    .map((name) => readFileSync(new URL(name, directory), "utf8"));
  return lists
    .join("\n")
    .split("\n")
    .flatMap((line) => {
      const columns = line.split("\t");
      if (columns.length !== 5) return [];
      const [head, near, related, nearThere, relatedThere] = columns.map((column) =>
        column
          .split(/[,，、]/u)
          .map((written) => analyseText(plain(written.trim()), lexicon))
          .filter((terms) => terms !== ""),
      ) as [string[], string[], string[], string[], string[]];
      const nears = [...new Set([...head.slice(0, 1), ...near, ...nearThere])];
      return head.length > 0 && nears.length > 1
        ? [{ near: nears, related: [...related, ...relatedThere] }]
        : [];
    });
}

const sentenceSchema = z.object({
  s: z.number(),
  turn: z.number(),
  role: z.enum(["n", "q", "a", "b"]),
  zh: z.string(),
  en: z.string(),
});
const saidSchema = z.object({ said: z.enum(["zh", "en"]) });
const questionSchema = z.object({
  kind: z.enum(["near", "paraphrased", "distant", "unanswerable"]),
  zh: z.string(),
  en: z.string(),
  gold: z.array(z.number()).default([]),
});

export interface TrainingText {
  readonly zh: string;
  readonly en: string;
}
export interface TrainingSentence extends TrainingText {
  readonly number: number;
  readonly turn: number;
  readonly isQuestion: boolean;
}
export interface TrainingQuestion extends TrainingText {
  readonly kind: z.infer<typeof questionSchema>["kind"];
  /** Numbers of the sentences that answer it. */
  readonly gold: readonly number[];
}
export interface TrainingInterview {
  readonly name: string;
  /** The language that it is read in, where it is but one. */
  readonly said?: "zh" | "en" | undefined;
  readonly sentences: readonly TrainingSentence[];
  readonly questions: readonly TrainingQuestion[];
}

/** An interview with more questions is asked them in parts, each as if it were an interview of its own. */
const QUESTIONS_AT_ONCE = 80;

/** The interviews of data/training, analysed; its README says how they are written. */
export function trainingInterviews(directory: URL, lexicon: Lexicon): TrainingInterview[] {
  const analysed = ({ zh, en }: TrainingText) => ({
    zh: analyseText(zh, lexicon),
    en: analyseText(en, lexicon),
  });
  return readdirSync(directory)
    .filter((name) => name.endsWith(".jsonl"))
    .sort()
    .flatMap((name) => {
      const rows = readFileSync(new URL(name, directory), "utf8")
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map((line) => JSON.parse(line) as object);
      const only = rows.find((row) => "said" in row);
      const said = only && saidSchema.parse(only).said;
      const sentences = rows
        .filter((row) => "s" in row)
        .map((row) => sentenceSchema.parse(row))
        .map((row) => ({
          ...analysed(row),
          number: row.s,
          turn: row.turn,
          isQuestion: row.role === "q",
        }));
      const questions = rows
        .filter((row) => "kind" in row)
        .map((row) => questionSchema.parse(row))
        .map((row) => ({ ...analysed(row), kind: row.kind, gold: row.gold }));
      const parts = Math.max(1, Math.round(questions.length / QUESTIONS_AT_ONCE));
      return Array.from({ length: parts }, (_, part) => ({
        name,
        said,
        sentences,
        questions: questions.filter((_, i) => i % parts === part),
      }));
    });
}
