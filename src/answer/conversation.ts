import type { Language } from "../interview/interview.ts";
import { readingLength } from "./length.ts";
import { metaRequestIn } from "./meta-request.ts";

/** What was asked and answered last; kept in memory by whoever talks with the user. */
export interface Exchange {
  /** Standing on its own: a follow-up's question includes what it followed. */
  readonly question: string;
  readonly language: Language;
  /** Ids of the sentences that were cited. */
  readonly cited: readonly string[];
}

const MORE =
  /^(?:more|any(?:thing)? (?:else|more)|what else|go on|continue|and then|tell me more|还有(?:吗|呢|别的吗|什么|其他的吗)?|還有(?:嗎|呢|別的嗎|什麼)?|继续|繼續|更多|接着说|接著說|然后呢|然後呢|多说一点|多說一點)[\s.!?。！？…]*$/iu;

/** Asks for more of the same: what was not cited yet. */
export const asksForMore = (text: string): boolean => MORE.test(text);

const WHO_SAID =
  /^(?:(?:and|so),? )?(?:who (?:said|says|told (?:you|him|us)|is saying|was it who said) (?:that|this|so|it|these)|whose (?:words|quotes?) (?:are|were|is|was) (?:that|this|those|these|it)|who's (?:that|this) (?:quote )?from)[\s.?!]*$|^(?:(?:这|這|那|上面)(?:些|句|话|話|段)*)?(?:都)?是?(?:谁|誰)(?:说|說|讲|講|回答)(?:的|的话|的話)?(?:啊|呀|呢)?[\s。？?！!]*$/iu;

/** Asks whose words were shown. */
export const asksWhoSaid = (text: string): boolean => WHO_SAID.test(text);

const QUESTION_WORD =
  /^(?:why|who|whom|whose|what|when|where|how|which|how (?:much|many|long|come)|what for|为什么|為什麼|为何|為何|为啥|谁|誰|什么|什麼|啥|哪里|哪裡|哪儿|哪个|哪個|何时|何時|什么时候|什麼時候|怎么|怎麼|怎样|怎樣|如何|多少|几个|幾個)[呢\s.!?。！？…]*$/iu;

/** A question word and nothing else. */
export const isQuestionWord = (text: string): boolean => QUESTION_WORD.test(text);

const LEANS_BACK =
  /^(?:and\b|but\b|so\b|then\b|why\b(?: not)?[\s?]*$|how so|how come|what about|how about|really\b|in what way|since when|by whom|who else|which ones?|when was that|what does (?:that|this|it) mean|那么?|那麼?|可是|但是?|所以|然后|然後|为什么[呢？?\s]*$|為什麼[呢？?\s]*$|为何[？?\s]*$|怎么说|怎麼說|什么意思|什麼意思|比如|具体(?:呢|来说)|具體|真的吗|真的嗎|谁说的|誰說的|什么时候[？?\s]*$)/iu;
const POINTS_BACK =
  /\b(?:he|she|him|her|his|they|them|their|it|its|that|this|those|these|there|then)\b|[他她它这這那此](?!样的人)|其(?:中|他)?/iu;

/** Seven words, or fourteen Chinese characters. */
const SHORT = 14;

/**
 * Whether a question needs the one before it: it opens with a connective or is little more than a question
 * word, or it is short and only points back. A request or greeting never does.
 */
export function followsUp(text: string): boolean {
  if (metaRequestIn(text)) return false;
  if (LEANS_BACK.test(text)) return true;
  return POINTS_BACK.test(text) && readingLength(text) <= SHORT;
}
