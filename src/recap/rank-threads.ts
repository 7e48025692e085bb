import { decisionsOf } from "./decisions.ts";
import type { Thread } from "./find-threads.ts";
import { openQuestions } from "./open-questions.ts";

/** Less said than this, and by one person, is a remark and no discussion. */
const LEAST_SAID = 1.2;
const LEAST_PER_MESSAGE = 0.35;

/** The discussions that are worth telling, the weightiest first; what is left over is small talk. */
export async function rankThreads(
  threads: readonly Thread[],
  slices: () => Promise<void> | undefined,
): Promise<Thread[]> {
  const ranked: { thread: Thread; weight: number }[] = [];
  for (const thread of threads) {
    await slices();
    const weight = weightOf(thread);
    if (weight !== null) ranked.push({ thread, weight });
  }
  return ranked
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

/** `null` for what is no discussion. */
function weightOf(thread: Thread): number | null {
  const { messages, members } = thread;
  if (messages.length === 0) return null;
  const said = saidIn(thread);
  const authors = authorsOf(thread);
  const links = messages.filter(({ message }) => message.links.length > 0).length;
  const matters = decisionsOf(members).length + openQuestions(thread).length;
  const isTelling =
    said >= LEAST_SAID &&
    said / messages.length >= LEAST_PER_MESSAGE &&
    (messages.length >= 3 || authors >= 2);
  if (!isTelling && (matters + links === 0 || said < LEAST_SAID / 2)) return null;
  return said * (1 + 0.15 * Math.min(6, authors)) + 1.5 * matters + 0.5 * Math.min(2, links);
}
