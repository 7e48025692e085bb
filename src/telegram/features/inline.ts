import { Composer, InlineKeyboard, InlineQueryResultBuilder } from "grammy";
import type { InlineQueryResult } from "grammy/types";
import { citationCode } from "../../answer/citation-code.ts";
import { beginningOfAnswer } from "../../answer/find-quotes.ts";
import { voice } from "../../answer/notes.ts";
import type { Citation } from "../../answer/reply.ts";
import type { Language } from "../../interview/interview.ts";
import { languageOf } from "../../retrieve/language.ts";
import { telegramLanguage, type BotContext } from "../bot-context.ts";
import type { BotDeps } from "../bot-deps.ts";
import { quoteLink, topicLabel } from "../keyboards.ts";
import { renderQuoteCard } from "../render/render-quote-card.ts";

const PAGE = 10;
const MOST_QUOTES = 50;
/** Quotes change only with the library. */
const CACHE_SECONDS = 300;
const PREVIEW = 160;

/**
 * `@bot topic` in any chat: quotes to send there. What is found depends on the words alone, so that Telegram
 * may show it to everybody who types them; only the topics of an empty query follow the person's language.
 */
export function inline({ app, me, state, allows }: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.on("inline_query", async (ctx) => {
    const query = ctx.inlineQuery.query.trim();
    const offset = Number(/^\d{1,3}$/u.exec(ctx.inlineQuery.offset)?.[0] ?? 0);
    const chosen = await state.preferences.language(ctx.reader.person);
    const personal = chosen ?? telegramLanguage(ctx.from.language_code);
    const isOpen = allows(ctx);
    const language = query === "" ? personal : languageOf(query);
    const all = !isOpen
      ? []
      : query === ""
        ? await topicResults(language)
        : await found(query, language);
    const page = all.slice(offset, offset + PAGE);
    const more = offset + PAGE < all.length ? String(offset + PAGE) : "";
    const start = {
      text: app.messages(
        language,
        query === "" || all.length > 0 ? "telegram-inline-ask" : "telegram-inline-none",
      ),
      start_parameter: "inline",
    };
    await ctx.answerInlineQuery(page, {
      cache_time: CACHE_SECONDS,
      // What one may see, another who types the same may not.
      is_personal: query === "" || !allows.everybody,
      next_offset: more,
      ...(offset === 0 ? { button: start } : {}),
    });
  });

  async function found(query: string, language: Language): Promise<InlineQueryResult[]> {
    const { quotes } = await app.findQuotes(query, { limit: MOST_QUOTES });
    return quotes.map((quote) => result(quote, voice(quote, language, app), language));
  }

  /** What is asked in the interviews, each with the quote that answers it best. */
  async function topicResults(language: Language): Promise<InlineQueryResult[]> {
    const topics = app.corpus.interviews.flatMap((stored) => app.topics.of(stored, language));
    const results: InlineQueryResult[] = [];
    for (const topic of topics.slice(0, MOST_QUOTES)) {
      const { quotes } = await app.findQuotes(topic.question, { limit: MOST_QUOTES });
      const quote =
        quotes.find(({ question }) => question === topic.question) ??
        beginningOfAnswer(topic.question, app.corpus);
      if (quote) results.push(result(quote, topicLabel(topic, language), language));
    }
    return results;
  }

  function result(quote: Citation, title: string, language: Language): InlineQueryResult {
    const code = citationCode(quote);
    const link = code === null ? null : quoteLink(me.username, code);
    const { text, entities } = renderQuoteCard(quote, language, app, link);
    const keyboard = new InlineKeyboard();
    if (link) keyboard.url(app.messages(language, "telegram-in-context"), link);
    return InlineQueryResultBuilder.article(resultId(quote), title, {
      description: preview(quote.quote),
      ...(link ? { reply_markup: keyboard } : {}),
    }).text(text, { entities: [...entities], link_preview_options: { is_disabled: true } });
  }

  return composer;
}

/** Where a quote begins tells it from others; at most 64 bytes. */
const resultId = ({ interview, start, end }: Citation): string => `${interview}:${start}:${end}`;

function preview(quote: string): string {
  const characters = Array.from(quote);
  return characters.length > PREVIEW ? `${characters.slice(0, PREVIEW - 1).join("")}…` : quote;
}
