import type { ChatMessage } from "./chat-message.ts";

/**
 * Finds the forum topic of each message. An export has only the service message that began a topic; what is
 * written in the topic replies to that message, or to one that does, or names the topic itself.
 *
 * @param messages in the order in which they were sent
 * @param topics ids of the messages that began one
 */
export function withTopics(
  messages: readonly ChatMessage[],
  topics: ReadonlySet<number>,
): ChatMessage[] {
  const topicOf = new Map<number, number | null>();
  return messages.map((message) => {
    const { id, replyTo } = message;
    const startsTopic = replyTo !== null && topics.has(replyTo);
    const thread =
      message.thread ??
      (startsTopic ? replyTo : replyTo === null ? null : (topicOf.get(replyTo) ?? null));
    topicOf.set(id, thread);
    const answers = startsTopic || replyTo === thread ? null : replyTo;
    return { ...message, thread, replyTo: answers };
  });
}
