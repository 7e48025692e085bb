import { ENGLISH_NUMBER } from "./numbers.ts";

const SPAN = "(?:second|minute|hour|day|week|month|year|decade)s?";
const ENGLISH_TIME =
  "(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day|spring|summer|autumn|winter|morning|noon|afternoon|evening|midnight|today|yesterday|tomorrow|ago|century)";

/** What the words of an answer must hold, in Chinese and in English, by what is asked: a number, a time. */
const TYPES: readonly (readonly [asked: RegExp, chinese: RegExp, english: RegExp])[] = [
  [
    /\bhow (?:long|soon|quickly)\b|\bhow many (?:second|minute|hour|day|week|month|year)s?\b|多久|多长时间|(?:多少|几)个?(?:秒|分钟|小时|天|周|星期|月|年)/iu,
    /(?:\d|[一二三四五六七八九十百千两半几数])[个多]*(?:秒|分钟|小时|天|日|周|星期|月|年)|久/u,
    new RegExp(`(?:\\d|\\b${ENGLISH_NUMBER}\\b)(?: [a-z]+){0,3} ${SPAN}\\b`, "u"),
  ],
  [
    /\bhow (?:many|much|long|old|far|often|tall|high|large|big)\b|多少|几[个次名位年天]|多[久长大远高]/iu,
    /\d|[二三四五六七八九十百千万亿两半]|几/u,
    new RegExp(`\\d|\\b${ENGLISH_NUMBER}\\b`, "u"),
  ],
  [
    /\bwhen\b|\bwh(?:at|ich) (?:year|date|day|month|century|decade)\b|何时|什么时候|哪一?[年天]|年份|日期/iu,
    /\d|[年月日周]|世纪/u,
    new RegExp(`\\d|\\b${ENGLISH_TIME}\\b`, "u"),
  ],
  [
    /\bwhy\b|\bwhat (?:is|was|are|were) the (?:main )?reasons?\b|为什么|为何|原因/iu,
    /因|由于|所以/u,
    /\bbecause\b|\bdue\b|\breasons?\b/u,
  ],
];

/** Whether the analysed words of a sentence can hold the answer; null where the question does not say. */
export function answerTest(question: string): ((terms: string) => boolean) | null {
  const type = TYPES.find(([asked]) => asked.test(question));
  if (!type) return null;
  const [, chinese, english] = type;
  return (terms) => chinese.test(terms.replaceAll(" ", "")) || english.test(terms);
}
