import { Composer } from "grammy";
import type { Consent } from "../../recap/consent.ts";
import type { ChatMessage } from "../../recap/chat-message.ts";
import type { BotContext } from "../bot-context.ts";
import type { BotDeps } from "../bot-deps.ts";
import { chatKey } from "../people.ts";
import { chatMessageOf, originOf } from "../recap/chat-message-of.ts";
import { agreementOf, noticeVersion } from "../recap/consent-notice.ts";
import { offerOf } from "../recap/offer-recaps.ts";

/** The Bot API's times are whole seconds. */
const SECOND_MS = 1_000;

/** Keeps what a group writes, where an admin has agreed to just that; everything else goes on as ever. */
export function record(deps: BotDeps): Composer<BotContext> {
  const { state, notice, deliver, logger } = deps;
  const { chatLog } = state;
  const composer = new Composer<BotContext>();

  composer.on(["message", "edited_message"], async (ctx, next) => {
    // Whoever asks something is answered also when nothing can be stored.
    if (ctx.place?.isGroup)
      await keep(ctx).catch((error: unknown) => {
        logger.error({ chat: ctx.chat.id, err: error }, "a message of a group was not stored");
      });
    await next();
  });

  async function keep(ctx: BotContext): Promise<void> {
    const chat = chatKey(ctx.place!.chat);
    const consent = await state.consents.of(chat);
    const agreement = agreementOf(consent, notice);
    if (agreement === "off") return;
    const message = chatMessageOf(ctx.msg!);
    if (!message) {
      // What has become a command by an edit is not what it was.
      if (ctx.editedMessage) await chatLog.removeMessages(chat, [ctx.editedMessage.message_id]);
      return;
    }
    if (agreement === "outdated") {
      if (ctx.editedMessage) await chatLog.removeMessages(chat, [message.id]);
      return sayThatItStopped(ctx, chat, consent);
    }
    const origin = originOf(ctx.msg!);
    if (origin !== null && (await chatLog.hasOptedOut(chat, origin))) return;
    if (ctx.editedMessage && !(await isOfNow(chat, message, consent))) return;
    await chatLog.add(chat, message);
  }

  /** What was written before anybody agreed stays out, also when it is edited later. */
  async function isOfNow(chat: string, message: ChatMessage, { at }: Consent): Promise<boolean> {
    const { id, sentAt } = message;
    if (sentAt + SECOND_MS > (at ?? 0)) return true;
    const kept = await chatLog.range(chat, { from: sentAt, to: sentAt + SECOND_MS });
    return kept.some((one) => one.id === id);
  }

  /** Once: the group would otherwise believe that it is listened to as before. */
  async function sayThatItStopped(ctx: BotContext, chat: string, consent: Consent): Promise<void> {
    if (!(await state.notices.once(`recap-notice-${noticeVersion(notice)}:${chat}`))) return;
    const { text, keyboard } = offerOf(ctx, consent, deps);
    await deliver(ctx.place!, [text], { keyboard });
  }

  return composer;
}
