import { Composer } from "grammy";
import type { BotContext } from "../bot-context.ts";
import type { BotDeps } from "../bot-deps.ts";
import { chatKey } from "../people.ts";
import { chatMessageOf } from "../recap/chat-message-of.ts";
import { noticeVersion } from "../recap/consent-notice.ts";

/** Keeps what a group writes, where an admin has agreed to just that; everything else goes on as ever. */
export function record({ state, notice }: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on(["message", "edited_message"], async (ctx, next) => {
    if (ctx.place?.isGroup) {
      const message = chatMessageOf(ctx.msg);
      const chat = chatKey(ctx.place.chat);
      if (message && (await isAgreed(chat))) await state.chatLog.add(chat, message);
    }
    await next();
  });

  /** To what is promised now; a notice that says something else has to be accepted anew. */
  async function isAgreed(chat: string): Promise<boolean> {
    const consent = await state.consents.of(chat);
    return consent.on && consent.noticeVersion === noticeVersion(notice);
  }

  return composer;
}
