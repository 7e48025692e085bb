import type { Message } from "grammy/types";
import { quotesIn } from "../../test/support/sent-messages.ts";
import type { Telegram } from "../../test/support/telegram/start-telegram.ts";
import type { Event, Room } from "./telegram-traffic.ts";

export interface Verdict {
  /** Updates without what had to come of them. */
  readonly lost: string[];
  /** Answers that stand before the answer to something older in the same chat and topic. */
  readonly outOfOrder: string[];
  readonly repeated: readonly Repetition[];
}

/** An update that was answered more than once. */
export interface Repetition {
  readonly name: string;
  /** How often too many. */
  readonly times: number;
  /** The chat and the message that the answers reply to. */
  readonly under: string;
}

export interface CheckDeps {
  readonly telegram: Telegram;
  /** The quotes that answer a question. */
  readonly quotesFor: (question: string) => readonly string[];
  /** Whether an edit may come as a new message, as the bot has forgotten which one it answered. */
  readonly forgetful: boolean;
}

/** Compares what people see in their chats with what they sent. */
export function checkChats(events: readonly Event[], deps: CheckDeps): Verdict {
  const { telegram } = deps;
  const lost: string[] = [];
  const repeated: Repetition[] = [];
  const note = (event: Event, count: number, most = 1) => {
    if (count === 0) lost.push(nameOf(event));
    if (count > most)
      repeated.push({ name: nameOf(event), times: count - most, under: underOf(event) });
  };
  const editsOf = new Map(
    events.flatMap((event) => (event.kind === "edit" ? [[event.message, event] as const] : [])),
  );
  const replies = repliesIn(events, telegram);
  const repliesTo = (message: Message) => replies.get(placeOf(message)) ?? [];
  const unanswered = new Set(telegram.unanswered().map(({ id }) => id));
  const inline = new Set(telegram.inlineAnswers().map(({ query }) => query.id));

  for (const event of events)
    if (event.kind === "inline") note(event, inline.has(event.query.id) ? 1 : 0);
    else if (event.kind === "vote") note(event, unanswered.has(event.query.id) ? 0 : 1);
    else if (event.kind === "context")
      note(event, unanswered.has(event.query.id) ? 0 : repliesTo(event.on).length);
    else if (event.kind === "edit") {
      const shown = repliesTo(event.message).filter((reply) => shows(reply, event.text, deps));
      note(event, shown.length);
    } else {
      const all = repliesTo(event.message);
      const edit = editsOf.get(event.message);
      if (!edit) note(event, all.length);
      else {
        // What was changed shows the new question's answer, and may show the old one's in a message of its own.
        const old = all.filter((reply) => !shows(reply, edit.text, deps));
        note(event, deps.forgetful ? Math.max(1, old.length) : all.length);
      }
    }
  return { lost, repeated, outOfOrder: outOfOrder(events, telegram) };
}

const placeOf = ({ chat, message_id: id }: Message): string => `${chat.id} ${id}`;

const underOf = (event: Event): string =>
  event.kind === "context" ? placeOf(event.on) : "message" in event ? placeOf(event.message) : "";

/** What one event is called, as `keyOf` calls its update; a message and its edit are two. */
function nameOf(event: Event): string {
  if (event.kind === "inline") return `inline ${event.query.id}`;
  if (event.kind === "vote" || event.kind === "context") return `press ${event.query.id}`;
  return `${event.kind === "edit" ? "edit" : "message"} ${placeOf(event.message)}`;
}

function shows(reply: Message, question: string, { quotesFor }: CheckDeps): boolean {
  const quotes = quotesIn(reply);
  const wanted = quotesFor(question);
  return quotes.length > 0 && quotes.every((quote) => wanted.includes(quote));
}

function repliesIn(events: readonly Event[], telegram: Telegram): Map<string, Message[]> {
  const replies = new Map<string, Message[]>();
  for (const chat of new Set(events.flatMap((event) => ("room" in event ? [event.room.chat] : []))))
    for (const message of telegram.sent(chat)) {
      const above = message.reply_to_message;
      if (!above) continue;
      const key = `${message.chat.id} ${above.message_id}`;
      replies.set(key, [...(replies.get(key) ?? []), message]);
    }
  return replies;
}

/** First answers, in the order in which they came, against what they answer, in the order in which that was sent. */
function outOfOrder(events: readonly Event[], telegram: Telegram): string[] {
  const wrong: string[] = [];
  const sentAt = new Map<string, number>();
  const rooms = new Set<Room>();
  for (const [place, event] of events.entries()) {
    if (event.kind !== "question" && event.kind !== "context") continue;
    const { chat, message_id: id } = event.kind === "question" ? event.message : event.on;
    sentAt.set(`${chat.id} ${id}`, place);
    rooms.add(event.room);
  }
  for (const { chat, topic, name } of rooms) {
    let last = -1;
    const seen = new Set<string>();
    for (const { message_thread_id: thread, reply_to_message: above } of telegram.sent(chat)) {
      if ((topic && thread !== topic.id) || !above) continue;
      const key = `${chat.id} ${above.message_id}`;
      const at = sentAt.get(key);
      if (at === undefined || seen.has(key)) continue;
      seen.add(key);
      if (at < last) wrong.push(`${name}: ${key}`);
      last = Math.max(last, at);
    }
  }
  return wrong;
}
