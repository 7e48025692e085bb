import { Composer } from "grammy";
import type { BotContext } from "../bot-context.ts";
import type { BotDeps } from "../bot-deps.ts";
import { placeKey } from "../people.ts";
import { plain } from "../render/telegram-text.ts";

const KINDS = [
  "voice",
  "audio",
  "video",
  "video_note",
  "photo",
  "sticker",
  "animation",
  "document",
  "location",
  "contact",
  "poll",
  "dice",
] as const;

/** In private, a kind word about what works; commands that do not exist are named. */
export function otherMessages({ app, deliver, talks }: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on("message", async (ctx) => {
    const { place, reader, msg } = ctx;
    if (!place || place.isGroup) return;
    const replyTo = msg.message_id;
    const say = (text: string) => deliver(place, [plain(text)], { replyTo });
    if (msg.text?.startsWith("/"))
      return say(app.messages(reader.language, "telegram-unknown-command"));
    const kind = KINDS.find((one) => one in msg);
    // Notices of the app itself, such as a pinned message, ask nothing.
    if (!kind) return;
    // An album arrives as many messages.
    const album = msg.media_group_id;
    if (album && talks.repeats(placeKey(place), reader.person, `album ${album}`)) return;
    const heard = kind === "voice" || kind === "audio" || kind === "video_note";
    await say(app.messages(reader.language, heard ? "telegram-voice" : "telegram-no-text"));
  });
  return composer;
}
