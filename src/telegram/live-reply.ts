import { setTimeout as sleep } from "node:timers/promises";
import { GrammyError } from "grammy";
import type { InlineKeyboardMarkup } from "grammy/types";
import type { Reply } from "../answer/reply.ts";
import type { Deliver, Delivery } from "./deliver.ts";
import type { Logger } from "./logger.ts";
import type { Place } from "./people.ts";
import type { TelegramText } from "./render/telegram-text.ts";

/** An answer that grows under the reader's eyes. */
export interface LiveReply {
  /** Shows the answer so far, as soon as the chat may be written to again; never fails. */
  readonly show: (part: Reply) => void;
  /** Shows the whole in its place, whatever became of the parts, and no sooner after them; ids of the messages. */
  finish(reply: Reply, keyboard: InlineKeyboardMarkup | undefined): Promise<number[]>;
}

export interface LiveReplyDeps {
  readonly place: Place;
  readonly delivery: Pick<Delivery, "replyTo" | "instead">;
  readonly render: (reply: Reply) => TelegramText[];
  /** For parts: a call that is refused is not repeated, the next part comes soon. */
  readonly deliverOnce: Deliver;
  readonly deliver: Deliver;
  /** Under an answer that is still growing; given the id of its message as soon as that is known. */
  readonly growing: {
    readonly keyboard: InlineKeyboardMarkup;
    readonly at: (message: number) => void;
  };
  readonly logger: Logger;
}

/** What Telegram lets a bot write to one chat without refusing; in milliseconds. */
const SPACING_MS = { private: 1_100, group: 3_100 };
/** A refusal that asks for more is not waited for: whoever delivers the whole sees it again. */
const LONGEST_WAIT_MS = 60_000;

export function createLiveReply(deps: LiveReplyDeps): LiveReply {
  const { place, delivery, render, deliver, deliverOnce, growing, logger } = deps;
  const spacingMs = place.isGroup ? SPACING_MS.group : SPACING_MS.private;
  let messages = delivery.instead ?? [];
  let waiting: Reply | null = null;
  let writing: Promise<void> | null = null;
  let isOver = false;
  /** On the clock that nobody sets. */
  let nextAt = 0;
  let timer: NodeJS.Timeout | undefined;

  async function write(part: Reply): Promise<void> {
    let pauseMs = spacingMs;
    try {
      // Only the first message grows; an answer of several comes as a whole at the end.
      const [text] = render(part);
      if (!text) return;
      const ids = await deliverOnce(place, [text], {
        replyTo: delivery.replyTo,
        instead: messages.slice(0, 1),
        keyboard: growing.keyboard,
      });
      messages = [...ids, ...messages.slice(1)];
      if (ids[0] !== undefined) growing.at(ids[0]);
    } catch (error) {
      logger.debug({ err: error }, "a part of an answer was not shown");
      pauseMs = Math.max(pauseMs, Math.min(LONGEST_WAIT_MS, askedMs(error)));
    } finally {
      // Not from when it was sent: it may have been long on its way.
      nextAt = performance.now() + pauseMs;
    }
  }

  function proceed(): void {
    if (isOver || writing || !waiting) return;
    clearTimeout(timer);
    const pauseMs = nextAt - performance.now();
    if (pauseMs > 0) {
      timer = setTimeout(proceed, pauseMs);
      return;
    }
    const part = waiting;
    waiting = null;
    writing = write(part).finally(() => {
      writing = null;
      proceed();
    });
  }

  return {
    show(part) {
      waiting = part;
      proceed();
    },
    async finish(reply, keyboard) {
      isOver = true;
      clearTimeout(timer);
      await writing;
      await sleep(Math.max(0, nextAt - performance.now()));
      return deliver(place, render(reply), {
        replyTo: delivery.replyTo,
        instead: messages,
        keyboard,
      });
    },
  };
}

/** How long Telegram wants to be left alone; 0 when it does not say. */
const askedMs = (error: unknown): number =>
  error instanceof GrammyError ? (error.parameters.retry_after ?? 0) * 1_000 : 0;
