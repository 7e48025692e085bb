import { Composer } from "grammy";
import type { Language } from "../../interview/interview.ts";
import { languageOf } from "../../retrieve/language.ts";
import { withinLimits } from "../allowance.ts";
import type { BotContext } from "../bot-context.ts";
import type { BotDeps } from "../bot-deps.ts";
import { renderSummary } from "../render/render-summary.ts";
import { plain } from "../render/telegram-text.ts";

/** A message that is replied to may be long; what it is about is said early. In UTF-16 units. */
const LONGEST_TOPIC = 500;

/** `/summary`, `/summary topic`, or as a reply: what the interview says about what that message discusses. */
export function summary(deps: BotDeps): Composer<BotContext> {
  const { app, deliver } = deps;
  const composer = new Composer<BotContext>();
  composer.command("summary", async (ctx) => {
    const { place, reader } = ctx;
    if (!place || !(await withinLimits(ctx, deps))) return;
    const above = ctx.msg.reply_to_message;
    const discussed = place.isGroup ? (above?.text ?? above?.caption) : undefined;
    const topic = (ctx.match.trim() || ctx.msg.quote?.text || discussed || "").slice(
      0,
      LONGEST_TOPIC,
    );
    const language =
      reader.fixed ?? (topic === "" ? reader.language : languageFor(topic, reader.language));
    const summaries = await app.summaries({ language, ...(topic === "" ? {} : { topic }) });
    const { isGroup } = place;
    const texts = summaries.flatMap((one) =>
      renderSummary(one, language, app, { fold: isGroup, single: isGroup }),
    );
    const shown = texts.length > 0 ? texts : [plain(app.messages(language, "library-empty"))];
    await deliver(place, isGroup ? shown.slice(0, 1) : shown, { replyTo: ctx.msg.message_id });
  });
  return composer;
}

const languageFor = (topic: string, fallback: Language): Language =>
  /\p{L}/u.test(topic) ? languageOf(topic) : fallback;
