import { Composer, InlineKeyboard } from "grammy";
import type { LogRange } from "../../recap/chat-log.ts";
import { parseWhen } from "../../recap/parse-when.ts";
import { isAdmin } from "../admins.ts";
import { withinLimits } from "../allowance.ts";
import type { BotContext } from "../bot-context.ts";
import type { BotDeps } from "../bot-deps.ts";
import { chatKey } from "../people.ts";
import { noticeText, noticeVersion } from "../recap/consent-notice.ts";
import { recapChatOf } from "../recap/recap-chat.ts";
import { plain } from "../render/telegram-text.ts";

const DAY_MS = 86_400_000;

/** `/recap`: what the group discussed, in the topic where it is asked; off until an admin agrees. */
export function recap(deps: BotDeps): Composer<BotContext> {
  const { app, api, state, deliver, recaps, notice, me } = deps;
  const composer = new Composer<BotContext>();

  composer.command("recap", async (ctx) => {
    const { place, reader } = ctx;
    if (!place || !(await withinLimits(ctx, deps))) return;
    const replyTo = ctx.msg.message_id;
    const say = (id: string, values?: Record<string, string>) =>
      deliver(place, [plain(app.messages(reader.language, id, values))], { replyTo });
    if (!place.isGroup) return say("telegram-recap-in-groups", { name: me.username });
    const chat = chatKey(place.chat);
    const consent = await state.consents.of(chat);
    if (!consent.on || consent.noticeVersion !== noticeVersion(notice))
      return offer(ctx, consent.retentionDays);
    const wanted = await rangeOf(ctx);
    if (wanted === null) return say("telegram-usage-recap");
    const { range, isPrivate } = wanted;
    const thread = place.thread ?? null;
    const after = isPrivate ? reader.person : null;
    const made = await recaps.of(recapChatOf(ctx.chat), { ...range, thread }, { after });
    const language = reader.fixed ?? (made.covered > 0 ? made.language : reader.language);
    const texts = await recaps.render(made, language, { single: !isPrivate });
    if (!isPrivate || !ctx.from) return deliver(place, texts, { replyTo });
    const sent = await deliver({ chat: ctx.from.id, thread: undefined, isGroup: false }, texts);
    return sent.length > 0
      ? say("telegram-recap-sent")
      : say("telegram-recap-cannot-send", { name: me.username });
  });

  composer.callbackQuery("recap:accept", async (ctx) => {
    const { place, reader } = ctx;
    if (!place?.isGroup || !ctx.msg) return ctx.answerCallbackQuery();
    if (!(await isAdmin(ctx, api)))
      return ctx.answerCallbackQuery(app.messages(reader.language, "telegram-admins-only"));
    const by = `user:${ctx.from.id}`;
    await state.consents.turnOn({
      chat: chatKey(place.chat),
      by,
      noticeVersion: noticeVersion(notice),
    });
    await ctx.answerCallbackQuery();
    const hears = me.can_read_all_group_messages || (await isBotAdmin(place.chat));
    const id = hears ? "telegram-recap-on" : "telegram-recap-on-deaf";
    const text = plain(app.messages(reader.language, id, { name: ctx.from.first_name }));
    await deliver(place, [text], { instead: [ctx.msg.message_id] });
  });

  async function isBotAdmin(chat: number): Promise<boolean> {
    const { status } = await api.getChatMember(chat, me.id);
    return status === "administrator";
  }

  /** The notice, which everybody may read, and only admins accept. */
  async function offer({ place, reader, msg }: BotContext, retentionDays: number) {
    if (!place) return;
    const keyboard = new InlineKeyboard().text(
      app.messages(reader.language, "telegram-recap-accept"),
      "recap:accept",
    );
    const text = noticeText(retentionDays, reader.language, app.messages, notice);
    await deliver(place, [text], { replyTo: msg?.message_id, keyboard });
  }

  /** What of the log is asked for; `null` for words that are no stretch of time. */
  async function rangeOf(
    ctx: BotContext & { readonly match: string },
  ): Promise<{ readonly range: LogRange; readonly isPrivate: boolean } | null> {
    const { place, reader, msg } = ctx;
    const words = ctx.match.trim();
    const above = msg?.reply_to_message;
    const now = Date.now();
    // In a topic, a message that answers nothing is a reply to the one that opened it.
    const isReply = above !== undefined && above.message_id !== place!.thread;
    if (words === "")
      return {
        range: isReply ? { fromMessage: above.message_id } : { from: now - DAY_MS },
        isPrivate: false,
      };
    const when = parseWhen(words, now, await recaps.timeZoneOf(place!.chat));
    if (when === null) return null;
    if (when.kind === "last") return { range: { last: when.count }, isPrivate: false };
    if (when.kind === "period")
      return { range: { from: when.from, to: when.to }, isPrivate: false };
    const last = await state.chatLog.lastBy(chatKey(place!.chat), reader.person);
    return { range: last === null ? {} : { from: last }, isPrivate: true };
  }

  return composer;
}
