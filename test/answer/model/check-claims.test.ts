import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createClaimCheck } from "../../../src/answer/model/check-claims.ts";
import { createSourceChooser } from "../../../src/answer/model/choose-sources.ts";
import { loadKnownNames } from "../../../src/answer/model/known-names.ts";
import { estimateTokens } from "../../../src/answer/model/estimate-tokens.ts";
import { parseReply, type RawClaim } from "../../../src/answer/model/parse-reply.ts";
import { sourceLines, type Sources } from "../../../src/answer/model/prompt.ts";
import { verify } from "../../../src/answer/verify.ts";
import { quoteOf } from "../../../src/interview/quote-of.ts";
import { shippedApp } from "../../support/app.ts";
import { shippedLexicon } from "../../support/deriver.ts";
import { SOUND, UNSOUND } from "./claims.ts";

const { corpus } = await shippedApp();
const names = loadKnownNames(new URL("../../../data/names/names.tsv", import.meta.url));
const checkerFor = createClaimCheck(corpus, { lexicon: shippedLexicon(), names });
const sources = createSourceChooser(corpus, Infinity)({ passages: [], candidates: [] });

const idOf = (words: string): number => {
  const place = sources.findIndex(({ quote }) => quote.includes(words));
  expect(place, words).toBeGreaterThanOrEqual(0);
  return place + 1;
};
const claimOf = (text: string, ids: readonly number[]): RawClaim => ({
  text,
  ids,
  translations: [],
});
function checked(claim: RawClaim) {
  const checker = checkerFor(sources);
  return { claim: checker.check(claim), drops: checker.drops };
}

describe("a claim of a model", () => {
  it.each(SOUND)("is shown when its sentences say it: %s", (text, ...cited) => {
    const { claim, drops } = checked(claimOf(text, cited.map(idOf)));
    expect(drops).toEqual({});
    expect(claim?.text).toBe(text);
  });

  it.each(UNSOUND)("is not shown for its %s: %s", (reason, text, ...cited) => {
    expect(checked(claimOf(text, cited.map(idOf)))).toMatchObject({
      claim: null,
      drops: { [reason]: 1 },
    });
  });

  it("keeps the sentences of whom it names, and loses the others", () => {
    const own = idOf("这些事件与安全无关");
    const { claim, drops } = checked(
      claimOf("Murati said it had nothing to do with safety.", [idOf("我现在还不想谈这个"), own]),
    );
    expect(claim?.sentences).toEqual([sources[own - 1]!.sentence.id]);
    expect(drops).toEqual({ "wrong-speaker": 1 });
  });

  it("cites at most three quotes, of sentences that were sent", () => {
    const { claim, drops } = checked(claimOf("He loves the company.", [35, 999, 1, 13, 40, 46, 0]));
    const { citations } = verify({ claims: [claim!] }, corpus);
    expect(citations).toHaveLength(3);
    expect(drops).toEqual({ "unknown-id": 2, "surplus-citation": 2 });
  });

  it.each([
    ["He “did” want 'it' 『now』.", "He did want it now.", "quotation-marks"],
    [
      "The employees' plan isn't Altman’s.",
      "The employees plan isn't Altman’s.",
      "quotation-marks",
    ],
    ["See https://evil.example/x?y=1 for more.", "See for more.", "link"],
    ["See [the review](http://evil.example) now.", "See the review now.", "markup"],
    ["Visit evil.com or www.evil.org today.", "Visit or today.", "link"],
    ["Ask @someone or me@evil.com about it.", "Ask or about it.", "link"],
    ["Send /start or /help@bot now.", "Send or now.", "command"],
    ["It is **very** `clear` [3].", "It is very clear.", "markup"],
    ["It<b>self</b> is <i>clear</i>.", "It self is clear.", "markup"],
    ["他在《假书》里说得“很清楚”。", "他在假书里说得很清楚。", "quotation-marks"],
  ])("loses what only sources and program may say: %s", (typed, shown, reason) => {
    const { claim, drops } = checked(claimOf(typed, [idOf("是的。")]));
    expect(claim?.text).toBe(shown);
    expect(drops).toHaveProperty([reason]);
  });

  it("loses what hides in it", () => {
    const { claim } = checked(claimOf("He\u200B came\u202E back\u0007\n\nto\u2028stay.", [40]));
    expect(claim?.text).toBe("He came back to stay.");
  });
});

