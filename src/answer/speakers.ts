import type { Speaker } from "../interview/interview.ts";
import type { Corpus, LocatedSentence } from "./corpus.ts";

/** Every speaker of a library, each label once. */
export function speakersOf({ interviews }: Corpus): Speaker[] {
  const byName = new Map<string, Speaker>();
  for (const { interview } of interviews)
    for (const speaker of interview.speakers) byName.set(speaker.name, speaker);
  return [...byName.values()];
}

/**
 * The speaker whom a reader means by a name: the label itself, or a part of it that only one label has.
 */
export function speakerNamed(name: string, speakers: readonly Speaker[]): Speaker | undefined {
  const wanted = fold(name);
  if (wanted === "") return undefined;
  const exact = speakers.find((speaker) => fold(speaker.name) === wanted);
  const partial = speakers.filter((speaker) => fold(speaker.name).includes(wanted));
  return exact ?? (partial.length === 1 ? partial[0] : undefined);
}

const fold = (name: string): string =>
  name.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();

/** Whether a sentence is this speaker's: said in a turn of theirs, or quoted of them in narration. */
export const isBy = ({ turn, sentence }: LocatedSentence, speaker: string): boolean =>
  turn.speaker === speaker || sentence.quotedSpeaker === speaker;

/** A statement in which the interviewer reads somebody's words out. */
export const quotesSomeone = ({ turn, quote }: LocatedSentence): boolean =>
  turn.role === "interviewer" && /[“"「『].{4,}[”"」』]/u.test(quote);

/** "Mira Murati" is also called Mira or Murati. */
export const nameParts = (name: string): string[] => [
  name,
  ...name.split(/[\s·•.]+/u).filter((part) => part.length >= 2 && part !== name),
];
