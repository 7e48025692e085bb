import type { Language } from "../interview/interview.ts";
import type { Messages } from "../locales/messages.ts";
import type { Corpus, LocatedSentence } from "./corpus.ts";
import type { Topics } from "./topics.ts";

export interface LeadDeps {
  readonly corpus: Corpus;
  readonly messages: Messages;
  readonly topics: Topics;
}

/** "Sam Altman, asked “…”:" in the asker's language; the question stays in the words of the source. */
export function leadOf(
  sentence: LocatedSentence,
  language: Language,
  { corpus, messages, topics }: LeadDeps,
): string {
  const { turn, sentence: own } = sentence;
  const question = corpus.questionFor(sentence);
  const topic = topics.titleOf(sentence, language);
  if (turn.role === "narrator")
    return own.quotedSpeaker
      ? messages(language, "lead-quoted", { speaker: own.quotedSpeaker })
      : messages(language, "lead-narrator");
  const speaker = turn.speaker ?? "";
  if (turn.role === "interviewer") return messages(language, "lead-interviewer", { speaker });
  if (topic) return messages(language, "lead-topic", { speaker, topic });
  if (question) return messages(language, "lead-question", { speaker, question });
  return messages(language, "lead-speaker", { speaker });
}
