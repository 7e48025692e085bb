import { readingLength } from "./length.ts";

/** More questions at once than these are looked up as one. */
const MOST_PARTS = 3;
/** Less is no question by itself: "and why?". In Chinese characters (`readingLength`). */
const SHORTEST = 5;
/** A longer message is no list of questions. In UTF-16 units. */
const LONGEST = 400;

const ASKS_EN =
  "(?:who|whom|whose|what|when|where|why|how|which|did|does|do|is|was|are|were|has|have|had|will|would|can|could)";
const ASKS_ZH =
  /谁|誰|什么|什麼|啥|为何|為何|怎|哪|[几幾](?!乎)|多少|多久|[吗嗎]|是否|是不是|有没有|有沒有|何时|何時|如何/u;
const BEGINS_ASKING = new RegExp(`^(?:and |but |so |also )?${ASKS_EN}\\b`, "iu");

const BETWEEN = [
  /(?<=[?？])\s*(?=[^\s?？])/u,
  new RegExp(`(?:,|;)?\\s+(?:and|and also|but|also)\\s+(?=${ASKS_EN}\\b)`, "iu"),
  /[，,；;、]\s*(?:以及|并且|並且|而且|还有|還有|另外|同时|同時|那么?|那麼?)?|(?:以及|并且|並且|还有|還有|另外)/u,
];

/**
 * The questions that one message asks: "Why was he fired, and who is on the new board?" Itself alone where it asks one,
 * or where a part of it would say too little by itself.
 */
export function questionParts(question: string): string[] {
  if (question.length > LONGEST) return [question];
  for (const between of BETWEEN) {
    const parts = question
      .split(between)
      .map((part) => part.trim())
      .filter((part) => part !== "");
    if (parts.length > 1 && parts.length <= MOST_PARTS && parts.every(asks)) return parts;
  }
  return [question];
}

const asks = (part: string): boolean =>
  (BEGINS_ASKING.test(part) || ASKS_ZH.test(part)) && readingLength(part) >= SHORTEST;
