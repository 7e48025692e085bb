import type { Excerpt } from "./recap.ts";
import type { ReadMessage } from "./read-message.ts";
import { isSatisfied, leavesOpen } from "./questions.ts";
import type { Thread } from "./find-threads.ts";
import { saysTheSame } from "../answer/similarity.ts";

/** Who does not answer the question among so many messages, or within so many milliseconds, answers another. */
const MESSAGES_TO_ANSWER = 8;
const TIME_TO_ANSWER = 90 * 60_000;
const TIME_TO_NOD = 15 * 60_000;
/** What answers a question whether something is so; greetings and laughter answer none. */
const NOD =
  /^(?:好[的啊呀吧]?|行[的啊吧]?|可以[的啊]?|是[的啊]?|对[的啊]?|有[的啊]?|没有?|不(?:行|是|用|会|要|能|可以)?|要的?|会的?|能的?|我[来去]?|ok|okay|yes|yep|yeah|no|nope|sure|me|me too|agreed|will do|done|👍|👌)[\s\p{P}\p{Extended_Pictographic}]*$/iu;
/** Less than this asks for nothing that one could look up. */
const LEAST_SAID = 0.3;
const MOST_QUESTIONS = 3;
const MOST_COMPARED = 50;

/** What was asked and not answered; of a question that was repeated, the last time. */
export function openQuestions({ members }: Thread): Excerpt[] {
  const replies = new Map<number, ReadMessage[]>();
  for (const one of members) {
    const { replyTo } = one.message;
    if (replyTo !== null) replies.set(replyTo, [...(replies.get(replyTo) ?? []), one]);
  }
  const open = members.filter((one, place) => {
    if (!asksForSomething(one)) return false;
    const isAnswered = replies.get(one.message.id)?.some((other) => answers(other, one)) ?? false;
    return (
      !isAnswered &&
      !answeredInPassing(one, members.slice(place + 1, place + 1 + MESSAGES_TO_ANSWER))
    );
  });
  return open
    .slice(-MOST_COMPARED)
    .filter(
      ({ message }, i) =>
        !open.slice(i + 1).some((later) => saysTheSame(later.message.text, message.text)),
    )
    .slice(-MOST_QUESTIONS)
    .map(({ message, question }) => ({ message: message.id, ...question! }));
}

function asksForSomething({ kind, question, terms }: ReadMessage): boolean {
  const said = terms.reduce((sum, { weight }) => sum + weight, 0);
  return question !== null && kind === "content" && said >= LEAST_SAID;
}

function answers({ message, question, kind }: ReadMessage, asked: ReadMessage): boolean {
  if (message.author.key === asked.message.author.key || question !== null) return false;
  const saysSomething = kind === "content" || message.replyTo === asked.message.id;
  return saysSomething ? !leavesOpen(message.text) : NOD.test(message.text.trim());
}

function answeredInPassing(one: ReadMessage, after: readonly ReadMessage[]): boolean {
  const { author, id, sentAt } = one.message;
  let othersBefore = 0;
  for (const other of after) {
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
