/** What the words of an answer must hold, by what is asked: a number, a time. */
const TYPES: readonly (readonly [asked: RegExp, answer: RegExp])[] = [
  [
    /\bhow (?:long|soon|quickly)\b|\bhow many (?:second|minute|hour|day|week|month|year)s?\b|多久|多长时间|(?:多少|几)个?(?:秒|分钟|小时|天|周|星期|月|年)/iu,
    /(?:\d|[一二三四五六七八九十百千两半几数])[个多]*(?:秒|分钟|小时|天|日|周|星期|月|年)|久/u,
  ],
  [
    /\bhow (?:many|much|long|old|far|often|tall|high|large|big)\b|多少|几[个次名位年天]|多[久长大远高]/iu,
    /\d|[二三四五六七八九十百千万亿两半]|几/u,
  ],
  [
    /\bwhen\b|\bwh(?:at|ich) (?:year|date|day|month|century|decade)\b|何时|什么时候|哪一?[年天]|年份|日期/iu,
    /\d|[年月日周]|世纪/u,
  ],
  [
    /\bwhy\b|\bwhat (?:is|was|are|were) the (?:main )?reasons?\b|为什么|为何|原因/iu,
    /因|由于|所以|\bbecaus/u,
  ],
];

/** Whether the analysed words of a sentence can hold the answer; null where the question does not say. */
export function answerTest(question: string): ((terms: string) => boolean) | null {
  const type = TYPES.find(([asked]) => asked.test(question));
  return type ? (terms) => type[1].test(terms.replaceAll(" ", "")) : null;
}
