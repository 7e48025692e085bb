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
