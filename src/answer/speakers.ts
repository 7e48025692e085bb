import { pinyin } from "pinyin-pro";
import type { Speaker } from "../interview/interview.ts";
import { foldLatin } from "../retrieve/english.ts";
import { isMisspelt } from "../retrieve/misspelt-names.ts";
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
 * The speaker whom a reader means by a name: the label itself, a part of it that only one label has, the
 * only interviewer, or the only one whose name it nearly is.
 */
export function speakerNamed(name: string, speakers: readonly Speaker[]): Speaker | undefined {
  const wanted = fold(name);
  if (wanted === "") return undefined;
  const exact = speakers.find((speaker) => fold(speaker.name) === wanted);
  const asking = speakers.filter(({ role }) => role === "interviewer" && INTERVIEWER.test(wanted));
  const partial = speakers.filter(
    ({ name }) => fold(name).includes(wanted) || nameParts(name).includes(wanted),
  );
  const known = [...partial, ...asking];
  const [only, ...others] =
    known.length > 0
      ? known
      : speakers.filter(({ name }) => nameParts(name).some((part) => isNearly(wanted, part)));
  return exact ?? (others.length === 0 ? only : undefined);
}

/** In as many words: what follows a name may be another. */
const isNearly = (wanted: string, part: string): boolean =>
  wanted.split(" ").length === part.split(" ").length &&
  isMisspelt(foldLatin(wanted), foldLatin(part));

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

/** "Mira Murati" is also called Mira or Murati; 郭树勋 also 郭厂长, and Guo Shuxun in English. */
export function nameParts(name: string): readonly string[] {
  const known = parts.get(name) ?? [
    ...new Set(
      CHINESE_NAME.test(name) && !INTERVIEWER.test(name)
        ? chineseNameParts(name)
        : latinParts(name),
    ),
  ];
  parts.set(name, known);
  return known;
}

/** Labels are few and asked for with every question. */
const parts = new Map<string, readonly string[]>();

const latinParts = (name: string): string[] => [
  name,
  ...name.split(/[\s·•.]+/u).filter((part) => part.length >= 2 && part !== name),
];

const CHINESE_NAME = /^\p{Script=Han}{2,4}$/u;
const LONG_SURNAME =
  /^(?:欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|司徒|东方|東方|皇甫|尉迟|尉遲|公孙|公孫|慕容|令狐|宇文|夏侯|端木)(?=.)/u;
const TITLES =
  "先生 女士 小姐 老师 老師 总 總 博士 医生 醫生 教授 导演 導演 教练 教練 主任 厂长 廠長 校长 校長 院长 院長 经理 經理 总监 總監 队长 隊長 师傅 師傅";

const ENGLISH_TITLES = ["mr", "ms", "mrs", "miss", "dr", "professor", "director", "coach", "chef"];

/** As Chinese readers name somebody, and in pinyin, as readers of English do, in either order. */
function chineseNameParts(name: string): string[] {
  const surname = LONG_SURNAME.exec(name)?.[0] ?? name[0]!;
  const given = name.slice(surname.length);
  const syllables = pinyin(name, { type: "array", toneType: "none", surname: "head" }).map(
    foldLatin,
  );
  const family = syllables.slice(0, surname.length).join("");
  const own = syllables.slice(surname.length).join("");
  return [
    name,
    ...(given.length > 1 ? [given] : []),
    ...TITLES.split(" ").map((title) => surname + title),
    `${family} ${own}`,
    `${own} ${family}`,
    ...ENGLISH_TITLES.map((title) => `${title} ${family}`),
    // One syllable by itself may be a word: "long", "he", "sun".
    ...(given.length > 1 ? [own] : []),
  ];
}
