import { InlineKeyboard } from "grammy";
import type { Answer } from "../answer/ask.ts";
import type { Exchange } from "../answer/conversation.ts";
import type { Reply } from "../answer/reply.ts";
import type { App, AskOptions } from "../app.ts";
import type { Language } from "../interview/interview.ts";
import type { BotContext } from "./bot-context.ts";
import type { Conversations, StandingAnswer } from "./conversations.ts";
import type { Deliver } from "./deliver.ts";
import { answerKeyboard } from "./keyboards.ts";
import { createLiveReply } from "./live-reply.ts";
import type { Logger } from "./logger.ts";
import { chatKey, placeKey } from "./people.ts";
import { renderReply } from "./render/render-reply.ts";
import type { RunningAnswers } from "./running-answers.ts";

export interface Asking {
  readonly question: string;
  readonly before: Exchange | null;
  /** The message that the answer replies to. */
  readonly replyTo: number | undefined;
  /** The message that asked, when that is a person's; an edit of it edits the answer. */
  readonly asked: number | null;
  /** The answer that this one takes the place of. */
  readonly instead?: StandingAnswer | null;
  /** Instead of the question's own. */
  readonly language?: Language | undefined;
  /** When it was looked up already. */
  readonly found?: Answer;
}

/** Answers a question where it was asked, and remembers the answer for what may follow. */
export type Answering = (ctx: BotContext, asking: Asking) => Promise<void>;

export interface AnsweringDeps {
  readonly app: App;
  readonly talks: Conversations;
  readonly deliver: Deliver;
  /** The same without patience: see `LiveReply`. */
  readonly deliverOnce: Deliver;
  readonly running: RunningAnswers;
  /** The bot's user name. */
  readonly username: string;
  /** Whether answers take long enough to be waited for. */
  readonly hasModel: boolean;
  readonly logger: Logger;
}

export function createAnswering(deps: AnsweringDeps): Answering {
  const { app, talks, deliver, deliverOnce, running, username, hasModel, logger } = deps;

  return async (ctx, asking) => {
    const { place, reader } = ctx;
    if (!place) return;
    const { isGroup } = place;
    const { question, before, replyTo, asked, instead } = asking;
    const run = running.start(reader.person);
    const live = createLiveReply({
      place,
      delivery: { replyTo, ...(instead ? { instead: instead.messages } : {}) },
      render: (reply) => renderReply(reply, app, { fold: isGroup, single: isGroup }),
      deliver,
      deliverOnce,
      growing: {
        keyboard: new InlineKeyboard().text(app.messages(reader.language, "telegram-stop"), "stop"),
        at: (message) => {
          run.at(place.chat, message);
        },
      },
      logger,
    });
    try {
      const { reply, exchange } = asking.found ?? (await find(ctx, asking, run.signal, live.show));
      const keyboard = answerKeyboard(reply, { app, isGroup, username });
      const messages = await live.finish(reply, keyboard);
      const answer = { question, exchange, before, messages, asker: reader.person };
      if (messages.length > 0) talks.remember(placeKey(place), asked, answer);
    } finally {
      run.end();
    }
  };

  async function find(
    ctx: BotContext,
    { question, before, language }: Asking,
    signal: AbortSignal,
    show: (part: Reply) => void,
  ): Promise<Answer> {
    const wanted = language ?? languageFor(question, ctx);
    const seen: Reply[] = [];
    if (hasModel)
      ctx.replyWithChatAction("typing").catch((error: unknown) => {
        logger.debug({ err: error }, "could not show that an answer is being made");
      });
    try {
      return await app.ask(question, {
        before,
        signal,
        asker: askerOf(ctx),
        onPart: (part) => {
          seen.push(part);
          show(part);
        },
        ...(wanted ? { language: wanted } : {}),
      });
    } catch (error) {
      // Stopped by whoever asked: what they have seen is the answer, and may be followed up.
      const last = seen.at(-1);
      if (!signal.aborted || !last) throw error;
      const cited = last.citations.flatMap(({ sentences }) => sentences);
      return { reply: last, exchange: { question, language: last.language, cited } };
    }
  }
}

/** Whose budget of tokens an answer counts against. */
export const askerOf = ({ reader, place }: BotContext): NonNullable<AskOptions["asker"]> => ({
  user: reader.person,
  chat: place ? chatKey(place.chat) : reader.person,
});

/** A question is answered in its own language, unless another was chosen or it has none. */
const languageFor = (question: string, { reader }: BotContext): Language | undefined =>
  reader.fixed ?? (/\p{L}/u.test(question) ? undefined : reader.language);
