import type { App } from "../../app.ts";
import type { Language } from "../../interview/interview.ts";
import type { LogRange } from "../../recap/chat-log.ts";
import { chooseWindow } from "../../recap/choose-window.ts";
import type { Recap, RecapChat } from "../../recap/recap.ts";
import type { BotState } from "../bot-deps.ts";
import { chatKey } from "../people.ts";
import type { TelegramText } from "../render/telegram-text.ts";
import { renderRecap } from "./render-recap.ts";

export interface RecapWindow {
  /** Only what follows the last message of this author; everything, if there is none in the range. */
  readonly after?: string | null;
  readonly signal?: AbortSignal;
}

/** Recaps of what a chat's log holds. */
export interface RecapService {
  of(chat: RecapChat, range: LogRange, options?: RecapWindow): Promise<Recap>;
  render(
    recap: Recap,
    language: Language,
    room: { readonly single: boolean },
  ): Promise<TelegramText[]>;
  /** Where the days of a chat begin: as its schedule says, else where the bot runs. An IANA name. */
  timeZoneOf(chat: number): Promise<string>;
}

export interface RecapServiceDeps {
  readonly app: App;
  readonly state: Pick<BotState, "chatLog" | "schedules">;
  /** Where the bot runs. */
  readonly timeZone: string;
}

export function createRecapService({ app, state, timeZone }: RecapServiceDeps): RecapService {
  const timeZoneOf = async (chat: number) =>
    (await state.schedules.of(chatKey(chat)))?.timeZone ?? timeZone;
  return {
    timeZoneOf,
    async of(chat, range, { after = null, signal } = {}) {
      const stored = await state.chatLog.range(chatKey(chat.id), range);
      const messages = after === null ? stored : chooseWindow(stored, { kind: "me" }, after);
      return app.recap({ chat, messages, left: 0 }, { signal });
    },
    render: async (recap, language, { single }) =>
      renderRecap(recap, language, app, { single, timeZone: await timeZoneOf(recap.chat.id) }),
  };
}
