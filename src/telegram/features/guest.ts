import { Composer, InlineQueryResultBuilder } from "grammy";
import type { Update } from "grammy/types";
import { questionTo } from "../addressing.ts";
import { withinLimits } from "../allowance.ts";
import type { BotContext } from "../bot-context.ts";
import type { BotDeps } from "../bot-deps.ts";
import { renderReply } from "../render/render-reply.ts";

/** A question in a chat that the bot has not joined gets one answer, in one message. */
export function guest(deps: BotDeps): Composer<BotContext> {
  const { app, me, talks } = deps;
  const composer = new Composer<BotContext>();
  composer.on("guest_message", async (ctx) => {
    const message: NonNullable<Update["guest_message"]> = ctx.guestMessage;
    const { guest_query_id: query } = message;
    const question = questionTo(message, me) ?? message.text ?? message.caption ?? "";
    if (!query || question === "") return;
    if (talks.repeats(`guest ${message.chat.id}`, ctx.reader.person, question)) return;
    if (!(await withinLimits(ctx, deps))) return;
    const { fixed } = ctx.reader;
    const asker = { user: ctx.reader.person, chat: `guest:${message.chat.id}` };
    const { reply } = await app.ask(question, { asker, ...(fixed ? { language: fixed } : {}) });
    const [text] = renderReply(reply, app, { fold: true, single: true });
    if (!text) return;
    const result = InlineQueryResultBuilder.article("answer", me.first_name).text(text.text, {
      entities: [...text.entities],
      link_preview_options: { is_disabled: true },
    });
    await ctx.answerGuestQuery(result);
  });
  return composer;
}
