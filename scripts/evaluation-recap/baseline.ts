import type { ChatMessage } from "../../src/recap/chat-message.ts";
import { wholeCharacters } from "../../src/recap/excerpt.ts";
import type { RecapThread } from "../../src/recap/recap.ts";
import { verifyRecap } from "../../src/recap/verify-recap.ts";

const LAST = 200;
const LONGEST = 160;

/** What is often shipped as a recap: of the last messages those with most replies, then the longest; as many as ours. */
export function baselineRecap(
  messages: readonly ChatMessage[],
  points: number,
): readonly RecapThread[] {
  const last = messages.slice(-LAST);
  const replies = (id: number) => last.filter(({ replyTo }) => replyTo === id).length;
  const chosen = last
    .filter(({ text }) => text.trim() !== "")
    .map((message) => ({ message, replies: replies(message.id) }))
    .sort((a, b) => b.replies - a.replies || b.message.text.length - a.message.text.length)
    .slice(0, points)
    .map(({ message }) => message)
    .sort((a, b) => a.sentAt - b.sentAt);
  const threads = chosen.map((message) => {
    const span = wholeCharacters(message.text, {
      start: 0,
      end: Math.min(LONGEST, message.text.length),
    });
    const excerpt = { message: message.id, ...span };
    return {
      title: [],
      messages: [message.id],
      points: [{ kind: "excerpt" as const, excerpt, decision: false }],
      questions: [],
    };
  });
  return verifyRecap({ mode: "extractive", threads }, { messages }).threads;
}
