/** What sort of answer a question wants. */
export type QuestionKind = "why" | "who" | "when" | "how-many" | "yes-no" | "other";

/**
 * A question word where it asks: first in the question or in a part of it, after a preposition, or last; and not where it
 * begins a clause, as in "those who left" and "what he thought when he left".
 */
const asking = (word: string): string =>
  `(?:(?:^|[,;:?!.—-])\\s*(?:(?:and|but|so|then|or|well|exactly|just) )*|\\b(?:know|tell|say|says|said|clear|sure|about|to|by|with|for|from|of|since|until|and) )${word}\\b|\\b${word}\\s*[?？]?$`;

const KINDS: readonly (readonly [QuestionKind, RegExp])[] = [
  [
    "why",
    /\bwhy\b|\bhow come\b|\bwhat for\b|\breasons?\b|\bwhat (?:made|led|drove|prompted|caused|motivated)\b|为什么|為什麼|为何|為何|为啥|為啥|干吗|幹嘛|干嘛|原因|凭什么|憑什麼|凭啥|何故|缘何|緣何|图什么|圖什麼|图啥|怎么会|怎麼會|理由/iu,
  ],
  ["who", new RegExp(`${asking("who(?:m|se|'s)?")}|谁|誰|哪位|哪些人|何人`, "iu")],
  [
    "when",
    new RegExp(
      `\\b(?:since|until|by|and) when\\b|\\bwhen\\s*[?？]?$|\\bwhen(?:'s| (?:exactly )?(?:is|are|was|were|do|does|did|will|would|can|could|has|have|had|should))\\b|\\b(?:what|which) (?:days?|dates?|time|years?|months?|week(?:day)?|season|morning|afternoon|evening|night)\\b|(?:什么|什麼|啥)(?:时|時)(?:候|间|間)|何[时時日年]|[几幾](?:[时時点點号號]|月份?(?![前后後内內间間]))|哪一?[天年日]|哪[个個](?:月|星期|[礼禮]拜|[时時]候)|(?:星期|[礼禮]拜|[周週])[几幾]`,
      "iu",
    ),
  ],
  [
    "how-many",
    /\bhow (?:many|much|long|often|soon|fast|quickly)\b|多少|几[个個天位次年名]|幾[個天位次年名]|多久|多长|多長|多快/iu,
  ],
  [
    "yes-no",
    /^(?:(?:and|but|so|then|well),? )?(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|should|may|might|must)(?:n't)?\b|[吗嗎][？?。!！\s]*$|是不是|是否|有没有|有沒有|会不会|會不會|能不能|要不要|可不可以/iu,
  ],
];

const OPEN = /\b(?:what|which|where|how)\b|什么|什麼|啥|怎|哪|几|幾|多|如何/iu;
const ASKS = /[?？]["'”’」』]*\s*$/u;

/**
 * The question words decide before the form does: "Do you know why" asks why. What has none of them and ends
 * in a question mark wants to be confirmed: "So the board asked you back?"
 */
export function questionKind(question: string): QuestionKind {
  const kind = KINDS.find(([, pattern]) => pattern.test(question))?.[0];
  if (kind) return kind;
  return ASKS.test(question) && !OPEN.test(question) ? "yes-no" : "other";
}

/** A bare yes or no, which answers nothing but a question for one. */
export const isBareAnswer = (quote: string): boolean =>
  /^(?:yes|no|yeah|nope|right|correct|exactly|of course|not really|是的?|不是?的?|没有|沒有|有的?|对的?|對的?|当然|當然|嗯|没错|沒錯)[\s。．.!！，,]*$/iu.test(
    quote,
  );
