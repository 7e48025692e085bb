import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseReply } from "../../../src/answer/model/parse-reply.ts";
import { createClaimReader } from "../../../src/answer/model/read-claims.ts";

const CLAIM = { text: "It is so, she said.", sentences: [3, 4] };
const PLAIN = JSON.stringify({ answerable: true, claims: [CLAIM] });
const READ = {
  answerable: true,
  claims: [{ text: CLAIM.text, ids: [3, 4], translations: [] }],
};

describe("a model's reply", () => {
  it.each([
    ["as it was asked for", PLAIN],
    ["with a fence", `\`\`\`json\n${PLAIN}\n\`\`\``],
    ["with prose around it", `Here is {the} answer:\n${PLAIN}\nI hope this helps {you}!`],
    [
      "with trailing commas",
      '{"answerable": true, "claims": [{"text": "It is so, she said.", "sentences": [3, 4,],},],}',
    ],
    [
      "with single quotes",
      "{'answerable': True, 'claims': [{'text': 'It is so, she said.', 'sentences': [3, 4]}]}",
    ],
    [
      "without quotes around keys",
      '{answerable: true, claims: [{text: "It is so, she said.", sentences: [3, 4]}]}',
    ],
    ["as claims alone", JSON.stringify([CLAIM])],
    [
      "after thinking aloud",
      `<think>{"claims": [{"text": "no", "sentences": [1]}]}</think>\n${PLAIN}`,
    ],
    ["with a mark at its beginning", `\uFEFF${PLAIN}`],
    ["without saying that there is an answer", JSON.stringify({ claims: [CLAIM] })],
    ["with IDs as text", PLAIN.replace("[3,4]", '["[3]","S4"]')],
    ["with IDs in one text", PLAIN.replace("[3,4]", '"3, 4"')],
    ["with a range", PLAIN.replace("[3,4]", '"3-4"')],
    ["cut off behind a claim", PLAIN.slice(0, -1)],
    ["cut off inside the next claim", `${PLAIN.slice(0, -2)},{"text":"And","sentences":[1`],
  ])("is read %s", (_, text) => {
    expect(parseReply(text)).toEqual(READ);
  });

  it.each([
    "",
    "I am sorry, I cannot help with that.",
    "{",
    "null",
    "[]",
    '"claims"',
    "{}",
    PLAIN.slice(0, 40),
    '{"answerable":tr',
  ])("is none when it is %s", (text) => {
    expect(parseReply(text)).toBeNull();
  });

  it("may be that there is no answer", () => {
    expect(parseReply('{"answerable": false, "claims": []}')).toEqual({
      answerable: false,
      claims: [],
    });
    expect(parseReply('Well: {"answerable": "false"}')).toEqual({ answerable: false, claims: [] });
  });

  it("never gives an ID of which only the beginning arrived", () => {
    for (let end = 0; end < PLAIN.length; end++)
      for (const { ids } of parseReply(PLAIN.slice(0, end).replace("[3,4]", "[31,42]"))?.claims ??
        [])
        expect(ids).toEqual([31, 42]);
  });

  it("is read in pieces as in one, wherever they are cut", () => {
    const claims = fc.array(
      fc.record({ text: fc.string({ unit: "grapheme" }), sentences: fc.array(fc.nat(99)) }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(
        claims,
        fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }),
        (all, sizes) => {
          const text = JSON.stringify({ answerable: true, claims: all });
          const reader = createClaimReader();
          const read: unknown[] = [];
          for (let at = 0, i = 0; at < text.length; at += sizes[i++ % sizes.length]!)
            read.push(...reader.read(text.slice(at, at + sizes[i % sizes.length]!)));
          expect(read).toEqual((JSON.parse(text) as { claims: unknown }).claims);
          expect(reader.answerable()).toBe(true);
        },
      ),
    );
  });

  it("can be anything at all", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.json()), (text) => {
        parseReply(text);
        parseReply(`{"claims":${text}`);
      }),
      { numRuns: 500 },
    );
    expect(parseReply("[".repeat(50_000))).toBeNull();
    expect(parseReply('{"claims":'.repeat(6_000))).toBeNull();
  });
});
