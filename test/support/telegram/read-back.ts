import type { CallbackQuery, InlineQuery, Message } from "grammy/types";
import { chatIdOf, type ChatRef, type MessageRef } from "./bot-api.ts";
import { stateOf } from "./deliver.ts";
import type { WaitOptions } from "./signal.ts";
import type { CallbackAnswer, InlineAnswer, World } from "./world.ts";

/** What tests read: the chats as people see them, and the answers of the bot. */
export function createReadBack(world: World) {
  /** How many of the bot's messages of a chat `nextMessage` has given out. */
  const taken = new Map<number, number>();

  const current = (ref: MessageRef): Message | undefined =>
    world.chats.get(ref.chat.id)?.messages.get(ref.message_id);

  /** The bot's messages of a chat from the n-th it ever sent there, without deleted ones. */
  function takeNext(chat: ChatRef): Message | undefined {
    const { sent, messages } = stateOf(world, chat);
    for (let next = taken.get(chatIdOf(chat)) ?? 0; next < sent.length; next += 1) {
      taken.set(chatIdOf(chat), next + 1);
      const message = messages.get(sent[next]!);
      if (message) return message;
    }
    return undefined;
  }

  return {
    /** Everything in a chat as it is now, oldest first. */
    messages: (chat: ChatRef): Message[] => [...stateOf(world, chat).messages.values()],

    /** What the bot sent to a chat, as it is now, oldest first. */
    sent(chat: ChatRef): Message[] {
      const { sent, messages } = stateOf(world, chat);
      return sent.flatMap((id) => messages.get(id) ?? []);
    },

    /** A message as it is now; undefined when it was deleted. */
    current,

    /** Waits for the oldest message of the bot in a chat that was not given out before. */
    nextMessage: (chat: ChatRef, options: WaitOptions = {}): Promise<Message> =>
      world.signal.waitFor(() => takeNext(chat), {
        what: `a message of the bot in chat ${chatIdOf(chat)}`,
        ...options,
      }),

    /** Waits until a message differs from the version given. */
    nextEdit: (message: Message, options: WaitOptions = {}): Promise<Message> =>
      world.signal.waitFor(
        () => {
          const now = current(message);
          return now !== message && isLater(now, message) ? now : undefined;
        },
        { what: `an edit of message ${message.message_id}`, ...options },
      ),

    /** Waits for the answer to a pressed button. */
    callbackAnswer: (query: CallbackQuery, options: WaitOptions = {}): Promise<CallbackAnswer> =>
      world.signal.waitFor(() => world.callbacks.get(query.id)?.answer, {
        what: `an answer to the button ${query.data ?? ""}`,
        ...options,
      }),

    /** Waits for the answer to an inline query. */
    inlineAnswer: (query: InlineQuery, options: WaitOptions = {}): Promise<InlineAnswer> =>
      world.signal.waitFor(() => world.inlineQueries.get(query.id)?.answer, {
        what: `an answer to the inline query “${query.query}”`,
        ...options,
      }),

    /** Waits for the message that answers a guest message. */
    guestAnswer: (message: Message, options: WaitOptions = {}): Promise<Message> =>
      world.signal.waitFor(() => world.guestQueries.get(message.guest_query_id ?? "")?.answer, {
        what: "an answer to the guest message",
        ...options,
      }),

    /** All inline answers so far. */
    inlineAnswers: (): InlineAnswer[] =>
      [...world.inlineQueries.values()].flatMap(({ answer }) => answer ?? []),

    /** Buttons pressed that the bot has not answered. */
    unanswered: (): CallbackQuery[] =>
      [...world.callbacks.values()].flatMap(({ query, answer }) => (answer ? [] : query)),

    /** The emoji the bot put on a message. */
    reactions: (message: MessageRef): string[] =>
      world.reactions.get(`${message.chat.id}/${message.message_id}`) ?? [],
  };
}

// Messages read over HTTP or copied by a test are equal, not the same object.
function isLater(now: Message | undefined, before: Message): now is Message {
  return now !== undefined && JSON.stringify(now) !== JSON.stringify(before);
}
