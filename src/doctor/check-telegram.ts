import { z } from "zod";
import type { TelegramConfig } from "../config.ts";
import { call, type CallDeps, fieldOf, saidBy, whyNoAnswer } from "./call.ts";
import { type Finding, findingsOf, type Say } from "./finding.ts";

const DEFAULT_API_ROOT = "https://api.telegram.org";

const meSchema = z.object({
  username: z.string(),
  can_read_all_group_messages: z.boolean().optional(),
  supports_inline_queries: z.boolean().optional(),
  supports_guest_queries: z.boolean().optional(),
});

const webhookSchema = z.object({ url: z.string() });

/** Who the bot is, what it may do, and whether something keeps messages from it. Sends nothing to anybody. */
export async function checkTelegram(
  telegram: TelegramConfig | null,
  say: Say,
  deps: CallDeps,
): Promise<Finding[]> {
  const finding = findingsOf("telegram");
  if (!telegram) return [finding("token", "ok", say("doctor-telegram-unset"))];
  const root = telegram.apiRoot ?? DEFAULT_API_ROOT;
  const { host } = new URL(root);
  const ask = (method: string) => call(`${root}/bot${telegram.token}/${method}`, {}, deps);
  const [me, webhook] = await Promise.all([ask("getMe"), ask("getWebhookInfo")]);

  if (me.status === null) {
    const reason = whyNoAnswer(me.error, say, deps.timeoutMs);
    return [finding("token", "fail", say("doctor-telegram-silent", { host, reason }))];
  }
  // An unknown token is 401, one of the wrong form 404.
  if (me.status === 401 || me.status === 404)
    return [finding("token", "fail", say("doctor-telegram-token", { host }))];
  const bot = meSchema.safeParse(fieldOf(me.json, "result"));
  if (me.status !== 200 || !bot.success) {
    const reason = `${me.status} ${saidBy(me)}`.trim();
    return [finding("token", "fail", say("doctor-telegram-foreign", { host, reason }))];
  }
  const { username } = bot.data;
  return [
    finding("token", "ok", say("doctor-telegram", { username }), me.ms),
    bot.data.can_read_all_group_messages
      ? finding("privacy-mode", "ok", say("doctor-privacy-off"))
      : finding("privacy-mode", "warn", say("doctor-privacy-on", { username })),
    bot.data.supports_inline_queries
      ? finding("inline", "ok", say("doctor-inline-on", { username }))
      : finding("inline", "warn", say("doctor-inline-off", { username })),
    ...(bot.data.supports_guest_queries === undefined
      ? []
      : [
          bot.data.supports_guest_queries
            ? finding("guest", "ok", say("doctor-guest-on", { username }))
            : finding("guest", "ok", say("doctor-guest-off")),
        ]),
    checkWebhook(),
  ];

  function checkWebhook(): Finding {
    const info = webhookSchema.safeParse(
      webhook.status === 200 ? fieldOf(webhook.json, "result") : null,
    );
    if (!info.success) return finding("webhook", "warn", say("doctor-webhook-unknown", { host }));
    return info.data.url === ""
      ? finding("webhook", "ok", say("doctor-webhook-none"))
      : finding(
          "webhook",
          "fail",
          say("doctor-webhook-set", { host: hostOf(info.data.url), root }),
        );
  }
}

/** Its path may be a secret. */
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : "?");
