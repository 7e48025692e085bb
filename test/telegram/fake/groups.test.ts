import { Api } from "grammy";
import type { Message, Update } from "grammy/types";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Person } from "../../support/telegram/people.ts";
import {
  startTelegram,
  type Telegram,
  type TelegramOptions,
} from "../../support/telegram/start-telegram.ts";

let telegram: Telegram;
let api: Api;
let ann: Person;

async function start(options?: TelegramOptions) {
  telegram = await startTelegram(options);
  api = new Api(telegram.token, { apiRoot: telegram.root });
  ann = telegram.user({ first_name: "Ann" });
}

beforeEach(() => start());
afterEach(() => telegram.close());

/** What came since the last time. */
async function received(): Promise<Update[]> {
  const updates = await api.getUpdates();
  const last = updates.at(-1);
  if (last) await api.getUpdates({ offset: last.update_id + 1 });
  return updates;
}

const heard = async () => (await received()).map(({ message }) => message?.text);

describe("privacy mode", () => {
  const chatter = (group: { id: number }, botMessage: Message) => {
    ann.sends(group, "just talking");
    ann.sends(group, "/quotes board");
    ann.sends(group, "/quotes@verbatim_test_bot board");
    ann.sends(group, "/quotes@another_bot board");
    ann.sends(group, "so @verbatim_test_bot, why?");
    ann.sends(group, "and you, @another_bot?");
    ann.sends(group, "a reply", { replyTo: botMessage });
    ann.sends(group, "a quote", { via: true });
  };

  it("shows the bot what is for it", async () => {
    const group = telegram.supergroup({ members: [ann] });
    chatter(group, await api.sendMessage(group.id, "hi"));
    expect(await heard()).toEqual([
      "/quotes board",
      "/quotes@verbatim_test_bot board",
      "so @verbatim_test_bot, why?",
      "a reply",
      "a quote",
    ]);
  });

  it("may keep mentions back", async () => {
    await telegram.close();
    await start({ mentionsArrive: false });
    const group = telegram.supergroup();
    ann.sends(group, "so @verbatim_test_bot, why?");
    expect(await heard()).toEqual([]);
  });

  it("ends for administrators, and for groups joined after it was switched off", async () => {
    const old = telegram.supergroup();
    telegram.setPrivacy(true);
    expect(await api.getMe()).toMatchObject({ can_read_all_group_messages: true });
    ann.sends(old, "before it is added again");
    old.kicksBot();
    old.addsBot();
    ann.sends(old, "after");
    expect((await heard()).filter(Boolean)).toEqual(["after"]);
    telegram.setPrivacy(false);
    const other = telegram.supergroup({ bot: "administrator" });
    ann.sends(other, "to all");
    expect(await heard()).toEqual(["to all"]);
  });

  it("shows nothing of groups without the bot", async () => {
    const group = telegram.supergroup({ bot: "absent" });
    ann.sends(group, "/quotes@verbatim_test_bot board");
    expect(await heard()).toEqual([]);
  });
});

describe("a forum", () => {
  it("keeps topics apart", async () => {
    const forum = telegram.supergroup({ isForum: true });
    const topic = forum.topic("AI");
    await received();
    const asked = ann.sends(forum, "/quotes board", { thread: topic });
    expect(asked).toMatchObject({
      message_thread_id: topic.id,
      is_topic_message: true,
      // What Telegram does in topics: not replying is replying to the message that opened it.
      reply_to_message: { forum_topic_created: { name: "AI" } },
    });
    expect(ann.sends(forum, "/quotes board")).not.toHaveProperty("message_thread_id");
    const answer = await api.sendMessage(forum.id, "here", {
      message_thread_id: topic.id,
      reply_parameters: { message_id: asked.message_id },
    });
    expect(answer).toMatchObject({
      message_thread_id: topic.id,
      is_topic_message: true,
      reply_to_message: { message_id: asked.message_id },
    });
    expect(answer.reply_to_message).not.toHaveProperty("reply_to_message");
    const other = forum.topic("Rust");
    await expect(
      api.sendMessage(forum.id, "there", {
        message_thread_id: other.id,
        reply_parameters: { message_id: asked.message_id },
      }),
    ).rejects.toThrow("message to be replied not found");
  });
});

