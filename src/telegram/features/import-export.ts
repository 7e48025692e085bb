import { Readable } from "node:stream";
import { Composer } from "grammy";
import { UserError } from "../../errors.ts";
import { readExport } from "../../recap/read-export.ts";
import { isMemberAdmin } from "../admins.ts";
import { withinLimits } from "../allowance.ts";
import type { BotContext } from "../bot-context.ts";
import type { BotDeps } from "../bot-deps.ts";
import { chatKey } from "../people.ts";
import { noticeVersion } from "../recap/consent-notice.ts";
import { plain } from "../render/telegram-text.ts";

/** What the Bot API lets a bot download. */
const MOST_BYTES = 20 * 2 ** 20;

/** In private, an admin's export of a group from Telegram Desktop: history from before the bot came. */
export function importExport(deps: BotDeps): Composer<BotContext> {
  const { app, api, state, deliver, notice, fileUrl, timeZone } = deps;
  const composer = new Composer<BotContext>();

  composer.on("message:document", async (ctx, next) => {
    const { place, reader } = ctx;
    const { document } = ctx.msg;
    const isJson =
      document.mime_type === "application/json" || /\.json$/iu.test(document.file_name ?? "");
    if (!place || place.isGroup || !isJson) return next();
    if (!(await withinLimits(ctx, deps))) return;
    const say = (id: string, values?: Record<string, string | number>) =>
      deliver(place, [plain(app.messages(reader.language, id, values))], {
        replyTo: ctx.msg.message_id,
      });
    if ((document.file_size ?? 0) > MOST_BYTES) return say("telegram-import-too-big");
    try {
      const exported = await download(document.file_id);
      const { chat, messages } = exported;
      const key = chatKey(chat.id);
      if (!(await isMemberAdmin(api, chat.id, ctx.from.id)))
        return await say("telegram-import-not-admin");
      const consent = await state.consents.of(key);
      if (!consent.on || consent.noticeVersion !== noticeVersion(notice))
        return await say("telegram-import-off");
      const stored = await state.chatLog.addAll(key, messages);
      return await say("telegram-imported", {
        stored,
        all: messages.length,
        days: consent.retentionDays,
      });
    } catch (error) {
      if (error instanceof UserError) return say("telegram-import-unreadable");
      throw error;
    }
  });

  async function download(id: string) {
    const { file_path: path = "" } = await api.getFile(id);
    const response = await fetch(fileUrl(path));
    if (!response.ok || !response.body) throw new Error("The file cannot be downloaded");
    return readExport(Readable.fromWeb(response.body as never), { chat: undefined, timeZone });
  }

  return composer;
}
