import { badRequest, conflict } from "../api-error.ts";
import type { HandlersOf } from "./handler.ts";

export const pollingHandlers: HandlersOf<
  "getUpdates" | "setWebhook" | "deleteWebhook" | "getWebhookInfo"
> = {
  getUpdates(world, params, { whenGone }) {
    if (world.webhookUrl)
      throw conflict(
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    return world.updates.poll(params, whenGone);
  },

  setWebhook(world, params) {
    if (params.url !== "" && !params.url.startsWith("https://"))
      throw badRequest("bad webhook: An HTTPS URL must be provided for webhook");
    world.webhookUrl = params.url;
    world.updates.allow(params.allowed_updates);
    if (params.drop_pending_updates) world.updates.drop();
    return true;
  },

  deleteWebhook(world, params) {
    world.webhookUrl = "";
    if (params.drop_pending_updates) world.updates.drop();
    return true;
  },

  getWebhookInfo: (world) => {
    const allowed = world.updates.allowed();
    return {
      url: world.webhookUrl,
      has_custom_certificate: false,
      pending_update_count: world.updates.pending(),
      ...(allowed && { allowed_updates: allowed }),
    };
  },
};
