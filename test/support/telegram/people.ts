import type { Chat, InlineQuery, Message, ReactionType, User } from "grammy/types";
import { type ChatRef, type MessageRef, without } from "./bot-api.ts";
import { announce, deliver, messageOf, type SendOptions, stateOf } from "./deliver.ts";
import { detectEntities } from "./detect-entities.ts";
import { contentOf } from "./methods/answer.ts";
import { documentOf, storeFile } from "./methods/send.ts";
import { pressButton } from "./press-button.ts";
import type { InlineAnswer, World } from "./world.ts";

export interface PeopleRules {
  /** Whether a bare mention in a group reaches a bot in privacy mode. */
  mentionsArrive: boolean;
  /** Whether the bot is told which inline results are chosen (BotFather: /setinlinefeedback). */
  inlineFeedback: boolean;
}

/** A person with a Telegram account. Where a chat is asked for, the person is their private chat. */
export type Person = ReturnType<typeof createPerson>;

const QUERY_LIMIT = 256;

const written = (text: string): Partial<Message> => {
  const entities = detectEntities(text);
  return { text, ...(entities.length > 0 && { entities }) };
};

export function createPerson(world: World, user: User, rules: PeopleRules) {
  const send = (chat: ChatRef, content: Partial<Message>, options: SendOptions = {}) =>
    deliver(world, chat, user, content, { ...options, mentionsArrive: rules.mentionsArrive });

  function setBlocked(blocked: boolean): void {
    const state = stateOf(world, user);
    state.contact = blocked ? "blocked" : "open";
    const { id, is_bot, first_name, username } = world.bot;
    const bot = { id, is_bot, first_name, username };
    const member = { status: "member" as const, user: bot };
    const kicked = { status: "kicked" as const, user: bot, until_date: 0 };
    world.updates.add("my_chat_member", {
      chat: state.chat,
      from: user,
      date: world.now(),
      old_chat_member: blocked ? member : kicked,
      new_chat_member: blocked ? kicked : member,
    });
  }

  return {
    id: user.id,
    user,

    /** Sends a text; commands, mentions, links and hashtags in it get their entities. */
    sends: (chat: ChatRef, text: string, options?: SendOptions): Message =>
      send(chat, written(text.trim()), options),

    /** Opens the bot and presses Start, with the payload of a deep link if there is one. */
    starts: (payload?: string): Message =>
      send(user, written(payload === undefined ? "/start" : `/start ${payload}`)),

    sendsVoice: (chat: ChatRef, options?: SendOptions): Message => {
      const id = storeFile(world, "voice.ogg", Buffer.from("OggS"));
      const voice = { file_id: id, file_unique_id: `unique-${id}`, duration: 3 };
      return send(chat, { voice: { ...voice, mime_type: "audio/ogg" } }, options);
    },

    sendsPhoto: (chat: ChatRef, caption?: string, options?: SendOptions): Message => {
      const id = storeFile(world, "photo.jpg", Buffer.from([0xff, 0xd8]));
      const photo = [{ file_id: id, file_unique_id: `unique-${id}`, width: 90, height: 90 }];
      if (caption === undefined) return send(chat, { photo }, options);
      const { entities } = written(caption);
      return send(
        chat,
        { photo, caption, ...(entities && { caption_entities: entities }) },
        options,
      );
    },

    sendsSticker: (chat: ChatRef, options?: SendOptions): Message => {
      const id = storeFile(world, "sticker.webp", Buffer.from("RIFF"));
      const size = { width: 512, height: 512, is_animated: false, is_video: false };
      const sticker = { file_id: id, file_unique_id: `unique-${id}`, type: "regular" as const };
      return send(chat, { sticker: { ...sticker, ...size, emoji: "👍" } }, options);
    },

    sendsDocument: (
      chat: ChatRef,
      { name, content, caption }: { name: string; content: Buffer | string; caption?: string },
      options?: SendOptions,
    ): Message => {
      const id = storeFile(world, name, Buffer.from(content));
      const document = documentOf(world, id);
      return send(chat, { document, ...(caption !== undefined && { caption }) }, options);
    },

    /** Any other message, from its fields. */
    sendsContent: send,

    edits(message: MessageRef, text: string): Message {
      const before = without(messageOf(world, message), "entities");
      const edited = { ...before, ...written(text.trim()), edit_date: world.now() };
      const state = stateOf(world, message.chat);
      state.messages.set(edited.message_id, edited);
      announce(world, state, "edited_message", edited, rules.mentionsArrive);
      return edited;
    },

    /** Takes a message away, which no bot is told of. */
    deletes(message: MessageRef): void {
      stateOf(world, message.chat).messages.delete(message.message_id);
      world.signal.notify();
    },

    /** Presses the button with this label or data; throws if the message has no such button. With
     * `stale`, a button that it had when it was read, as a phone may show an older version. */
    presses: (
      message: MessageRef & Pick<Message, "reply_markup">,
      button: string | RegExp,
      { stale = false } = {},
    ) => pressButton(world, user, message, button, stale),

    /** Sets a reaction, or takes it away; only bots that are administrators are told. */
    reacts(message: MessageRef, emoji?: "👍" | "👎" | "❤"): void {
      const { chat, members } = stateOf(world, message.chat);
      if (members.get(world.bot.id)?.status !== "administrator") return;
      const now: ReactionType[] = emoji ? [{ type: "emoji", emoji }] : [];
      world.updates.add("message_reaction", {
        chat,
        message_id: message.message_id,
        user,
        date: world.now(),
        old_reaction: [],
        new_reaction: now,
      });
    },

    /** Types `@bot query` in some chat. */
    asksInline(
      query: string,
      { offset = "", chatType = "sender" }: InlineOptions = {},
    ): InlineQuery {
      if (!world.bot.supports_inline_queries) throw new Error("The bot has no inline mode");
      if (query.length > QUERY_LIMIT) throw new Error("Apps cut queries at 256 characters");
      const asked = {
        id: String(world.serial()),
        from: user,
        query,
        offset,
        chat_type: chatType,
      };
      world.inlineQueries.set(asked.id, { query: asked, answer: undefined });
      world.updates.add("inline_query", asked);
      return asked;
    },

    /** Taps a result of an inline answer, by place or id, which sends it to the chat. */
    picks(chat: ChatRef, answer: InlineAnswer, result: number | string = 0): Message {
      const chosen =
        typeof result === "number"
          ? answer.results[result]
          : answer.results.find(({ id }) => id === result);
      if (!chosen) throw new Error(`The answer has no result ${result}`);
      const message = send(chat, contentOf(chosen), { via: true });
      const inlineId = chosen.reply_markup && `inline-${world.serial()}`;
      if (inlineId)
        world.inlineMessages.set(inlineId, {
          chatId: message.chat.id,
          messageId: message.message_id,
        });
      if (rules.inlineFeedback)
        world.updates.add("chosen_inline_result", {
          result_id: chosen.id,
          from: user,
          query: answer.query.query,
          ...(inlineId && { inline_message_id: inlineId }),
        });
      return message;
    },

    /** Mentions the bot in a chat it has not joined (guest mode). */
    summons(chat: ChatRef, text: string, options: SendOptions = {}): Message {
      if (!world.bot.supports_guest_queries) throw new Error("The bot has no guest mode");
      const id = `guest-${world.serial()}`;
      const message = send(chat, { ...written(text), guest_query_id: id }, options);
      world.guestQueries.set(id, { message, answer: undefined });
      world.updates.add("guest_message", message);
      return message;
    },

    blocks: () => {
      setBlocked(true);
    },
    unblocks: () => {
      setBlocked(false);
    },
    /** Deletes the account; the bot is told only when it writes. */
    vanishes: () => {
      stateOf(world, user).contact = "deactivated";
    },
  };
}

interface InlineOptions {
  offset?: string;
  chatType?: "sender" | Chat["type"];
}
