import type { Chat, Message, User } from "grammy/types";
import { present, without } from "./bot-api.ts";
import { announce, deliver, stateOf, TELEGRAM_SERVICE } from "./deliver.ts";
import { detectEntities } from "./detect-entities.ts";
import { asAdministrator, asMember, asMuted, changeMember } from "./membership.ts";
import type { PeopleRules, Person } from "./people.ts";
import { asReplyTarget } from "./place-message.ts";
import { plainUser, type Topic, type World } from "./world.ts";

export interface GroupOptions {
  title?: string;
  username?: string;
  members?: readonly Person[];
  admins?: readonly Person[];
  /** What the bot is from the start; nobody is told. "member" unless given. */
  bot?: "member" | "administrator" | "muted" | "absent";
}

/** A group, supergroup or channel, with what people do to it. */
export type GroupHandle = ReturnType<typeof createGroup>;

/** Who acts when nobody is named and the group has no administrator. */
export const OWNER: User = { id: 10, is_bot: false, first_name: "Owner" };

export function createGroup(world: World, chat: Chat, options: GroupOptions, rules: PeopleRules) {
  const state = world.addChat(chat);
  const bot = plainUser(world.bot);
  const owner = options.admins?.[0]?.user ?? OWNER;
  for (const { user } of options.members ?? []) state.members.set(user.id, asMember(user));
  for (const { user } of options.admins ?? []) state.members.set(user.id, asAdministrator(user));
  const role = options.bot ?? "member";
  if (role !== "absent") state.members.set(bot.id, asRole(role, bot));

  const service = (by: User, content: Partial<Message>): Message =>
    deliver(world, chat, by, content, rules);

  const setBot = (by: Person | undefined, next: "member" | "administrator" | "muted") => {
    changeMember(world, state, by?.user ?? owner, asRole(next, bot));
  };

  function autoForward(post: Message, by: User): Message | undefined {
    if (state.linkedChatId === undefined) return undefined;
    const content = without(without(post, "message_id"), "chat");
    const forward_origin = {
      type: "channel" as const,
      chat: chat as Chat.ChannelChat,
      message_id: post.message_id,
      date: post.date,
      ...(by === owner ? {} : { author_signature: by.first_name }),
    };
    return deliver(
      world,
      state.linkedChatId,
      TELEGRAM_SERVICE,
      { ...content, from: TELEGRAM_SERVICE, sender_chat: chat, is_automatic_forward: true },
      { ...rules, extra: { forward_origin } },
    );
  }

  return {
    id: chat.id,
    chat,

    /** Opens a topic of a forum. */
    topic(name: string, by: User = owner): Topic {
      if (chat.type !== "supergroup" || !chat.is_forum) throw new Error("Not a forum");
      const id = world.nextMessageId(state);
      const created = {
        message_id: id,
        message_thread_id: id,
        is_topic_message: true as const,
        from: by,
        chat,
        date: world.now(),
        forum_topic_created: { name, icon_color: 7322096 },
      } as Message;
      const topic: Topic = { id, name, closed: false, created };
      state.topics.set(id, topic);
      state.messages.set(id, created);
      announce(world, state, "message", created, rules.mentionsArrive);
      return topic;
    },
    closesTopic(topic: Topic): void {
      topic.closed = true;
      const place = { message_thread_id: topic.id, is_topic_message: true as const };
      service(owner, {
        ...place,
        reply_to_message: asReplyTarget(topic.created),
        forum_topic_closed: {},
      });
    },

    /** Adds the bot, as a member unless said otherwise. */
    addsBot(by?: Person, as: "member" | "administrator" = "member"): void {
      setBot(by, as);
      if (chat.type !== "channel") service(by?.user ?? owner, { new_chat_members: [bot] });
    },
    kicksBot(by?: Person): void {
      changeMember(world, state, by?.user ?? owner, { status: "kicked", user: bot, until_date: 0 });
    },
    promotesBot: (by?: Person) => {
      setBot(by, "administrator");
    },
    demotesBot: (by?: Person) => {
      setBot(by, "member");
    },
    /** The bot stays and reads, but may not write. */
    mutesBot: (by?: Person) => {
      setBot(by, "muted");
    },

    adds(person: Person, by?: Person): void {
      const adder = by?.user ?? person.user;
      changeMember(world, state, adder, asMember(person.user));
      if (chat.type !== "channel") service(adder, { new_chat_members: [person.user] });
    },
    removes(person: Person, by?: Person): void {
      const { user } = person;
      const remover = by?.user ?? user;
      const gone = by
        ? { status: "kicked" as const, user, until_date: 0 }
        : { status: "left" as const, user };
      changeMember(world, state, remover, gone);
      if (chat.type !== "channel") {
        service(remover, { left_chat_member: user });
        // A service message does not make its sender a member again.
        state.members.set(user.id, gone);
      }
    },
    promotes(person: Person, by?: Person): void {
      changeMember(world, state, by?.user ?? owner, asAdministrator(person.user));
    },

    /** Publishes in a channel; the copy is the one forwarded to its discussion group. */
    posts(text: string, { author }: { author?: Person } = {}): { post: Message; copy?: Message } {
      if (chat.type !== "channel") throw new Error("Not a channel");
      const entities = detectEntities(text);
      const post = {
        message_id: world.nextMessageId(state),
        sender_chat: chat,
        chat,
        date: world.now(),
        author_signature: author?.user.first_name ?? "Editor",
        text,
        ...(entities.length > 0 && { entities }),
      } as Message;
      state.messages.set(post.message_id, post);
      announce(world, state, "message", post, rules.mentionsArrive);
      return { post, ...present({ copy: autoForward(post, author?.user ?? owner) }) };
    },
    /** Gives a channel its discussion group, and that group its channel. */
    links(discussion: { readonly id: number }): void {
      state.linkedChatId = discussion.id;
      stateOf(world, discussion).linkedChatId = chat.id;
    },
  };
}

function asRole(role: "member" | "administrator" | "muted", bot: User) {
  if (role === "administrator") return asAdministrator(bot);
  return role === "muted" ? asMuted(bot) : asMember(bot);
}
