import { Composer, InlineKeyboard } from "grammy";
import { metadataOf } from "../../answer/verify.ts";
import type { BotContext } from "../bot-context.ts";
import type { BotDeps } from "../bot-deps.ts";
import { topicButtons } from "../keyboards.ts";
import { privacyText } from "../privacy.ts";
import { plain } from "../render/telegram-text.ts";

const EXAMPLES = 3;

/** `/start`, `/help`, `/privacy`. */
export function introductions({ app, deliver, me, notice }: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command("start", async (ctx) => {
    const { place, reader } = ctx;
    if (!place) return;
    const { language } = reader;
    const replyTo = place.isGroup ? ctx.msg.message_id : undefined;
    if (place.isGroup) {
      const text = app.messages(language, "telegram-start-group", { name: me.username });
      return deliver(place, [plain(text)], { replyTo });
    }
    const [first] = app.corpus.interviews;
    if (!first) return deliver(place, [plain(app.messages(language, "library-empty"))]);
    const title = metadataOf(first.interview.metadata, "title") ?? first.interview.id;
    const others = app.corpus.interviews.length - 1;
    const keyboard = new InlineKeyboard();
    topicButtons(keyboard, examples(language), language);
    keyboard.row().switchInlineCurrent(app.messages(language, "telegram-try-inline"), "");
    const text = app.messages(language, "telegram-start", { title, others });
    await deliver(place, [plain(text)], { keyboard });
  });

  composer.command("help", async (ctx) => {
    if (!ctx.place) return;
    const id = ctx.place.isGroup ? "telegram-help-group" : "telegram-help";
    const text = app.messages(ctx.reader.language, id, { name: me.username });
    const replyTo = ctx.place.isGroup ? ctx.msg.message_id : undefined;
    await deliver(ctx.place, [plain(text)], { replyTo });
  });

  composer.command("privacy", async (ctx) => {
    if (!ctx.place) return;
    const replyTo = ctx.place.isGroup ? ctx.msg.message_id : undefined;
    await deliver(ctx.place, [privacyText(ctx.reader.language, app.messages, notice)], {
      replyTo,
    });
  });

  /** The first question of each of the first sections. */
  function examples(language: BotContext["reader"]["language"]) {
    const [first] = app.corpus.interviews;
    const all = first ? app.topics.of(first, language) : [];
    const asked = all.filter(({ section }) => section !== null);
    const sections = [...new Set(asked.map(({ section }) => section))].slice(0, EXAMPLES);
    const found = sections.map((section) => asked.find((topic) => topic.section === section)!);
    return found.length > 0 ? found : all.slice(0, EXAMPLES);
  }

  return composer;
}
