import { foldLatin } from "../retrieve/english.ts";
import { choosePoints } from "./choose-points.ts";
import type { FoundThreads, Thread } from "./find-threads.ts";
import { openQuestions } from "./open-questions.ts";
import type { DraftThread, RecapDraft } from "./recap.ts";
import { threadWords } from "./thread-words.ts";
import { titleOf } from "./title.ts";

/** Points at the messages that tell most of each discussion: nothing is written, all of it cut out. */
export async function composeRecap(
  threads: readonly Thread[],
  { read, rarities }: Pick<FoundThreads, "read" | "rarities">,
  slices: () => Promise<void> | undefined,
): Promise<RecapDraft> {
  const names = namesOf(read);
  const drafts: DraftThread[] = [];
  for (const thread of threads) {
    await slices();
    const words = threadWords(thread, rarities);
    const questions = openQuestions(thread);
    const open = new Set(questions.map(({ message }) => message));
    drafts.push({
      title: titleOf(thread, words, names),
      messages: thread.messages.map(({ message }) => message.id),
      points: choosePoints(thread, words, open),
      questions,
    });
  }
  return { mode: "extractive", threads: drafts };
}

/** The words of the names of all who write. */
function namesOf(read: FoundThreads["read"]): Set<string> {
  const names = new Set<string>();
  for (const { message } of read) {
    const name = foldLatin(message.author.name);
    names.add(name);
    for (const part of name.split(/[\s_.-]+/u)) names.add(part);
  }
  return names;
}
