import type { Message, UserFromGetMe } from "grammy/types";

/** What a message in a group asks the bot; `null` when it does not speak to the bot. */
export function questionTo(message: Message, me: UserFromGetMe): string | null {
  if (isFromMachine(message)) return null;
  const { question, isMentioned } = wordsOf(message, me);
  const repliesToMe = message.reply_to_message?.from?.id === me.id;
  if (!isMentioned && !repliesToMe) return null;
  if (question !== "" || repliesToMe) return question;
  // Its name alone, under somebody's words, asks what the interview says of them.
  const { reply_to_message: above } = message;
  return message.quote?.text ?? above?.text ?? above?.caption ?? "";
}

/** What a message says apart from the name of the bot. */
export function wordsOf(
  { text = "", entities = [], ...message }: Message,
  me: UserFromGetMe,
): { question: string; isMentioned: boolean } {
  const words = message.caption ?? text;
  const named = [...words.matchAll(namePattern(me.username))].map(({ index, 0: found }) => ({
    offset: index,
    length: found.length,
  }));
  const linked = (message.caption_entities ?? entities).filter(
    (entity) => entity.type === "text_mention" && entity.user.id === me.id,
  );
  const mentions = [...named, ...linked];
  return { question: without(words, mentions), isMentioned: mentions.length > 0 };
}

/**
 * Telegram marks no mention that touches a letter, as in `@bot为什么`, where Chinese leaves no space. Letters that
 * could belong to another name, or to an address, are none of this bot's.
 */
const namePattern = (username: string): RegExp =>
  new RegExp(`(?<![A-Za-z0-9_.@])@${username}(?![A-Za-z0-9_])`, "giu");

/** Other bots, posts that a channel forwards by itself, and what was sent through a bot. */
const isFromMachine = ({ from, sender_chat, is_automatic_forward, via_bot }: Message): boolean =>
  is_automatic_forward === true ||
  via_bot !== undefined ||
  // Chats that post as themselves come with a stand-in that is a bot.
  (from?.is_bot === true && sender_chat === undefined);

function without(
  text: string,
  spans: readonly { readonly offset: number; readonly length: number }[],
): string {
  let rest = text;
  for (const { offset, length } of [...spans].sort((a, b) => b.offset - a.offset))
    rest = `${rest.slice(0, offset)} ${rest.slice(offset + length)}`;
  return rest.replace(/[^\S\n]+/gu, " ").trim();
}