describe("members", () => {
  it("come and go, and the bot is told what it may know", async () => {
    const group = telegram.supergroup({ bot: "absent", admins: [ann] });
    group.addsBot(ann);
    group.promotesBot(ann);
    group.mutesBot(ann);
    group.kicksBot(ann);
    const updates = await received();
    expect(
      updates.map(({ my_chat_member: change, message }) =>
        change
          ? `${change.old_chat_member.status} → ${change.new_chat_member.status}`
          : message?.new_chat_members?.map(({ id }) => id === telegram.bot.id),
      ),
    ).toEqual([
      "left → member",
      [true],
      "member → administrator",
      "administrator → restricted",
      "restricted → kicked",
    ]);
    expect(updates[0]?.my_chat_member?.from.id).toBe(ann.id);
  });

  it("block the bot and take it back", async () => {
    ann.starts();
    ann.blocks();
    ann.unblocks();
    const statuses = (await received()).flatMap(
      ({ my_chat_member: change }) => change?.new_chat_member.status ?? [],
    );
    expect(statuses).toEqual(["kicked", "member"]);
  });

  it("write as the group when they are anonymous", async () => {
    const group = telegram.supergroup({ admins: [ann] });
    ann.sends(group, "/settings", { as: "anonymous" });
    const [update] = await received();
    expect(update?.message).toMatchObject({
      from: { username: "GroupAnonymousBot", is_bot: true },
      sender_chat: { id: group.id },
    });
  });
});

describe("a channel", () => {
  it("shows its posts in its discussion group, where comments hang below them", async () => {
    const talk = telegram.supergroup({ title: "Talk", bot: "administrator" });
    const channel = telegram.channel({ title: "News", username: "news", bot: "administrator" });
    channel.links(talk);
    const { post, copy } = channel.posts("An interview");
    const [inChannel, inGroup] = await received();
    expect(inChannel?.channel_post).toEqual(post);
    expect(inGroup?.message).toEqual(copy);
    expect(copy).toMatchObject({
      from: { id: 777000 },
      sender_chat: { id: channel.id },
      is_automatic_forward: true,
      forward_origin: { type: "channel", message_id: post.message_id },
    });
    const comment = ann.sends(talk, "/quotes board", { replyTo: copy! });
    expect(comment.message_thread_id).toBe(copy!.message_id);
    expect(await api.getChat(talk.id)).toMatchObject({ linked_chat_id: channel.id });
  });
});

describe("a group that becomes a supergroup", () => {
  it("says so on both sides", async () => {
    const group = telegram.group({ title: "Readers" });
    const supergroup = group.migrates(ann);
    const [left, arrived] = (await received()).map(({ message }) => message);
    expect(left).toMatchObject({ chat: { id: group.id }, migrate_to_chat_id: supergroup.id });
    expect(arrived).toMatchObject({ chat: { id: supergroup.id }, migrate_from_chat_id: group.id });
    expect(String(supergroup.id)).toMatch(/^-100\d{10}$/u);
  });
});

describe("messages", () => {
  it("get the entities an app would give them", () => {
    const text = "/ask@verbatim_test_bot see https://a.example/x, @bob #AI me@a.example 和/or";
    const { entities } = ann.sends(ann, text);
    expect(
      entities?.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)]),
    ).toEqual([
      ["bot_command", "/ask@verbatim_test_bot"],
      ["url", "https://a.example/x"],
      ["mention", "@bob"],
      ["hashtag", "#AI"],
      ["email", "me@a.example"],
    ]);
  });

  it("quote, speak for a channel, and disappear without a word", async () => {
    const group = telegram.supergroup({ bot: "administrator" });
    const channel = telegram.channel({ title: "News" });
    const said = ann.sends(group, "the board said so");
    const reply = ann.sends(group, "why?", { replyTo: said, quote: "board", as: channel });
    expect(reply).toMatchObject({
      quote: { text: "board", position: 4 },
      sender_chat: { id: channel.id },
      from: { username: "Channel_Bot" },
    });
    expect(await heard()).toEqual(["the board said so", "why?"]);
    ann.deletes(said);
    expect(telegram.messages(group)).toEqual([reply]);
    expect(await heard()).toEqual([]);
  });

  it("get reactions, of which administrators hear on request", async () => {
    const group = telegram.supergroup({ bot: "administrator" });
    const said = ann.sends(group, "nice");
    ann.reacts(said, "👍");
    await api.getUpdates({ allowed_updates: ["message_reaction"], offset: -1 });
    ann.reacts(said, "👎");
    const [, update] = await received();
    expect(update?.message_reaction).toMatchObject({
      message_id: said.message_id,
      new_reaction: [{ emoji: "👎" }],
    });
  });

  it("are edited, and the bot is told", async () => {
    ann.edits(ann.sends(ann, "fist"), "first /help");
    const [, edited] = await received();
    expect(edited?.edited_message).toMatchObject({
      text: "first /help",
      entities: [{ type: "bot_command" }],
      edit_date: expect.any(Number) as number,
    });
  });

  it("are numbered per supergroup, and together elsewhere", () => {
    const group = telegram.group();
    const supergroup = telegram.supergroup();
    const ids = [ann, group, supergroup, ann].map((chat) => ann.sends(chat, "a").message_id);
    expect(ids).toEqual([1, 2, 2, 3]);
  });
});