describe("5,000 outputs of a model", () => {
  const lacking = [
    "Elon Musk",
    "马斯克",
    "Google",
    "谷歌",
    "Helen Toner",
    "Nvidia",
    "英伟达",
    "Jeff Bezos",
    "贝索斯",
    "Tesla",
  ];
  const someName = fc.constantFrom(...lacking);
  /** Not one of these is anywhere in the interview. */
  const someNumber = fc.constantFrom(
    "8675309",
    "77",
    "3.14",
    "九十九",
    "seventy-seven",
    "88%",
    "6,500",
    "三百亿",
  );
  const words = fc.oneof(
    fc.constantFrom(...SOUND.map(([text]) => text)),
    fc.constantFrom(...UNSOUND.map(([, text]) => text)),
    fc
      .tuple(fc.constantFrom(...SOUND.map(([text]) => text)), someName)
      .map((pair) => pair.join(" ")),
    fc
      .tuple(fc.constantFrom(...SOUND.map(([text]) => text)), someNumber)
      .map((pair) => pair.join(" ")),
    fc.string({ unit: "grapheme", maxLength: 60 }),
    fc.string({ unit: "binary", maxLength: 60 }),
  );
  const id = fc.oneof(
    fc.integer({ min: 1, max: sources.length }),
    fc.integer({ min: -5, max: 500 }),
    fc.integer({ min: 1, max: sources.length }).map((n) => `[${n}]`),
    fc.constantFrom<unknown>("S3", "3-5", null, {}, 1e99, true, "sam-altman-returns-2023-12-01-3"),
  );
  /** To the right sentences, as it is or with something made up in it. */
  const apt = fc
    .tuple(fc.constantFrom(...SOUND), fc.oneof(fc.constant(""), someName, someNumber))
    .map(([[text, ...cited], addition]) => ({
      text: `${text} ${addition}`,
      sentences: cited.map(idOf),
    }));
  const any = fc.record(
    {
      text: fc.oneof({ weight: 9, arbitrary: words }, { weight: 1, arbitrary: fc.anything() }),
      sentences: fc.oneof(fc.array(id, { maxLength: 8 }), id),
    },
    { requiredKeys: ["text"] },
  );
  const claim = fc.oneof(any, apt);
  const output = fc
    .record({
      answerable: fc.constantFrom<unknown>(true, true, true, "true", null),
      claims: fc.oneof(
        { weight: 9, arbitrary: fc.array(claim, { maxLength: 3 }) },
        { weight: 1, arbitrary: fc.array(claim, { maxLength: 8 }) },
      ),
    })
    .map((value) => JSON.stringify(value));
  const mutated = fc
    .tuple(output, fc.nat(), fc.nat(4), fc.string({ unit: "binary", maxLength: 4 }))
    .map(([text, at, kind, noise]) => {
      const place = at % (text.length + 1);
      if (kind === 0) return text;
      if (kind === 1) return text.slice(0, place);
      if (kind === 2) return text.slice(0, place) + noise + text.slice(place);
      if (kind === 3) return `Sure! \`\`\`json\n${text.replaceAll("}", ",}")}\n\`\`\``;
      return text.replaceAll('"', "'");
    });

  it("never yield a quote that is not exact, a voice that is not its own, or a name or number from nowhere", () => {
    let shown = 0;
    fc.assert(
      fc.property(mutated, (text) => {
        const reply = parseReply(text);
        const checker = checkerFor(sources);
        const accepted = reply?.claims.flatMap((raw) => checker.check(raw) ?? []) ?? [];
        const { claims, citations } = verify({ claims: accepted }, corpus);
        shown += claims.length;
        for (const { file, start, end, quote, speaker, sentences } of citations) {
          const stored = corpus.interviews.find((one) => one.file === file)!;
          expect(quoteOf(stored.source.slice(start, end))).toBe(quote);
          for (const one of sentences) expect(corpus.sentence(one)!.turn.speaker).toBe(speaker);
        }
        for (const { text: said } of claims) {
          expect(said).not.toMatch(
            /Musk|马斯克|Google|谷歌|Toner|Nvidia|英伟达|Bezos|贝索斯|Tesla/iu,
          );
          expect(said).not.toMatch(/8675309|77|3\.14|九十九|seventy-seven|88|6,500|三百亿/u);
          expect(said).not.toMatch(/["“”「」『』]|:\/\/|@\w/u);
        }
      }),
      { numRuns: 5_000 },
    );
    expect(shown).toBeGreaterThan(1_000);
  });
});

const everything = corpus.interviews.flatMap(({ interview }) =>
  interview.sentences.map(({ id }) => id),
);
const idsOf = (chosen: Sources) => chosen.map(({ sentence }) => sentence.id);

describe("what a model is given to read", () => {
  it("is everything when that fits, whatever was found", () => {
    const choose = createSourceChooser(corpus, 12_000);
    expect(idsOf(choose({ passages: [5], candidates: [] }))).toEqual(everything);
  });

  it("is the nearest passages otherwise, in the order of the document and within the budget", () => {
    const tokens = 700;
    const choose = createSourceChooser(corpus, tokens);
    const chosen = choose({ passages: [9, 2, 14, 4, 7], candidates: [] });
    const ids = idsOf(chosen);
    expect(estimateTokens(sourceLines(chosen))).toBeLessThanOrEqual(tokens);
    expect(ids).toEqual(everything.filter((id) => ids.includes(id)));
    for (const { sentence } of corpus.passage(9)) expect(ids).toContain(sentence.id);
    expect(ids.length).toBeLessThan(everything.length);
  });

  it("is the beginning when nothing was found", () => {
    const chosen = createSourceChooser(corpus, 700)({ passages: [], candidates: [] });
    expect(idsOf(chosen)[0]).toBe(everything[0]);
  });
});
