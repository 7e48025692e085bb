import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { Config } from "../../src/config.ts";
import type { Language } from "../../src/interview/interview.ts";
import { packageRoot } from "../../src/package-root.ts";
import { type Open, withInterview } from "./other-interviews.ts";
import type { Question } from "./questions.ts";

/** What nothing was trained or fitted on, and what the reader is fitted on but not the encoder. */
const DIRECTORIES = {
  unseen: new URL("data/eval/unseen/", packageRoot()),
  reader: new URL("data/training/reader/", packageRoot()),
};

const text = z.object({ zh: z.string(), en: z.string() });
const namesSchema = z.object({ names: z.object({ a: text, b: text.optional() }) });
const sentenceSchema = text.extend({
  s: z.number(),
  turn: z.number(),
  role: z.enum(["n", "q", "a", "b"]),
});
const questionSchema = text.extend({
  kind: z.enum(["near", "paraphrased", "distant", "unanswerable"]),
  gold: z.array(z.number()).default([]),
});
type Sentence = z.infer<typeof sentenceSchema>;

const INTERVIEWER = { zh: "记者", en: "Reporter" };

/** Calls `use` for each bilingual interview of a directory, in Chinese and then in English, alone in a library. */
export async function withBilingualInterviews<T>(
  which: keyof typeof DIRECTORIES,
  config: Config,
  open: Open<T>,
  use: (name: string, opened: T, questions: readonly Question[]) => Promise<void>,
): Promise<void> {
  for (const file of readdirSync(DIRECTORIES[which]).filter((name) => name.endsWith(".jsonl")))
    for (const language of ["zh", "en"] as const) {
      const name = `${file.slice(0, -".jsonl".length)}-${language}`;
      const { source, questions } = interviewIn(language, name, new URL(file, DIRECTORIES[which]));
      const directory = await mkdtemp(join(tmpdir(), "verbatim-bilingual-"));
      try {
        const path = join(directory, `${name}.md`);
        await writeFile(path, source);
        await withInterview(path, config, open, (opened) => use(name, opened, questions));
      } finally {
        await rm(directory, { recursive: true });
      }
    }
}

function interviewIn(language: Language, name: string, file: URL) {
  const rows = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as object);
  const { names } = namesSchema.parse(rows.find((row) => "names" in row));
  const sentences = rows.filter((row) => "s" in row).map((row) => sentenceSchema.parse(row));
  const labels = { q: INTERVIEWER, a: names.a, b: names.b ?? names.a };
  const labelOf = ({ role }: Sentence) => (role === "n" ? null : labels[role][language]);
  const colon = language === "zh" ? "：" : ":";
  const gap = language === "zh" ? "" : " ";
  const paragraphs: string[] = [];
  sentences.forEach((sentence, i) => {
    const said = sentence[language].trim();
    if (sentences[i - 1]?.turn === sentence.turn)
      paragraphs.push(`${paragraphs.pop() ?? ""}${gap}${said}`);
    else {
      const label = labelOf(sentence);
      paragraphs.push(label === null ? said : `**${label}${colon}** ${said}`);
    }
  });
  const byNumber = new Map(sentences.map((sentence) => [sentence.s, sentence]));
  const questions = rows
    .filter((row) => "kind" in row)
    .map((row) => questionSchema.parse(row))
    .map(({ kind, zh, en, gold }, i): Question => {
      const answers = gold.flatMap((number) => byNumber.get(number) ?? []);
      return {
        id: `${name}-${i}`,
        half: "tuning",
        kind: kind === "unanswerable" ? kind : "answerable",
        ...(kind === "unanswerable" ? {} : { difficulty: kind }),
        zh,
        en,
        gold: answers.map((sentence) => ({
          quote: sentence[language].trim(),
          speaker: labelOf(sentence),
        })),
      };
    });
  return { source: `# ${name}\n\n${paragraphs.join("\n\n")}\n`, questions };
}
