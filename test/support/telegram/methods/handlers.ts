import type { MethodName } from "../schemas/methods.ts";
import { answerHandlers } from "./answer.ts";
import { chatHandlers } from "./chats.ts";
import { editHandlers } from "./edit.ts";
import type { HandlersOf } from "./handler.ts";
import { pollingHandlers } from "./polling.ts";
import { profileHandlers } from "./profile.ts";
import { sendHandlers } from "./send.ts";

/** Every method has one: a schema without a handler does not compile. */
export const handlers: HandlersOf<MethodName> = {
  ...pollingHandlers,
  ...profileHandlers,
  ...sendHandlers,
  ...editHandlers,
  ...answerHandlers,
  ...chatHandlers,
};
