import { Composer } from "grammy";
import type { Message } from "grammy/types";
import { citationOfCode } from "../../answer/citation-code.ts";
import { questionTo, wordsOf } from "../addressing.ts";
import { withinLimits } from "../allowance.ts";
import { askerOf } from "../answering.ts";
import type { BotContext } from "../bot-context.ts";
import type { BotDeps } from "../bot-deps.ts";
import { namedGroups } from "../named-groups.ts";
import { placeKey } from "../people.ts";
import { renderContext } from "../render/render-context.ts";

/** Any text in private, and in groups what speaks to the bot, is a question. */
export function questions(deps: BotDeps): Composer<BotContext> {
  const { app, talks, me, answer } = deps;
  const composer = new Composer<BotContext>();

  composer.on(["message:text", "message:caption"], async (ctx, next) => {
    const question = questionIn(ctx.msg, ctx);
    if (question === null) return next();
    const place = placeKey(ctx.place!);
    const above = ctx.msg.reply_to_message;
    // The same short words ask something else under another answer.
    const repeated = `${above?.message_id ?? ""} ${question}`;
    if (talks.repeats(place, ctx.reader.person, repeated)) return;
    if (!(await withinLimits(ctx, deps))) return;
    const standing = above ? talks.answerIn(place, above.message_id) : null;
    await answer(ctx, {
      question,
      before: standing ? standing.exchange : talks.last(place, ctx.reader.person),
      replyTo: ctx.msg.message_id,
      asked: ctx.msg.message_id,
    });
  });

  composer.on(["edited_message:text", "edited_message:caption"], async (ctx) => {
    const question = questionIn(ctx.msg, ctx);
    if (question === null) return;
    const place = placeKey(ctx.place!);
    const standing = talks.answerTo(place, ctx.msg.message_id);
    // Edits of what was asked long ago are no questions of now.
    if (!standing && ctx.msg.edit_date - ctx.msg.date > RECENT_SECONDS) return;
    if (standing?.question === question) return;
    if (!(await withinLimits(ctx, deps))) return;
    await answer(ctx, {
      question,
      before: standing?.before ?? null,
      replyTo: ctx.msg.message_id,
      asked: ctx.msg.message_id,
      instead: standing,
    });
  });

  composer.callbackQuery(/^ask:(?<start>[\w-]+)$/u, async (ctx) => {
    const { start } = namedGroups(ctx.match);
    const language = ctx.reader.language;
    const topic = app.topics.startingWith(start!, language);
    if (!topic || !ctx.place)
      return ctx.answerCallbackQuery(app.messages(language, "telegram-old-button"));
    if (!(await withinLimits(ctx, deps))) return;
    await ctx.answerCallbackQuery();
    const replyTo = ctx.msg?.message_id;
    const { question } = topic;
    const found = await app.ask(question, { language, asker: askerOf(ctx) });
    if (found.reply.status === "answered")
      return answer(ctx, { question, before: null, asked: null, replyTo, language, found });
    const citation = citationOfCode(start!, app.corpus);
    if (citation)
      await deps.deliver(ctx.place, renderContext(citation, language, app), { replyTo });
  });

  composer.callbackQuery("more", async (ctx) => {
    const { place, reader } = ctx;
    if (!place || !ctx.msg) return ctx.answerCallbackQuery();
    const key = placeKey(place);
    const known = talks.answerIn(key, ctx.msg.message_id);
    const before = known?.exchange ?? (await recalled(ctx.msg, ctx));
    if (!before)
      return ctx.answerCallbackQuery(app.messages(reader.language, "telegram-forgotten"));
    if (!(await withinLimits(ctx, deps))) return;
    const { language } = before;
    const question = app.messages(language, "telegram-more-question");
    const found = await app.ask(question, { before, language, asker: askerOf(ctx) });
    if (found.reply.status === "not_found")
      return ctx.answerCallbackQuery(app.messages(language, "no-more"));
    await ctx.answerCallbackQuery();
    const replyTo = ctx.msg.message_id;
    await answer(ctx, { question, before, replyTo, asked: null, language, found });
    // The same button then goes on where this ended.
    if (known) talks.remember(key, null, { ...known, exchange: found.exchange ?? before });
  });

  /** After a restart, the question still stands above its answer, unless a button had asked it. */
  async function recalled(
    { reply_to_message: above }: NonNullable<BotContext["msg"]>,
    ctx: BotContext,
  ) {
    if (!above || above.from?.id === me.id) return null;
    const { question } = wordsOf(above, me);
    if (question === "" || question.startsWith("/")) return null;
    return (await app.ask(question, { asker: askerOf(ctx) })).exchange;
  }

  function questionIn(message: Message, ctx: BotContext): string | null {
    if (!ctx.place || !(message.text ?? message.caption)) return null;
    if (startsWithCommand(message)) return null;
    if (ctx.place.isGroup) return questionTo(message, me);
    return message.via_bot?.id === me.id ? null : (message.text ?? message.caption ?? null);
  }

  return composer;
}

const RECENT_SECONDS = 3600;

const startsWithCommand = ({ entities = [] }: Message): boolean =>
  entities.some(({ type, offset }) => type === "bot_command" && offset === 0);
