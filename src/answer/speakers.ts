import type { Speaker } from "../interview/interview.ts";
import type { Corpus, LocatedSentence } from "./corpus.ts";

/** Every speaker of a library, each label once. */
export function speakersOf({ interviews }: Corpus): Speaker[] {
  const byName = new Map<string, Speaker>();
  for (const { interview } of interviews)
    for (const speaker of interview.speakers) byName.set(speaker.name, speaker);
  return [...byName.values()];
}

/** What readers of either language call whoever asks, whatever the source calls them. */
const INTERVIEWER =
  /^(?:the )?(?:interviewer|reporter|journalist|host)$|^(?:记者|記者|采访者|採訪者|主持人)$/u;

/**
 * The speaker whom a reader means by a name: the label itself, a part of it that only one label has, or the
 * only interviewer.
 */
export function speakerNamed(name: string, speakers: readonly Speaker[]): Speaker | undefined {
  const wanted = fold(name);
  if (wanted === "") return undefined;
  const exact = speakers.find((speaker) => fold(speaker.name) === wanted);
  const asking = speakers.filter(({ role }) => role === "interviewer" && INTERVIEWER.test(wanted));
  const partial = speakers.filter((speaker) => fold(speaker.name).includes(wanted));
  const [only, ...others] = [...partial, ...asking];
  return exact ?? (others.length === 0 ? only : undefined);
}

const fold = (name: string): string =>
  name.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();

/** Whether a sentence is this speaker's: said in a turn of theirs, or quoted of them in narration. */
export const isBy = ({ turn, sentence }: LocatedSentence, speaker: string): boolean =>
  turn.speaker === speaker || sentence.quotedSpeaker === speaker;

const READ_OUT = /[“"「『].{4,}[”"」』]/u;
const REPORTED =
  /[你您妳](?:们|們)?.{0,8}(?:说|說|提到|提及|表示|谈到|談到|写道|寫道|宣布|承认|承認|强调|強調)|\byou(?:'ve| have| had)? (?:\p{L}+ )?(?:said|mentioned|wrote|tweeted|told|announced|admitted|stressed)\b/iu;

/** A statement in which the interviewer holds somebody's own words up to them. */
export const quotesSomeone = ({ turn, quote }: LocatedSentence): boolean =>
  turn.role === "interviewer" && (READ_OUT.test(quote) || REPORTED.test(quote));

/** "Mira Murati" is also called Mira or Murati. */
export const nameParts = (name: string): string[] => [
  name,
  ...name.split(/[\s·•.]+/u).filter((part) => part.length >= 2 && part !== name),
];
