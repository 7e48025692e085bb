import { run } from "@grammyjs/runner";
import { Bot } from "grammy";

export const ECHOES = ["echo", "echo-runner"] as const;
export type Echo = (typeof ECHOES)[number];

/** The least that a bot can do, for comparison: it repeats what it is told. */
export async function runEcho(kind: Echo, token: string, apiRoot: string): Promise<void> {
  const bot = new Bot(token, { client: { apiRoot } });
  bot.on("message:text", (ctx) =>
    ctx.reply(ctx.msg.text, { reply_parameters: { message_id: ctx.msg.message_id } }),
  );
  if (kind === "echo") return bot.start();
  await bot.init();
  await run(bot, { runner: { fetch: { timeout: 30 } } }).task();
}
