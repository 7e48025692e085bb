import { Composer, InlineKeyboard } from "grammy";
import { metadataOf } from "../../answer/verify.ts";
import type { Language } from "../../interview/interview.ts";
import type { BotContext } from "../bot-context.ts";
import type { BotDeps } from "../bot-deps.ts";
import { namedGroups } from "../named-groups.ts";
import { topicButtons } from "../keyboards.ts";
import { renderSections, renderTopicsOf } from "../render/render-topics.ts";
import { plain, type TelegramText } from "../render/telegram-text.ts";

interface View {
  readonly text: TelegramText;
  readonly keyboard: InlineKeyboard | undefined;
}

/** `/topics`: interviews, their sections, and what was asked there; each question is a button. */
export function topics({ app, deliver }: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command("topics", async (ctx) => {
    if (!ctx.place) return;
    const { text, keyboard } = view(undefined, undefined, ctx.reader.language);
    await deliver(ctx.place, [text], { replyTo: ctx.msg.message_id, keyboard });
  });

  composer.callbackQuery(
    /^topics(?::(?<interview>\d{1,3})(?::(?<section>\d{1,3}))?)?$/u,
    async (ctx) => {
      const { interview, section } = namedGroups(ctx.match);
      if (!ctx.place || !ctx.msg) return ctx.answerCallbackQuery();
      const { text, keyboard } = view(number(interview), number(section), ctx.reader.language);
      await ctx.answerCallbackQuery();
      await deliver(ctx.place, [text], { instead: [ctx.msg.message_id], keyboard });
    },
  );

  function view(chosen: number | undefined, section: number | undefined, language: Language): View {
    const { interviews } = app.corpus;
    if (interviews.length === 0)
      return { text: plain(app.messages(language, "library-empty")), keyboard: undefined };
    const keyboard = new InlineKeyboard();
    const interview = interviews.length === 1 ? 0 : chosen;
    const stored = interview === undefined ? undefined : interviews[interview];
    if (!stored) {
      for (const [index, { interview: one }] of interviews.entries())
        keyboard.row().text(metadataOf(one.metadata, "title") ?? one.id, `topics:${index}`);
      return { text: plain(app.messages(language, "telegram-choose-interview")), keyboard };
    }
    const all = app.topics.of(stored, language);
    const sections = [...new Set(all.map((topic) => topic.section))];
    const wanted = section === undefined ? undefined : sections[section];
    if (wanted === undefined && sections.length > 1) {
      for (const [index, heading] of sections.entries()) {
        const title =
          heading === null
            ? app.messages(language, "telegram-no-section")
            : app.topics.sectionTitle(stored, heading, language);
        keyboard.row().text(title, `topics:${interview}:${index}`);
      }
      if (interviews.length > 1) keyboard.row().text(back(language), "topics");
      return { text: renderSections(stored, language, app), keyboard };
    }
    const within = sections.length > 1 ? all.filter((topic) => topic.section === wanted) : all;
    topicButtons(keyboard, within.slice(0, MOST_BUTTONS), language);
    if (sections.length > 1) keyboard.row().text(back(language), `topics:${interview}`);
    else if (interviews.length > 1) keyboard.row().text(back(language), "topics");
    return { text: renderTopicsOf(stored, wanted ?? null, within, language, app), keyboard };
  }

  const back = (language: Language) => app.messages(language, "telegram-back");

  return composer;
}

/** The Bot API takes a hundred; nobody reads that many. */
const MOST_BUTTONS = 40;

const number = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text);
