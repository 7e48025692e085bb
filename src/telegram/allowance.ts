import type { BotContext } from "./bot-context.ts";
import type { BotDeps } from "./bot-deps.ts";
import { chatKey } from "./people.ts";
import { plain } from "./render/telegram-text.ts";

/** Counts a question against the limits; whoever is over them is told so, rarely. */
export async function withinLimits(
  ctx: BotContext,
  { app, limits, deliver }: Pick<BotDeps, "app" | "limits" | "deliver">,
): Promise<boolean> {
  const { place, reader } = ctx;
  const chat = place?.isGroup ? chatKey(place.chat) : reader.person;
  const verdict = await limits.take(reader.person, chat);
  if (verdict.allowed) return true;
  const text = app.messages(reader.language, "telegram-too-fast", { seconds: verdict.waitSeconds });
  if (ctx.callbackQuery) await ctx.answerCallbackQuery({ text });
  else if (verdict.notice && place)
    await deliver(place, [plain(text)], { replyTo: ctx.msg?.message_id });
  return false;
}
