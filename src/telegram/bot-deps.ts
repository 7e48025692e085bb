import type { Api } from "grammy";
import type { UserFromGetMe } from "grammy/types";
import type { App } from "../app.ts";
import type { State } from "../state/state.ts";
import type { Allows } from "./access.ts";
import type { Answering } from "./answering.ts";
import type { Conversations } from "./conversations.ts";
import type { Deliver } from "./deliver.ts";
import type { Limits } from "./limits.ts";
import type { Logger } from "./logger.ts";
import type { NoticeFacts } from "./recap/consent-notice.ts";
import type { RecapService } from "./recap/recap-service.ts";
import type { RunningAnswers } from "./running-answers.ts";

/** What the bot keeps between runs: settings, votes and marks, never what was said. */
export type BotState = Pick<
  State,
  | "preferences"
  | "feedback"
  | "notices"
  | "chatLog"
  | "consents"
  | "schedules"
  | "moveChat"
  | "forgetChat"
  | "forgetUser"
>;

/** What features are made of. */
export interface BotDeps {
  readonly app: App;
  readonly api: Api;
  readonly me: UserFromGetMe;
  readonly state: BotState;
  readonly talks: Conversations;
  readonly limits: Limits;
  readonly deliver: Deliver;
  readonly answer: Answering;
  readonly running: RunningAnswers;
  readonly allows: Allows;
  readonly logger: Logger;
  readonly recaps: RecapService;
  /** What groups are told before their messages are stored; its model is the one of answers, too. */
  readonly notice: NoticeFacts;
  /** Where the bot runs: an IANA name. */
  readonly timeZone: string;
  /** The address of a file that somebody sent; holds the token. */
  readonly fileUrl: (path: string) => string;
}
