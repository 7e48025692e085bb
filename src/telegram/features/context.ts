import { Composer } from "grammy";
import { citationOfCode } from "../../answer/citation-code.ts";
import type { BotContext } from "../bot-context.ts";
import type { BotDeps } from "../bot-deps.ts";
import { namedGroups } from "../named-groups.ts";
import { renderContext } from "../render/render-context.ts";
import { plain } from "../render/telegram-text.ts";

/** The exchange around one quote: by its button, or by a link from anywhere. */
export function context({ app, deliver }: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.callbackQuery(/^context:(?<code>[\w-]+)$/u, async (ctx) => {
    const { language } = ctx.reader;
    const citation = citationOfCode(namedGroups(ctx.match)["code"]!, app.corpus);
    if (!citation || !ctx.place)
      return ctx.answerCallbackQuery(app.messages(language, "telegram-quote-gone"));
    const replyTo = ctx.msg?.message_id;
    await deliver(ctx.place, renderContext(citation, language, app), { replyTo });
    await ctx.answerCallbackQuery();
  });

  composer.command("start", async (ctx, next) => {
    const code = /^q_([\w-]+)$/u.exec(ctx.match)?.[1];
    if (code === undefined || !ctx.place) return next();
    const { language } = ctx.reader;
    const citation = citationOfCode(code, app.corpus);
    const texts = citation
      ? renderContext(citation, language, app)
      : [plain(app.messages(language, "telegram-quote-gone"))];
    await deliver(ctx.place, texts);
  });

  return composer;
}
