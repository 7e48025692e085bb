import { decisionsOf } from "./decisions.ts";
import type { Thread } from "./find-threads.ts";
import { openQuestions } from "./open-questions.ts";

/** Less said than this, and by one person, is a remark and no discussion. */
const LEAST_SAID = 1.2;
const LEAST_PER_MESSAGE = 0.35;

/** The discussions that are worth telling, the weightiest first; what is left over is small talk. */
export function rankThreads(threads: readonly Thread[]): Thread[] {
  return threads
    .filter(isDiscussion)
    .map((thread) => ({ thread, weight: weightOf(thread) }))
    .sort((a, b) => b.weight - a.weight || idOf(a.thread) - idOf(b.thread))
    .map(({ thread }) => thread);
}

const idOf = ({ messages }: Thread): number => messages[0]!.message.id;

function saidIn({ messages }: Thread): number {
  let said = 0;
  for (const { terms } of messages)
    said += Math.min(
      3,
      terms.reduce((sum, { weight }) => sum + weight, 0),
    );
  return said;
}

const authorsOf = ({ messages }: Thread): number =>
  new Set(messages.map(({ message }) => message.author.key)).size;

function isDiscussion(thread: Thread): boolean {
  const { messages, members } = thread;
  if (messages.length === 0) return false;
  const said = saidIn(thread);
  const matters =
    messages.some(({ message }) => message.links.length > 0) ||
    decisionsOf(members).length > 0 ||
    openQuestions(thread).length > 0;
  if (matters && said >= LEAST_SAID / 2) return true;
  if (said / messages.length < LEAST_PER_MESSAGE) return false;
  return (messages.length >= 3 || authorsOf(thread) >= 2) && said >= LEAST_SAID;
}

function weightOf(thread: Thread): number {
  const { members } = thread;
  const matters = decisionsOf(members).length + openQuestions(thread).length;
  const links = thread.messages.filter(({ message }) => message.links.length > 0).length;
  return (
    saidIn(thread) * (1 + 0.15 * Math.min(6, authorsOf(thread))) +
    1.5 * matters +
    0.5 * Math.min(2, links)
  );
}
