import escapeRegExp from "escape-string-regexp";
import type { Language, Speaker } from "../interview/interview.ts";
import { languageOf } from "../retrieve/language.ts";
import { type ArticleQuestion, articleQuestion } from "./article-questions.ts";
import {
  cleanQuestion,
  hasWords,
  isAddress,
  MAX_QUESTION_LENGTH,
  withoutLanguage,
  withoutLeadIn,
} from "./clean-question.ts";
import { type MetaRequest, metaRequestIn } from "./meta-request.ts";
import { nameParts } from "./speakers.ts";

/** What a question asks for, before anything is looked up. */
export type Understanding =
  | { readonly kind: "empty" | "too-long" | "no-words"; readonly language: Language }
  | { readonly kind: "meta"; readonly language: Language; readonly request: MetaRequest }
  | {
      readonly kind: "question";
      readonly language: Language;
      readonly text: string;
      /** Whether the question says itself in which language to answer. */
      readonly namesLanguage: boolean;
      /** What is asked about the article itself. */
      readonly article: ArticleQuestion | null;
      /** Whose words are asked for, when the question asks what one person said. */
      readonly sayer: Speaker | null;
      /** Nothing but whose words are wanted: "Mira Murati 说了什么？" */
      readonly anythingSaid: boolean;
    };

/** A message that is not readable as either language is answered in the language that was used before. */
export function understand(
  question: string,
  speakers: readonly Speaker[],
  languageBefore: Language = "zh",
): Understanding {
  if (question.length > MAX_QUESTION_LENGTH)
    return { kind: "too-long", language: languageOf(question.slice(0, MAX_QUESTION_LENGTH)) };
  const { text: whole, language: wanted } = withoutLanguage(cleanQuestion(question));
  if (whole === "") return { kind: "empty", language: languageBefore };
  if (!hasWords(whole) || isAddress(whole)) return { kind: "no-words", language: languageBefore };
  const language = wanted ?? languageOf(whole);
  const request = metaRequestIn(whole);
  if (request) return { kind: "meta", language, request };
  const text = withoutLeadIn(whole);
  const article = articleQuestion(text);
  const sayer = sayerIn(text, speakers);
  const anythingSaid = asksAnythingSaid(text, sayer);
  const namesLanguage = wanted !== null;
  return { kind: "question", language, text, namesLanguage, article, sayer, anythingSaid };
}

const SAYS_ZH =
  "(?:说|說|讲|講|谈|談|怎么看|怎麼看|如何看|怎么想|怎麼想|看法|观点|觀點|态度|態度|认为|認為|觉得|覺得|以为|以為|提到|提及|表示|回答|回应|回應|评论|評論|评价|評價|解释|解釋|承认|承認|强调|強調|指出|透露|声称|聲稱|原话|原話)";
const SAYS_EN =
  "(?:say|says|said|saying|tell|tells|told|think|thinks|thought|feel|feels|felt|believe|believes|mention|mentions|mentioned|answer|answers|answered|reply|replies|replied|respond|responds|responded|comment|comments|commented|explain|explains|explained|admit|admits|admitted|describe|describes|described|talk|talks|talked|claim|claims|claimed|stress|stressed|view|views|opinion|opinions|words|quotes?|statements?|remarks?)";

const INTERVIEWER =
  "(?:记者|記者|采访者|採訪者|主持人|\\breporter\\b|\\binterviewer\\b|\\bjournalist\\b|\\bhost\\b)";

const SAYS = new RegExp(`${SAYS_ZH}|\\b${SAYS_EN}\\b`, "iu");

/** The one speaker of whom the question asks what they said, thought or answered. */
export function sayerIn(text: string, speakers: readonly Speaker[]): Speaker | null {
  const asking = speakers.find(
    (speaker) => speaker.role === "interviewer" && isNamed(speaker, text, speakers),
  );
  if (asking) return asking;
  if (!SAYS.test(text)) return null;
  if (!SAYS_BUT_PRONOUN.test(text)) return null;
  const named = speakers.filter((speaker) => isNamed(speaker, text, speakers));
  return named.length === 1 ? named[0]! : null;
}

/** Somebody says something, and not only "he": "Besides Mira, who came to mind before he said yes?" */
const SAYS_BUT_PRONOUN = new RegExp(
  `(?<![他她](?:们|們)?.{0,2})${SAYS_ZH}|(?<!\\b(?:he|she|they|it|you)\\s+(?:\\p{L}+\\s+)?)\\b${SAYS_EN}\\b`,
  "iu",
);

const SAYING_ZH = new RegExp(`${INTERVIEWER}|${SAYS_ZH}`, "giu");
const SAYING_EN = new RegExp(`\\b(?:${SAYS_EN}|ask(?:s|ed|ing)?)\\b`, "giu");

/** What a question for somebody's words is about: "What did she say about safety" is about safety. */
export function withoutSaying(text: string): string {
  const rest = text.replace(SAYING_ZH, " ").replace(SAYING_EN, " ");
  return hasWords(rest) ? rest : text;
}

/** Whether the question asks what somebody of one of these names (a pattern) said or thinks. */
export const asksWordsOf = (names: string, text: string): boolean =>
  SAYS.test(text) &&
  new RegExp(
    `\\b(?:did|does|do|has|have|had|would|will)\\s+(?:\\p{L}+\\s+)?(?:${names})(?:\\s+\\p{L}+)?\\s+${SAYS_EN}\\b|(?:${names})\\s*(?:对.{1,12}|對.{1,12}|在(?:采访|採訪|访谈)(?:里|裡|中))?${SAYS_ZH}`,
    "iu",
  ).test(text);

const INTERVIEWER_SAYS = new RegExp(
  `${INTERVIEWER}.{0,12}(?:${SAYS_ZH}|问|問|\\b${SAYS_EN}\\b|\\bask(?:s|ed|ing)?\\b)|\\bask(?:s|ed)? by the ${INTERVIEWER}`,
  "iu",
);

function isNamed(speaker: Speaker, text: string, speakers: readonly Speaker[]): boolean {
  if (speaker.role === "interviewer") return INTERVIEWER_SAYS.test(text);
  return nameParts(speaker.name).some(
    (part) =>
      new RegExp(
        `(?<![\\p{Script=Latin}\\p{N}])${escapeRegExp(part)}(?![\\p{Script=Latin}\\p{N}])`,
        "iu",
      ).test(text) && speakers.filter(({ name }) => nameParts(name).includes(part)).length === 1,
  );
}

function asksAnythingSaid(text: string, sayer: Speaker | null): boolean {
  if (!sayer) return false;
  const rest = nameParts(sayer.name)
    .reduce((left, part) => left.replaceAll(new RegExp(escapeRegExp(part), "giu"), " "), text)
    .replace(new RegExp(`${INTERVIEWER}|${SAYS_ZH}`, "giu"), " ")
    .replace(new RegExp(`\\b(?:${SAYS_EN}|asks?|asked)\\b`, "giu"), " ")
    .replace(
      /\b(?:what|did|does|do|has|have|had|the|is|are|was|were|in|this|of|interview|anything|everything|all|show|me|give|list|find|everyone|'?s|to|about|and|a|an|it|else|that)\b/giu,
      " ",
    )
    .replace(
      /(?:什么|什麼|啥|哪些|了|过|過|的|话|話|都|在|采访|採訪|访谈|訪談|专访|中|里|裡|这|這|次|篇|有|没有|沒有|请|問|问|是|吗|嗎|呢|些|内容|內容|所有|列出)/gu,
      " ",
    );
  return !hasWords(rest);
}
