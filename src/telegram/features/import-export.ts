import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { Composer } from "grammy";
import { UserError } from "../../errors.ts";
import type { ChatMessage } from "../../recap/chat-message.ts";
import { type ChatExport, readExport } from "../../recap/read-export.ts";
import { isMemberAdmin } from "../admins.ts";
import { withinLimits } from "../allowance.ts";
import type { BotContext } from "../bot-context.ts";
import type { BotDeps } from "../bot-deps.ts";
import { chatKey } from "../people.ts";
import { agreementOf } from "../recap/consent-notice.ts";
import { plain } from "../render/telegram-text.ts";

/** What the Bot API lets a bot download. */
const MOST_BYTES = 20 * 2 ** 20;
const DOWNLOAD_MS = 120_000;

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
    const exported = await read(document.file_id);
    if (!exported) return say("telegram-import-unreadable");
    const { chat, messages } = exported;
    const key = chatKey(chat.id);
    // Whoever has a file of a group need not be its admin; what the file says decides nothing but which group.
    if (!(await isMemberAdmin(api, chat.id, ctx.from.id))) return say("telegram-import-not-admin");
    const consent = await state.consents.of(key);
    if (agreementOf(consent, notice) !== "agreed") return say("telegram-import-off");
    const known = new Set((await state.chatLog.range(key, {})).map(({ id }) => id));
    // What the bot has heard itself is not changed by what a file says of it.
    const missing = messages.filter(({ id }) => !known.has(id)).map(asHeard);
    const stored = await state.chatLog.addAll(key, missing);
    return say("telegram-imported", {
      stored,
      all: messages.length,
      known: messages.length - missing.length,
      days: consent.retentionDays,
    });
  });

  /** `null` when it is no export of one chat. */
  async function read(file: string): Promise<ChatExport | null> {
    const { file_path: path = "" } = await api.getFile(file);
    const response = await fetch(fileUrl(path), { signal: AbortSignal.timeout(DOWNLOAD_MS) });
    if (!response.ok || !response.body) throw new Error("The file cannot be downloaded");
    const body = Readable.fromWeb(response.body as ReadableStream<Uint8Array>);
    try {
      return await readExport(body, { timeZone });
    } catch (error) {
      if (error instanceof UserError) return null;
      throw error;
    }
  }

  return composer;
}

/** Exports number channels and supergroups from 1; by these numbers nobody would be found who wants to be forgotten. */
function asHeard(message: ChatMessage): ChatMessage {
  const [, id] = /^chat:(\d+)$/u.exec(message.author.key) ?? [];
  if (id === undefined) return message;
  const key = chatKey(-1_000_000_000_000 - Number(id));
  return { ...message, author: { ...message.author, key } };
}
