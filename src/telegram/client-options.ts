import type { ApiClientOptions } from "grammy";
import type { TelegramConfig } from "../config.ts";

/** A call that takes longer is given up; a long poll takes half of it. */
const LONGEST_CALL_SECONDS = 60;

/** How the Bot API is called. */
export const clientOptions = ({ apiRoot }: Pick<TelegramConfig, "apiRoot">): ApiClientOptions => ({
  timeoutSeconds: LONGEST_CALL_SECONDS,
  ...(apiRoot === undefined ? {} : { apiRoot }),
});
