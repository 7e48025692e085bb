import { type Api, GrammyError } from "grammy";
import type { InlineKeyboardMarkup, Message } from "grammy/types";
import type { Logger } from "./logger.ts";
import type { Place } from "./people.ts";
import { plainText } from "./render/plain-text.ts";
import type { TelegramText } from "./render/telegram-text.ts";

export interface Delivery {
  /** The message that is answered. */
  readonly replyTo?: number | undefined;
  /** Under the last message. */
  readonly keyboard?: InlineKeyboardMarkup | undefined;
  /** Messages of the bot that show something older: they are changed, added to, and the rest is removed. */
  readonly instead?: readonly number[];
}

export interface Deliver {
  /**
   * Shows these texts in a chat, in order.
   *
   * @returns the ids of the messages; none when the bot may not speak there (any more)
   * @throws GrammyError, HttpError when Telegram refuses for another reason
   */
  (place: Place, texts: readonly TelegramText[], delivery?: Delivery): Promise<number[]>;
}

export function createDeliver(api: Api, logger: Logger): Deliver {
  async function send(place: Place, text: TelegramText, delivery: Delivery): Promise<number> {
    try {
      return await sendTo(place, text, delivery);
    } catch (error) {
      const newId = error instanceof GrammyError ? error.parameters.migrate_to_chat_id : undefined;
      if (newId === undefined) throw error;
      // A supergroup numbers its messages anew.
      return sendTo({ ...place, chat: newId }, text, { ...delivery, replyTo: undefined });
    }
  }

  async function sendTo(place: Place, text: TelegramText, delivery: Delivery): Promise<number> {
    const { replyTo, keyboard } = delivery;
    const sent = await withoutEntitiesIfRefused(text, ({ text: words, entities }) =>
      api.sendMessage(place.chat, words, {
        entities: [...entities],
        link_preview_options: { is_disabled: true },
        ...(place.thread === undefined ? {} : { message_thread_id: place.thread }),
        ...(replyTo === undefined
          ? {}
          : { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } }),
        ...(keyboard ? { reply_markup: keyboard } : {}),
      }),
    );
    return sent.message_id;
  }

  async function change(
    place: Place,
    id: number,
    text: TelegramText,
    { keyboard }: Delivery,
  ): Promise<number | null> {
    try {
      await withoutEntitiesIfRefused<Message | true>(text, ({ text: words, entities }) =>
        api.editMessageText(place.chat, id, words, {
          entities: [...entities],
          link_preview_options: { is_disabled: true },
          ...(keyboard ? { reply_markup: keyboard } : {}),
        }),
      );
      return id;
    } catch (error) {
      if (isUnmodified(error)) return id;
      if (isGoneMessage(error)) return null;
      throw error;
    }
  }

  async function remove(place: Place, id: number): Promise<void> {
    try {
      await api.deleteMessage(place.chat, id);
    } catch (error) {
      // Older than two days, or deleted by somebody else: it stays, or is gone.
      if (!(error instanceof GrammyError && error.error_code === 400)) throw error;
    }
  }

  return async (place, texts, delivery = {}) => {
    const { instead = [], keyboard, replyTo } = delivery;
    const shown: number[] = [];
    try {
      for (const [index, text] of texts.entries()) {
        const options = {
          // The answer hangs on the question once.
          replyTo: index === 0 ? replyTo : undefined,
          keyboard: index === texts.length - 1 ? keyboard : undefined,
        };
        const old = instead[index];
        const changed = old === undefined ? null : await change(place, old, text, options);
        shown.push(changed ?? (await send(place, text, options)));
      }
      for (const id of instead.slice(texts.length)) await remove(place, id);
    } catch (error) {
      if (!isUnwelcome(error)) throw error;
      logger.info({ chat: place.chat, err: error }, "may not speak in this chat");
    }
    return shown;
  };
}

/** Words matter more than how they look. */
async function withoutEntitiesIfRefused<Result>(
  text: TelegramText,
  call: (text: TelegramText) => Promise<Result>,
): Promise<Result> {
  try {
    return await call(text);
  } catch (error) {
    if (text.entities.length === 0 || !isEntityProblem(error)) throw error;
    return call({ text: plainText(text), entities: [] });
  }
}

const refusedWith = (error: unknown, pattern: RegExp): boolean =>
  error instanceof GrammyError && error.error_code === 400 && pattern.test(error.description);

const isEntityProblem = (error: unknown) => refusedWith(error, /entit|ENTIT|can't parse/u);
const isUnmodified = (error: unknown) => refusedWith(error, /message is not modified/u);
const isGoneMessage = (error: unknown) =>
  refusedWith(error, /message to edit not found|message can't be edited|MESSAGE_ID_INVALID/u);

/** Blocked, removed, muted, or in a topic that is closed or deleted: nothing that the bot could mend. */
export const isUnwelcome = (error: unknown): boolean =>
  (error instanceof GrammyError && error.error_code === 403) ||
  refusedWith(
    error,
    /chat not found|not enough rights|have no rights|CHAT_WRITE_FORBIDDEN|CHAT_RESTRICTED|CHAT_SEND_\w+_FORBIDDEN|TOPIC_CLOSED|TOPIC_DELETED|message thread not found|user is deactivated/u,
  );
