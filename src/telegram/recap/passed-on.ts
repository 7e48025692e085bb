import type { MessageEntity } from "grammy/types";
import type { TelegramText } from "../render/telegram-text.ts";

/**
 * What somebody wrote, on one line: a line break would let a message write points of the recap in the name of
 * others. Telegram would also turn names and commands in it into mentions, which disturb people, and into commands
 * of the bot; so these lead to the message instead.
 *
 * @param address of the message; without one they are set as code, which Telegram leaves alone as well
 */
export function passedOn(words: string, address: string | null): TelegramText {
  const text = oneLine(words);
  const entities = [...text.matchAll(PINGS)].map(
    ({ index: offset, 0: { length } }): MessageEntity =>
      address === null
        ? { type: "code", offset, length }
        : { type: "text_link", offset, length, url: address },
  );
  return { text, entities };
}

/** Telegram marks names and commands where they touch no letter before them. */
const PINGS = /(?<![\p{L}\p{N}_])@\w{2,}|(?<![\p{L}\p{N}_/<>])\/[A-Za-z]\w*(?:@\w+)?/gu;

export const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\s\p{Cc}\u2028\u2029]+/gu, " ")
    .trim();

/** Marks that turn the direction of writing, and with it what follows a name, are no part of it. */
export const shownName = (name: string): string =>
  oneLine(name.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, ""));
