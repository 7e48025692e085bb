import { Composer, InlineKeyboard } from "grammy";
import type { QuoteHit } from "../../answer/find-quotes.ts";
import { parseQuotesQuery } from "../../answer/parse-quotes-query.ts";
import { speakersOf } from "../../answer/speakers.ts";
import type { Language } from "../../interview/interview.ts";
import { languageOf } from "../../retrieve/language.ts";
import { withinLimits } from "../allowance.ts";
import type { BotContext } from "../bot-context.ts";
import type { BotDeps } from "../bot-deps.ts";
import { namedGroups } from "../named-groups.ts";
import { contextButtons } from "../keyboards.ts";
import { clip } from "../render/cut-text.ts";
import { renderQuotesPage } from "../render/render-quotes.ts";
import { plain, type TelegramText } from "../render/telegram-text.ts";

/** A topic has seldom more that is worth a page. */
const MOST_QUOTES = 40;
const PAGE = { private: 5, group: 3 };

interface Page {
  readonly text: TelegramText;
  readonly keyboard: InlineKeyboard | undefined;
}

/** `/quotes topic` and `/quotes @speaker topic`: quotes page by page in one message. */
export function quotes(deps: BotDeps): Composer<BotContext> {
  const { app, deliver, answer, me } = deps;
  const composer = new Composer<BotContext>();

  composer.command("quotes", async (ctx) => {
    if (!ctx.place || !(await withinLimits(ctx, deps))) return;
    const { speaker, topic, unknown } = parseQuotesQuery(ctx.match, speakersOf(app.corpus));
    const { reader, place } = ctx;
    const replyTo = ctx.msg.message_id;
    const say = (id: string, values?: Record<string, string>) =>
      deliver(place, [plain(app.messages(reader.language, id, values))], { replyTo });
    if (unknown !== null) {
      const known = speakersOf(app.corpus).map(({ name }) => name);
      return say("telegram-unknown-speaker", {
        name: clip(unknown, LONGEST_UNKNOWN),
        speakers: known.join(", "),
      });
    }
    if (topic === "" && speaker === null) return say("telegram-usage-quotes");
    if (topic === "") {
      const question = app.messages(reader.language, "telegram-words-of", { speaker: speaker! });
      return answer(ctx, { question, before: null, asked: null, replyTo });
    }
    const { text, keyboard } = await page(topic, speaker, 0, ctx);
    await deliver(place, [text], { replyTo, keyboard });
  });

  // The topic is not kept anywhere: it stands in the command that the page replies to.
  composer.callbackQuery(/^quotes:(?<number>\d{1,2})$/u, async (ctx) => {
    const { number } = namedGroups(ctx.match);
    const command = ctx.msg?.reply_to_message?.text;
    const rest = command === undefined ? null : /^\/quotes\S*\s+(.+)$/su.exec(command)?.[1];
    if (!rest || !ctx.place || !ctx.msg)
      return ctx.answerCallbackQuery(app.messages(ctx.reader.language, "telegram-forgotten"));
    const { speaker, topic } = parseQuotesQuery(rest, speakersOf(app.corpus));
    const { text, keyboard } = await page(topic, speaker, Number(number), ctx);
    await ctx.answerCallbackQuery();
    await deliver(ctx.place, [text], { instead: [ctx.msg.message_id], keyboard });
  });

  async function page(
    topic: string,
    speaker: string | null,
    number: number,
    ctx: BotContext,
  ): Promise<Page> {
    const language = languageFor(topic, ctx);
    const size = ctx.place?.isGroup ? PAGE.group : PAGE.private;
    const found = await app.findQuotes(topic, {
      limit: MOST_QUOTES,
      ...(speaker === null ? {} : { speaker }),
    });
    const pages = Math.max(1, Math.ceil(found.quotes.length / size));
    const current = Math.min(number, pages - 1);
    const shown = found.quotes.slice(current * size, (current + 1) * size);
    const text = renderQuotesPage(
      { quotes: shown, page: current + 1, pages, query: topic, speaker },
      language,
      app,
    );
    return { text, keyboard: keyboardOf(shown, current, pages, language, ctx) };
  }

  function keyboardOf(
    shown: readonly QuoteHit[],
    current: number,
    pages: number,
    language: Language,
    { place }: BotContext,
  ): InlineKeyboard | undefined {
    if (shown.length === 0) return undefined;
    const keyboard = new InlineKeyboard();
    const isGroup = place?.isGroup ?? false;
    contextButtons(keyboard, shown, language, { app, isGroup, username: me.username });
    if (pages < 2) return keyboard;
    keyboard.row();
    if (current > 0) keyboard.text("‹", `quotes:${current - 1}`);
    keyboard.text(`${current + 1}/${pages}`, "nothing");
    if (current < pages - 1) keyboard.text("›", `quotes:${current + 1}`);
    return keyboard;
  }

  return composer;
}

/** Of what is repeated as nobody's name; in UTF-16 units. */
const LONGEST_UNKNOWN = 64;

const languageFor = (topic: string, { reader }: BotContext): Language =>
  reader.fixed ?? (/\p{L}/u.test(topic) ? languageOf(topic) : reader.language);
