import type { Excerpt } from "./recap.ts";
import type { ReadMessage } from "./read-message.ts";
import { isSatisfied, leavesOpen } from "./questions.ts";
import type { Thread } from "./find-threads.ts";
import { saysTheSame } from "../answer/similarity.ts";

/** Who does not answer the question among so many messages, or within so many milliseconds, answers another. */
const MESSAGES_TO_ANSWER = 8;
const TIME_TO_ANSWER = 90 * 60_000;
const TIME_TO_NOD = 15 * 60_000;
/** Less than this asks for nothing that one could look up. */
const LEAST_SAID = 0.3;
const MOST_QUESTIONS = 3;

/** What was asked and not answered; of a question that was repeated, the last time. */
export function openQuestions({ members }: Thread): Excerpt[] {
  const open = members.filter((one, place) => isOpen(one, members.slice(place + 1)));
  return open
    .filter(
      ({ message }, i) =>
        !open.slice(i + 1).some((later) => saysTheSame(later.message.text, message.text)),
    )
    .slice(-MOST_QUESTIONS)
    .map(({ message, question }) => ({ message: message.id, ...question! }));
}

function isOpen(one: ReadMessage, after: readonly ReadMessage[]): boolean {
  const { kind, question, terms, message } = one;
  if (question === null || kind !== "content") return false;
  const said = terms.reduce((sum, { weight }) => sum + weight, 0);
  if (said < LEAST_SAID) return false;
  return (
    !after.some((other) => other.message.replyTo === message.id && answers(other, one)) &&
    !answeredInPassing(one, after)
  );
}

function answers({ message, question }: ReadMessage, { message: asked }: ReadMessage): boolean {
  return message.author.key !== asked.author.key && question === null && !leavesOpen(message.text);
}

function answeredInPassing(one: ReadMessage, after: readonly ReadMessage[]): boolean {
  const { author, id, sentAt } = one.message;
  let othersBefore = 0;
  for (const other of after.slice(0, MESSAGES_TO_ANSWER)) {
    const { message } = other;
    const gap = message.sentAt - sentAt;
    if (gap > TIME_TO_ANSWER) return false;
    if (message.author.key === author.key) {
      if (isSatisfied(message.text)) return true;
      continue;
    }
    if (message.replyTo !== null && message.replyTo !== id) continue;
    if (!answers(other, one)) {
      if (other.question !== null) othersBefore += 1;
      continue;
    }
    const isNext = othersBefore === 0 && gap <= TIME_TO_NOD;
    if (isNext || (other.kind === "content" && sharesWords(one, other))) return true;
    othersBefore += 1;
  }
  return false;
}

function sharesWords(a: ReadMessage, b: ReadMessage): boolean {
  const keys = new Set(
    a.terms.flatMap((term) => (term.weight > 0.15 ? term.keys.map(({ key }) => key) : [])),
  );
  return b.terms.some((term) =>
    term.keys.some(({ key, strength }) => strength > 0.4 && keys.has(key)),
  );
}
