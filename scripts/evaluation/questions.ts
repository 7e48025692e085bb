import { readFileSync } from "node:fs";
import { z } from "zod";
import { packageRoot } from "../../src/package-root.ts";

const goldSchema = z.object({
  quote: z.string(),
  speaker: z.string().nullable(),
  quoted_speaker: z.string().nullable().optional(),
});

const questionSchema = z.object({
  id: z.string(),
  kind: z.enum(["answerable", "unanswerable"]),
  difficulty: z.enum(["near", "paraphrased", "distant"]).optional(),
  half: z.enum(["tuning", "untouched"]),
  zh: z.string(),
  en: z.string(),
  /** Any one of them answers the question. */
  gold: z.array(goldSchema).default([]),
});

export type Question = z.infer<typeof questionSchema>;
export type Half = Question["half"] | "all";

const SHIPPED = new URL("data/eval/questions.jsonl", packageRoot());

export const readQuestions = (half: Half, file = SHIPPED): Question[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => questionSchema.parse(JSON.parse(line)))
    .filter((question) => half === "all" || question.half === half);

const MORE = new URL("data/training/questions.jsonl", packageRoot());

/** More questions on the interview that ships, by other writers; they are fitted on, and measure nothing. */
export const readMoreQuestions = (): Question[] => readQuestions("all", MORE);

const UNSEEN = new URL("data/eval/unseen/questions/on-what-ships.jsonl", packageRoot());

/** Questions on the interview that ships, by writers whose questions nothing was fitted on. */
export const readUnseenQuestions = (): Question[] => readQuestions("all", UNSEEN);

/** Questions fall into two, by their ids; both languages of one together. */
export const FOLDS = [0, 1] as const;

export const foldOf = (id: string): (typeof FOLDS)[number] =>
  Buffer.from(id).reduce((sum, byte) => sum + byte, 0) % 2 === 0 ? 0 : 1;

/** Whether a sentence is, or is a part of, what answers. */
export const holdsGold = (gold: Question["gold"], sentence: string): boolean =>
  gold.some(({ quote }) => {
    const [wanted, own] = [bare(quote), bare(sentence)];
    const said = own.replace(ENDING, "");
    return wanted !== "" && (own.includes(wanted) || wanted.includes(own) || isIn(wanted, said));
  });

/** Marks at the end of a sentence, which what is copied from it may have left out. */
const ENDING = /[。！？.!?…"”’」』]+$/u;
/** What is shorter, in UTF-16 units, may be in anything: "没有". */
const LEAST_PART = 5;

const isIn = (whole: string, part: string): boolean =>
  part.length >= LEAST_PART && whole.includes(part);

/** Without spaces and marks of emphasis. */
export const bare = (text: string): string => text.replace(/[\s*]+/gu, "");
