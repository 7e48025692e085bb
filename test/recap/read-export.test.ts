import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { MAX_EXPORT_BYTES, readExport } from "../../src/recap/read-export.ts";

const base = { type: "message", date: "2026-11-05T09:00:00", date_unixtime: "1793869200" };
const ann = { from: "Ann", from_id: "user1" };

const chat = (messages: readonly unknown[], more: object = {}) =>
  JSON.stringify({ name: "Hikers", type: "private_supergroup", id: 1234500001, messages, ...more });

const only = async (message: object) => {
  const { messages } = await readExport(chat([{ id: 1, ...base, ...ann, text: "x", ...message }]));
  return messages[0]!;
};

describe("an export of Telegram Desktop", () => {
  it("gives the chat the id that the Bot API knows it by", async () => {
    const of = async (type: string) => (await readExport(chat([], { type }))).chat;
    expect(await of("private_supergroup")).toEqual({
      id: -1001234500001,
      name: "Hikers",
      type: "private_supergroup",
      username: null,
    });
    expect((await of("private_group")).id).toBe(-1234500001);
    expect((await of("personal_chat")).id).toBe(1234500001);
  });

  it("reads text as a string, as parts, and as entities alone", async () => {
    const entities = [
      { type: "plain", text: "see " },
      { type: "bold", text: "this" },
    ];
    expect((await only({ text: "see this" })).text).toBe("see this");
    expect((await only({ text: ["see ", { type: "bold", text: "this" }] })).text).toBe("see this");
    expect((await only({ text: undefined, text_entities: entities })).text).toBe("see this");
  });

  it("knows who wrote, also where exports number users or a channel writes", async () => {
    expect((await only({})).author).toEqual({ key: "user:1", name: "Ann", handle: null });
    expect((await only({ from_id: 4_295_000_001 })).author.key).toBe("user:4295000001");
    expect((await only({ from: "News", from_id: "channel77" })).author.key).toBe("chat:77");
    expect((await only({ from: null, from_id: "user9" })).author.name).toBe("user9");
  });

  it("takes times from where the export has them", async () => {
    expect((await only({})).sentAt).toBe(1793869200_000);
    const old = { id: 1, type: "message", date: "2026-11-05T09:00:00", ...ann, text: "x" };
    const { messages } = await readExport(chat([old]), { timeZone: "Asia/Shanghai" });
    expect(messages[0]!.sentAt).toBe(Date.UTC(2026, 10, 5, 1));
    expect((await only({ edited_unixtime: "1793869300" })).editedAt).toBe(1793869300_000);
    expect((await only({ edited: "1970-01-01T01:00:00" })).editedAt).toBeNull();
  });

  it("knows replies, mentions, links and what a message carries", async () => {
    const parts = [
      { type: "mention", text: "@BobSmith" },
      { type: "mention_name", text: "Cy", user_id: 3 },
      { type: "link", text: "example.org/a" },
      { type: "text_link", text: "here", href: "https://example.org/b" },
      { type: "text_link", text: "bad", href: "javascript:alert(1)" },
    ];
    expect(await only({ text: parts, reply_to_message_id: 7 })).toMatchObject({
      replyTo: 7,
      mentions: ["@bobsmith", "user:3"],
      links: ["https://example.org/a", "https://example.org/b"],
    });
    expect(
      (await only({ reply_to_message_id: 7, reply_to_peer_id: "channel5" })).replyTo,
    ).toBeNull();
    const media = async (fields: object) => (await only(fields)).media;
    expect(await media({ photo: "photos/1.jpg" })).toBe("photo");
    expect(await media({ file: "a.pdf", mime_type: "application/pdf" })).toBe("file");
    expect(await media({ file: "a.ogg", media_type: "voice_message" })).toBe("voice");
    expect(await media({ file: "a.webp", media_type: "sticker" })).toBe("sticker");
    expect(await media({ file: "a.mp4", media_type: "video_message" })).toBe("video");
    expect(await media({ location_information: { latitude: 1, longitude: 2 } })).toBe("location");
    expect(await media({ contact_information: { first_name: "A" } })).toBe("contact");
    expect(await only({ text: "", poll: { question: "Saturday?" } })).toMatchObject({
      media: "poll",
      text: "Saturday?",
    });
  });

  it("finds forum topics by the message that began them, through replies", async () => {
    const { messages } = await readExport(
      chat([
        { id: 5, ...base, type: "service", action: "topic_created", title: "Rules" },
        { id: 6, ...base, ...ann, text: "a", reply_to_message_id: 5 },
        { id: 7, ...base, ...ann, text: "b", reply_to_message_id: 6 },
        { id: 8, ...base, ...ann, text: "c" },
        { id: 9, ...base, ...ann, text: "d", message_thread_id: 5 },
      ]),
    );
    expect(messages.map(({ id, thread, replyTo }) => [id, thread, replyTo])).toEqual([
      [6, 5, null],
      [7, 5, 6],
      [8, null, null],
      [9, 5, null],
    ]);
  });

  it("leaves out service messages, bots and what it cannot read, and says so", async () => {
    const { messages, skipped } = await readExport(
      chat([
        { id: 1, ...base, type: "service", action: "invite_members", actor: "Ann" },
        { id: 2, ...base, from: "GroupHelpBot", from_id: "user5", text: "Rules" },
        { id: 3, ...base, from: "Quiz", from_id: "user6", text: "Go", inline_bot_buttons: [[{}]] },
        { id: 4, ...base, from: "Quiz", from_id: "user6", text: "No buttons this time" },
        { id: 5, ...base, ...ann, text: "gif", via_bot: "@gif" },
        { id: 6, ...base, from: "Talbot", from_id: "user7", text: "I am no bot" },
        { id: 7, type: "unsupported" },
        "nonsense",
      ]),
    );
    expect(messages.map(({ id }) => id)).toEqual([6]);
    expect(skipped.map(({ reason }) => reason).sort()).toEqual([
      "bots",
      "bots",
      "bots",
      "bots",
      "service",
      "unreadable",
      "unreadable",
    ]);
  });

  it("reads what Telegram Desktop writes although it is not JSON", async () => {
    const broken = chat([{ id: 1, ...base, ...ann, text: "CONTROL \\x41" }])
      .replace("CONTROL", "a\\x0Bb")
      .replace('"id":1,', '"id":1,\n"document_id": video_files/sticker (2).webm,\n');
    const { messages } = await readExport(broken);
    expect(messages[0]!.text).toBe("a\u000Bb \\x41");
  });

  it("reads a stream, and refuses one that is too large before it is in memory", async () => {
    const text = chat([{ id: 1, ...base, ...ann, text: "雪".repeat(50) }]);
    const bytes = [...Buffer.from(text)].map((byte) => Uint8Array.of(byte));
    expect((await readExport(Readable.from(bytes))).messages[0]!.text).toBe("雪".repeat(50));
    const chunk = new Uint8Array(2 ** 24);
    let sent = 0;
    function* endless() {
      for (;;) {
        sent += chunk.length;
        yield chunk;
      }
    }
    await expect(readExport(Readable.from(endless()))).rejects.toThrow(/larger than 200 MB/);
    expect(sent).toBeLessThan(MAX_EXPORT_BYTES + 40 * chunk.length);
  });

  it("chooses a chat of a whole account's export by name or id, or says which there are", async () => {
    const one = JSON.parse(chat([])) as object;
    const account = JSON.stringify({
      about: "…",
      chats: {
        about: "…",
        list: [
          one,
          { ...one, name: "Cooks", id: 8 },
          { type: "saved_messages", id: 2, messages: [] },
        ],
      },
    });
    expect((await readExport(account, { chat: "cooks" })).chat.name).toBe("Cooks");
    expect((await readExport(account, { chat: "-1001234500001" })).chat.name).toBe("Hikers");
    await expect(readExport(account)).rejects.toThrow(
      /--chat: Hikers \(1234500001\), Cooks \(8\), saved_messages \(2\)/,
    );
    await expect(readExport(account, { chat: "Bakers" })).rejects.toThrow(
      /no chat is called "Bakers"/,
    );
  });

  it.each([
    ["", /empty/],
    ["<!DOCTYPE html>", /HTML/],
    ['{"name":"x","messages":[', /breaks off/],
    ['{"name": x}', /not valid JSON/],
    ["[]", /no chat in this file/],
    ['{"messages":"none"}', /no chat in this file/],
    ["null", /no chat in this file/],
    ["42", /no chat in this file/],
  ])("says in one line what is wrong with %s", async (text, what) => {
    await expect(readExport(text)).rejects.toThrow(what);
    await expect(readExport(text)).rejects.not.toThrow(/\n/);
  });
});
