import type { Topic } from "../../answer/reply.ts";
import { clip } from "./cut-text.ts";
import { bold, join, plain, type TelegramText } from "./telegram-text.ts";

/** In UTF-16 units. */
const LONGEST_TITLE = 100;
const LONGEST_QUESTION = 120;

/** The editor's title beside the question itself; a long one, such as a paragraph of prose, is cut short. */
export function topicLine(mark: string, { title, question }: Pick<Topic, "title" | "question">) {
  const short = plain(clip(question, LONGEST_QUESTION));
  const words: TelegramText =
    title === null ? short : join([bold(clip(title, LONGEST_TITLE)), short], " — ");
  return join([plain(mark), words], " ");
}
