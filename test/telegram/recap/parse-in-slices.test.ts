import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSlices } from "../../../src/recap/slices.ts";
import { parseInSlices } from "../../../src/recap/parse-in-slices.ts";

const parse = (json: string) => parseInSlices(json, createSlices(undefined));
const message = fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue(), { maxKeys: 4 });
const text = fc.string({ unit: fc.constantFrom('"', "\\", "{", "]", ",", "文", "\n", "messages") });

describe("an export that is parsed message by message", () => {
  it("is what it is when it is parsed at once", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(message, fc.record({ text }))),
        fc.dictionary(text, fc.jsonValue()),
        fc.constantFrom(undefined, 1),
        async (messages, rest, indent) => {
          const chat = { name: "Sailors", ...rest, messages, id: 7 };
          const json = JSON.stringify(chat, null, indent);
          expect(await parse(json)).toEqual(JSON.parse(json));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("is left to others where it is laid out in another way, or is broken", async () => {
    const whole = JSON.stringify({ name: "x", messages: [{ id: 1 }, { id: 2 }], id: 7 });
    const others = [
      "",
      "[]",
      "7",
      '{"chats":{"list":[{"messages":[]}]}}',
      '{"messages":[1,2]}',
      '{"messages":[{} {}]}',
      '{"messages":[{},]}',
      '{"messages":{}}',
      `${whole}}`,
      ...Array.from({ length: whole.length - 1 }, (_, i) => whole.slice(0, i + 1)),
    ];
    for (const json of others) expect(await parse(json)).toBeNull();
  });

  it("mends what Telegram Desktop writes wrongly", async () => {
    const json = '{"name":"x","messages":[{"text":"a\\x0Bb"}],"id":1}';
    expect(await parse(json)).toEqual({ name: "x", messages: [{ text: "a\vb" }], id: 1 });
  });
});
