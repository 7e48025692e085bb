import type { CallbackQuery, InlineQuery, Message } from "grammy/types";
import type { Person } from "../../test/support/telegram/people.ts";
import type { Telegram } from "../../test/support/telegram/start-telegram.ts";
import type { Topic } from "../../test/support/telegram/world.ts";
import type { Random } from "./random.ts";

/** A chat, or a topic of one, and who writes there. */
export interface Room {
  readonly name: string;
  readonly chat: { readonly id: number };
  readonly person: Person;
  readonly topic: Topic | undefined;
  readonly isPrivate: boolean;
}

/** One update, and what has to come of it. */
export type Event =
  | { readonly kind: "question"; readonly room: Room; readonly message: Message }
  | { readonly kind: "edit"; readonly room: Room; readonly message: Message; readonly text: string }
  | {
      readonly kind: "context";
      readonly room: Room;
      readonly query: CallbackQuery;
      readonly on: Message;
    }
  | { readonly kind: "vote"; readonly room: Room; readonly query: CallbackQuery }
  | { readonly kind: "inline"; readonly query: InlineQuery };

const ME = "@verbatim_test_bot";

/** Half of the chats are private; of the others, every third is a topic of a forum. */
export function createRooms(telegram: Telegram, count: number): Room[] {
  const forumOwner = telegram.user({ language_code: "en" });
  const forum = telegram.supergroup({ title: "Forum", members: [forumOwner], isForum: true });
  return Array.from({ length: count }, (_, index): Room => {
    const name = `chat ${index + 1}`;
    const person = telegram.user({ language_code: index % 2 === 0 ? "en" : "zh-hans" });
    if (index % 2 === 0) return { name, person, chat: person, topic: undefined, isPrivate: true };
    const topic = index % 3 === 0 ? forum.topic(name) : undefined;
    const chat = topic ? forum : telegram.supergroup({ title: name, members: [person] });
    return { name, person, chat, topic, isPrivate: false };
  });
}

export interface TrafficDeps {
  readonly telegram: Telegram;
  readonly rooms: readonly Room[];
  /** Each stands on its own, and no two have the same answer. */
  readonly questions: readonly string[];
  readonly random: Random;
}

/** People who write, press and edit at random, as soon as there is something to press or edit. */
export function createTraffic({ telegram, rooms, questions, random }: TrafficDeps) {
  const asked = new Map<Room, number>();
  const pressed = new Set<string>();
  const edited = new Set<Message>();
  const questionsOf = new Map<Room, Message[]>();

  /** None is asked twice in one room: that would be answered once. */
  function nextQuestion(room: Room): string {
    const turn = asked.get(room) ?? 0;
    asked.set(room, turn + 1);
    const first = rooms.indexOf(room) * 7;
    return questions[(first + turn) % questions.length]!;
  }

  function ask(room: Room): Event {
    const question = nextQuestion(room);
    const commands = ["/quotes safety", "/summary board", "/quotes 董事会", "/topics"];
    const isCommand = random.next() < 0.15;
    const text = isCommand
      ? random.pick(commands)
      : room.isPrivate
        ? question
        : `${ME} ${question}`;
    const options = room.topic ? { thread: room.topic } : {};
    const message = room.person.sends(room.chat, text, options);
    if (!isCommand) questionsOf.set(room, [...(questionsOf.get(room) ?? []), message]);
    return { kind: "question", room, message };
  }

  function edit(room: Room): Event {
    const open = (questionsOf.get(room) ?? []).filter((message) => !edited.has(message));
    if (open.length === 0) return ask(room);
    const message = random.pick(open);
    edited.add(message);
    const text = nextQuestion(room);
    room.person.edits(message, room.isPrivate ? text : `${ME} ${text}`);
    return { kind: "edit", room, message, text };
  }

  function press(room: Room): Event {
    const answers = telegram
      .sent(room.chat)
      .filter((one) => !room.topic || one.message_thread_id === room.topic.id);
    const withContext = answers.filter(
      (one) => !pressed.has(`${one.chat.id} ${one.message_id}`) && hasButton(one, /^context:/u),
    );
    if (withContext.length > 0 && random.next() < 0.6) {
      const on = random.pick(withContext);
      pressed.add(`${on.chat.id} ${on.message_id}`);
      const data = buttons(on).find((one) => one.startsWith("context:"))!;
      return { kind: "context", room, on, query: room.person.presses(on, data) };
    }
    const withVotes = answers.filter((one) => hasButton(one, /^vote:/u));
    if (withVotes.length === 0) return ask(room);
    const vote = random.pick(["vote:up", "vote:down"]);
    return { kind: "vote", room, query: room.person.presses(random.pick(withVotes), vote) };
  }

  return {
    next(): Event {
      const room = random.pick(rooms);
      const dice = random.next();
      if (dice < 0.07)
        return { kind: "inline", query: room.person.asksInline(random.pick(["safety", "董事会"])) };
      if (dice < 0.15) return edit(room);
      return dice < 0.3 ? press(room) : ask(room);
    },
  };
}

const buttons = (message: Message): string[] =>
  (message.reply_markup?.inline_keyboard ?? [])
    .flat()
    .flatMap((button) => ("callback_data" in button ? [button.callback_data] : []));

const hasButton = (message: Message, data: RegExp) =>
  buttons(message).some((one) => data.test(one));
