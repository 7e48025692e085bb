import { stripVTControlCharacters } from "node:util";
import type { Language } from "../interview/interview.ts";

/** A longer question is not read. In UTF-16 units. */
export const MAX_QUESTION_LENGTH = 2000;

/**
 * The words of a question without what only looks like nothing: control and zero-width characters,
 * direction marks, lone surrogates, runs of blanks; and without addresses and tags, unless it has nothing else.
 */
export const cleanQuestion = (question: string): string => {
  const text = readable(question);
  const words = text.replace(ADDRESS_OR_TAG, " ").replace(/\s+/gu, " ").trim();
  return hasWords(words) ? words : text;
};

/** Whether it is nothing but addresses, and asks nothing. */
export const isAddress = (cleaned: string): boolean => /^(?:https?:\/\/\S+\s*)+$/iu.test(cleaned);

/** What is pasted along with a question, and says nothing of what is asked. */
const ADDRESS_OR_TAG = /https?:\/\/[^\s，。！？]+|<\/?[a-z][^<>]{0,200}>/giu;

const readable = (question: string): string =>
  stripVTControlCharacters(question)
    .toWellFormed()
    .replace(/\uFFFD/gu, " ")
    // Joiners hold some emoji together, and mean nothing else in Chinese or English.
    .replace(/[\p{Cf}\p{Cs}\p{Co}]/gu, "")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();

/** How a question is led up to, which says nothing of what is asked: "I'd like to know", 请告诉我. */
const LEAD_INS = [
  /^(?:请问|請問|我?想(?:请|請)?[问問](?![题題])(?:一下|下)?|我?想(?:知道|了解|确认|確認|[请請]教)(?:一下|下)?|(?:[请請]|麻[烦煩]|能不能|能否|可以|可否)?(?:你|您)?(?:告诉|告訴)(?:一下)?我(?:[们們])?(?:一下)?)[，,：:\s]*/u,
  /^(?:(?:please|can you|could you|would you|i want to|i wanna|i(?:'d| would) like to|i(?:'m| am) (?:trying|curious) to|i need to)\s+)*(?:please )?(?:tell me|let me know|know|confirm|understand|find out)\s*[:,]?\s+(?=(?:who|whom|whose|what|when|where|why|how|which|if|whether|was|is|did|does|are|were|has|have)\b)/iu,
];

/** A question without its lead-in; as it is where nothing else is in it. */
export const withoutLeadIn = (question: string): string => {
  const rest = LEAD_INS.reduce((text, leadIn) => text.replace(leadIn, ""), question);
  return hasWords(rest) ? rest : question;
};

const ENGLISH = "english|英文|英语|英語";
const CHINESE = "chinese|mandarin|中文|汉语|漢語|普通话|普通話";
const LANGUAGE = `(${ENGLISH}|${CHINESE})`;
/** In which language to answer, as it is said before or after a question; "What did he write in English?" says none. */
const ANSWER_IN = [
  `[\\s,，;；.。(（]*\\b(?:(?:please|pls|kindly) )?(?:answer|reply|respond)(?: me| this)?(?:,? (?:please|pls))? in ${LANGUAGE}(?:,? (?:please|pls|thanks))?[\\s.!！。)）]*$`,
  `[\\s,，;；.。(（]*\\bin ${LANGUAGE},? (?:please|pls)[\\s.!！。)）]*$`,
  `[\\s,，;；.。(（]*(?:请|請|麻烦|麻煩)?(?:你|您)?[用以]${LANGUAGE}(?:来|來)?(?:回答|回复|回覆|答复|答覆|作答)(?:我|一下)?[\\s.!！。)）]*$`,
  `^(?:(?:please|pls|kindly),? )?(?:(?:answer|reply|respond)(?: me)? )?in ${LANGUAGE}(?:,? (?:please|pls))?\\s*[,:;.]\\s*`,
  `^(?:请|請|麻烦|麻煩)?(?:你|您)?[用以]${LANGUAGE}(?:来|來)?(?:回答|回复|回覆|答复|答覆|作答)(?:我|一下)?\\s*[，,：:。；;\\s]\\s*`,
].map((pattern) => new RegExp(pattern, "iu"));
const IS_ENGLISH = new RegExp(ENGLISH, "iu");

/** A question without the language that it is to be answered in, and that language. */
export function withoutLanguage(question: string): { text: string; language: Language | null } {
  for (const pattern of ANSWER_IN) {
    const [found] = pattern.exec(question) ?? [];
    const text = found === undefined ? "" : question.replace(found, " ").trim();
    if (found !== undefined && hasWords(text))
      return { text, language: IS_ENGLISH.test(found) ? "en" : "zh" };
  }
  return { text: question, language: null };
}

/** Whether there is a word in it at all. */
export const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);
