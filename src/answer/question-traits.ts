import { WHERE } from "./lacks.ts";
import { type QuestionKind, questionKind } from "./question-kind.ts";

const KINDS: readonly QuestionKind[] = ["why", "who", "when", "how-many", "yes-no"];

/** Something is done to whom or what it is about: who fired, and who was fired. */
export const PASSIVE =
  /[被遭挨]|\b(?:is|are|was|were|be|been|being|get|gets|got)(?:n't)?(?: \p{L}+){0,3}? (?:\p{L}+ed|\p{L}+en|let go|laid off|told|sold|held|put|set|cut|made|brought|led|left|found|kept|sent|shot|hurt|hit|paid|lost|built|sued)\b/iu;

/** What else a question may ask for, or be made of. */
const TRAITS = {
  place: WHERE,
  manner:
    /\bhow\b(?! (?:many|much|long|often|soon|fast|old|far|big|come)\b)|怎么|怎麼|怎样|怎樣|如何|咋/iu,
  choice:
    /\bwhich\b|哪[个個几幾些家款种種只隻所部本一位]|\bwhat (?!is\b|are\b|was\b|were\b|do\b|does\b|did\b|made\b|for\b|about\b|(?:sort|kind|type)s?\b)\p{L}+/iu,
  thing: /\bwhat\b|什么|什麼|啥/iu,
  opinion:
    /怎么看|怎麼看|怎么想|怎麼想|觉得|覺得|认为|認為|看法|态度|態度|评价|評價|\b(?:think|thoughts?|feels?|felt|mean|views?|opinions?)\b/iu,
  /** What goes beyond what the question says itself: the others, the exact words. */
  particulars:
    /还有[谁哪]|還有[誰哪]|除了|其他|其余|其餘|另外|具体|具體|到底|究竟|分别|分別|都有|\b(?:else|besides|others?|exactly|specifically|actual(?:ly)?|names?|named|apart from|list)\b/iu,
  later:
    /后来|後來|最终|最終|最后|最後|结果|結果|明年|下[个個]月|以后|以後|未来|未來|将来|將來|打算|计划|計劃|接下来|接下來|\b(?:will|going to|plans?|planning|next|later|eventually|in the end|afterwards|end(?:ed)? up|future|still)\b/iu,
  pronoun: /[他她它]|\b(?:he|she|it|they|him|them|his|her|their)\b/iu,
  passive: PASSIVE,
  negation: /[不没沒无無未别別非否]|\b(?:not|no|never|none|nothing|nobody|without)\b|n't\b/iu,
} as const;

/** 1 for each trait that a question has, else 0; always in the same order. */
export function questionTraits(question: string): number[] {
  const kind = questionKind(question);
  return [
    ...KINDS.map((one) => Number(one === kind)),
    ...Object.values(TRAITS).map((pattern) => Number(pattern.test(question))),
  ];
}
