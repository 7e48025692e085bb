import type { App, AppRecapOptions } from "../../app.ts";
import type { Language } from "../../interview/interview.ts";
import type { ChatMessage } from "../../recap/chat-message.ts";
import type { LogRange } from "../../recap/chat-log.ts";
import { chooseWindow } from "../../recap/choose-window.ts";
import type { RecapChat } from "../../recap/recap.ts";
import type { BotState } from "../bot-deps.ts";
import { chatKey } from "../people.ts";
import type { RenderDeps } from "../render/attribution.ts";
import type { TelegramText } from "../render/telegram-text.ts";
import { type MadeRecap, renderRecap } from "./render-recap.ts";

export interface RecapWindow extends Pick<AppRecapOptions, "asker" | "signal"> {
  /** Only what follows the last message of this author; everything, if there is none in the range. */
  readonly after?: string | null;
}

/** Recaps of what a chat's log holds. */
export interface RecapService {
  /** Nothing of it was forgotten by the time it was made. */
  of(chat: RecapChat, range: LogRange, options?: RecapWindow): Promise<MadeRecap>;
  render(
    recap: MadeRecap,
    language: Language,
    room: { readonly single: boolean },
  ): Promise<TelegramText[]>;
  /** Where the days of a chat begin: as its schedule says, else where the bot runs. An IANA name. */
  timeZoneOf(chat: number): Promise<string>;
}

export interface RecapServiceDeps {
  readonly app: Pick<App, "recap"> & RenderDeps;
  readonly state: Pick<BotState, "chatLog" | "schedules">;
  /** Where the bot runs. */
  readonly timeZone: string;
}

export function createRecapService({ app, state, timeZone }: RecapServiceDeps): RecapService {
  const { chatLog } = state;
  const timeZoneOf = async (chat: number) =>
    (await state.schedules.of(chatKey(chat)))?.timeZone ?? timeZone;

  /** Whether all that a recap was made of is still there, as it was. */
  async function isStillKept(chat: string, used: readonly ChatMessage[]): Promise<boolean> {
    const [first, last] = [used[0], used.at(-1)];
    if (!first || !last) return true;
    const now = await chatLog.range(chat, { from: first.sentAt, to: last.sentAt + 1 });
    const kept = new Map(now.map(({ id, editedAt }) => [id, editedAt]));
    return used.every(({ id, editedAt }) => kept.get(id) === editedAt);
  }

  return {
    timeZoneOf,
    async of(chat, range, { after = null, ...options } = {}) {
      const key = chatKey(chat.id);
      for (;;) {
        const stored = await chatLog.range(key, range);
        const messages = after === null ? stored : chooseWindow(stored, { kind: "me" }, after);
        const recap = await app.recap({ chat, messages, left: 0 }, options);
        const told = new Set(recap.threads.flatMap((thread) => thread.messages));
        // Making it takes a while, with a model above all, and people may want something forgotten meanwhile.
        const used = messages.filter(({ id }) => told.has(id));
        if (await isStillKept(key, used))
          return { ...recap, said: new Map(used.map(({ id, text }) => [id, text])) };
      }
    },
    render: async (recap, language, { single }) =>
      renderRecap(recap, language, app, { single, timeZone: await timeZoneOf(recap.chat.id) }),
  };
}
