import { Composer } from "grammy";
import type { BotContext } from "../bot-context.ts";
import type { BotDeps } from "../bot-deps.ts";

/** Ends an answer that is still growing; what is shown of it stays. */
export function stop({ app, running }: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.callbackQuery("stop", (ctx) => {
    const { place, reader, msg } = ctx;
    if (!place || !msg) return ctx.answerCallbackQuery();
    const outcome = running.stop(place.chat, msg.message_id, reader.person);
    return ctx.answerCallbackQuery(app.messages(reader.language, `telegram-stop-${outcome}`));
  });
  return composer;
}
