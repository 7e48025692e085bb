import type { Message, MessageEntity, UserFromGetMe } from "grammy/types";
import { describe, expect, it } from "vitest";
import { questionTo } from "../../src/telegram/addressing.ts";

const me = { id: 42, is_bot: true, first_name: "V", username: "Verbatim_bot" } as UserFromGetMe;
const person = { id: 7, is_bot: false, first_name: "Ann" };

const said = (text: string, more: Partial<Message> = {}): Message => ({
  message_id: 1,
  date: 0,
  chat: { id: -1, type: "supergroup", title: "G" },
  from: person,
  text,
  ...more,
});

/** What Telegram marks as a mention. */
function mention(text: string, name: string): MessageEntity[] {
  return [{ type: "mention", offset: text.indexOf(name), length: name.length }];
}

const withMention = (text: string, name = "@verbatim_bot") =>
  said(text, { entities: mention(text, name) });

const replyTo = (above: Partial<Message>) =>
  ({ reply_to_message: { ...said("above"), ...above } }) as unknown as Partial<Message>;

describe("a message in a group", () => {
  it("speaks to the bot when it names it, wherever and however the name is written", () => {
    expect(questionTo(withMention("@verbatim_bot why?"), me)).toBe("why?");
    expect(questionTo(withMention("why, @verbatim_bot, why?"), me)).toBe("why, , why?");
    expect(questionTo(withMention("why? @VERBATIM_BOT", "@VERBATIM_BOT"), me)).toBe("why?");
    expect(questionTo(withMention("😀@verbatim_bot为什么？"), me)).toBe("😀 为什么？");
  });

  it("speaks to the bot when it is picked from the list of members", () => {
    const entities: MessageEntity[] = [{ type: "text_mention", offset: 0, length: 1, user: me }];
    expect(questionTo(said("V why?", { entities }), me)).toBe("why?");
    const other: MessageEntity[] = [{ type: "text_mention", offset: 0, length: 1, user: person }];
    expect(questionTo(said("A why?", { entities: other }), me)).toBeNull();
  });

  it("speaks to the bot when Chinese leaves no space, so that Telegram marks nothing", () => {
    expect(questionTo(said("@verbatim_bot为什么？"), me)).toBe("为什么？");
    expect(questionTo(said("请问@Verbatim_bot，为什么？"), me)).toBe("请问 ，为什么？");
  });

  it("does not when the letters belong to something else", () => {
    expect(questionTo(said("write to me@verbatim_bot.example"), me)).toBeNull();
    expect(questionTo(said("see example.org/@@verbatim_bot"), me)).toBeNull();
    expect(questionTo(said("verbatim_bot why?"), me)).toBeNull();
    expect(questionTo(withMention("@verbatim_bots why?", "@verbatim_bots"), me)).toBeNull();
    expect(questionTo(said("why?"), me)).toBeNull();
  });

  it("may name it under a photo", () => {
    const caption = "@verbatim_bot why?";
    const photo = said("", { caption, caption_entities: mention(caption, "@verbatim_bot") });
    delete photo.text;
    expect(questionTo(photo, me)).toBe("why?");
  });

  it("speaks to the bot as a reply to it, but not as a reply to somebody else", () => {
    expect(questionTo(said("why?", replyTo({ from: me })), me)).toBe("why?");
    expect(questionTo(said("why?", replyTo({ from: person })), me)).toBeNull();
  });

  it("with nothing but the name asks about what it replies to, or the part that it quotes", () => {
    const alone = withMention("@verbatim_bot");
    expect(questionTo(alone, me)).toBe("");
    expect(questionTo({ ...alone, ...replyTo({ text: "He came back." }) }, me)).toBe(
      "He came back.",
    );
    const quote = { text: "came back", position: 3, is_manual: true as const };
    expect(questionTo({ ...alone, ...replyTo({ text: "He came back." }), quote }, me)).toBe(
      "came back",
    );
  });

  it("of a machine is never a question", () => {
    const named = withMention("@verbatim_bot why?");
    expect(questionTo({ ...named, from: { ...person, is_bot: true } }, me)).toBeNull();
    expect(questionTo({ ...named, is_automatic_forward: true }, me)).toBeNull();
    expect(questionTo({ ...named, via_bot: me }, me)).toBeNull();
    const anonymous = { from: { ...person, is_bot: true }, sender_chat: named.chat };
    expect(questionTo({ ...named, ...anonymous }, me)).toBe("why?");
  });
});
