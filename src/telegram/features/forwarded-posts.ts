import { Composer } from "grammy";
import type { BotContext } from "../bot-context.ts";

/** A post that a channel forwards to its discussion group by itself asks nothing, whatever command it shows. */
export function forwardedPosts(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on("message:is_automatic_forward", () => undefined);
  return composer;
}
