import { z } from "zod";
import { UserError } from "../errors.ts";

const title = z.string().trim().min(1).max(80);

const topicSheetSchema = z.strictObject({
  /** Titles for the headings of the source. */
  sections: z.array(z.strictObject({ heading: z.string().min(1), zh: title, en: title })),
  /** One for each exchange, in document order; `starts` is how its question (or its prose) begins. */
  topics: z.array(z.strictObject({ starts: z.string().min(1), zh: title, en: title })),
});

/**
 * An editor's short titles for the parts of an interview, in both languages. They tell a reader what a
 * quote is about; they are never quoted, and retrieval does not see them.
 */
export type TopicSheet = z.infer<typeof topicSheetSchema>;

/** @throws UserError `topic-sheet`, naming the file and the first thing that is wrong with it. */
export function parseTopicSheet(text: string, name: string): TopicSheet {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new UserError("topic-sheet", `${name}: not valid JSON; mend it or remove it`);
  }
  const parsed = topicSheetSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const place = issue.path.join(".") || "the file";
  throw new UserError("topic-sheet", `${name}: ${place}: ${issue.message}; mend it or remove it`);
}

/** `talk.md` has its sheet in `talk.topics.json`. */
export const topicSheetPath = (sourcePath: string): string =>
  sourcePath.replace(/(\.[^./\\]*)?$/, ".topics.json");
