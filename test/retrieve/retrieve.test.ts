import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analysePassage } from "../../src/retrieve/analyse.ts";
import type { SourcePassage } from "../../src/retrieve/analyse.ts";
import { LocalEmbeddings } from "../../src/retrieve/local-embedder.ts";
import { createRetriever, localFusion } from "../../src/retrieve/retrieve.ts";
import type { Retriever } from "../../src/retrieve/retrieve.ts";
import { shippedLexicon as lexicon } from "./shipped-lexicon.ts";

const passage = (id: string, context: string[], ...said: [speaker: string, text: string][]) => ({
  id,
  context,
  sentences: said.map(([speaker, text], number) => ({ id: `${id}-${number}`, text, speaker })),
});

const SOURCES: readonly SourcePassage[] = [
  passage(
    "storm",
    ["暴风雨"],
    ["记者", "船长，那天晚上发生了什么？"],
    ["林船长", "大浪在午夜打断了桅杆。"],
    ["林船长", "我们有三名水手受伤。"],
  ),
  passage(
    "bakery",
    ["面包店"],
    ["记者", "你为什么关掉面包店？"],
    ["Maria Keller", "房东把租金提高了一倍。"],
    ["Maria Keller", "我的邻居卡罗莱纳 1998 年在隔壁开了书店。"],
  ),
  passage("garden", ["花园"], ["Maria Keller", "玫瑰需要很多阳光和水。"]),
];

async function open(sources = SOURCES): Promise<Retriever> {
  const embeddings = new LocalEmbeddings(lexicon);
  const vectors = await embeddings.embedDocuments(
    sources.map(({ sentences }) => sentences.map(({ text }) => text).join("")),
  );
  return createRetriever({
    lexicon,
    passages: sources.map((source) => analysePassage(source, lexicon)),
    dense: (vector, limit) =>
      vectors
        .map((other, index) => ({
          passage: index,
          similarity: vector.reduce((sum, value, d) => sum + value * other[d]!, 0),
        }))
        .sort((a, b) => b.similarity - a.similarity)
        .slice(0, limit),
    embedQuery: (text) => embeddings.embedQuery(text),
    fusion: localFusion,
  });
}

const retriever = await open();
const best = async (question: string) => (await retriever.retrieve(question)).sentences[0]?.id;
const termsOf = async (question: string) => (await retriever.retrieve(question)).terms;

describe("retrieval", () => {
  it.each([
    ["桅杆是什么时候断的？", "storm-1"],
    ["When did the wave break the mast?", "storm-1"],
    ["How many sailors were injured?", "storm-2"],
    ["有几个船员受了伤？", "storm-2"],
    ["Who raised the rent?", "bakery-1"],
    ["What do roses need?", "garden-0"],
    ["玫瑰要什麼？", "garden-0"],
    ["What did Carolina open?", "bakery-2"],
    ["What happened in 1998?", "bakery-2"],
  ])("%s is answered by %s", async (question, id) => {
    expect(await best(question)).toBe(id);
  });

  it("returns every sentence of the passages, best first, and never the context", async () => {
    const { sentences } = await retriever.retrieve("面包店");
    expect(sentences).toHaveLength(7);
    expect(sentences.map(({ score }) => score)).toEqual(
      sentences.map(({ score }) => score).sort((a, b) => b - a),
    );
  });

  it("returns only what is allowed", async () => {
    const { passages, sentences } = await retriever.retrieve("发生了什么", {
      allow: ({ speaker }) => speaker === "Maria Keller",
    });
    expect(passages.map(({ passage: index }) => index).sort()).toEqual([1, 2]);
    expect(sentences.map(({ id }) => id).sort()).toEqual(["bakery-1", "bakery-2", "garden-0"]);
  });

  it("says which side found a passage at which rank", async () => {
    const { passages } = await retriever.retrieve("rent");
    expect(passages[0]).toMatchObject({ passage: 1, lexicalRank: 1 });
    expect(passages.map(({ denseRank }) => denseRank).sort()).toEqual([1, 2, 3]);
    expect(passages.at(-1)!.lexicalRank).toBeNull();
  });
});

describe("the terms of a question", () => {
  it("tell a name that the text never has", async () => {
    const [keller, musk] = (await termsOf("What did Keller say about Musk?")).filter(
      ({ kind }) => kind === "name",
    );
    expect(keller).toMatchObject({ text: "keller" });
    expect(musk).toMatchObject({ text: "musk" });
    expect(Math.max(keller!.inCorpus, musk!.inCorpus)).toBeLessThan(0.2);
  });

  it("tell a Chinese name that the text never has", async () => {
    const terms = await termsOf("她对马斯克怎么看？");
    expect(terms.find(({ text }) => text === "马斯克")).toMatchObject({ kind: "name" });
    expect(terms.find(({ text }) => text === "马斯克")!.inCorpus).toBeLessThan(0.3);
  });

  it("know a translation by its forms in the text", async () => {
    const terms = await termsOf("Was the mast broken?");
    const mast = terms.find(({ text }) => text === "mast")!;
    expect(mast.inTopSentence).toBeGreaterThan(0.8);
    expect(mast.forms).toContain("桅杆");
  });

  it("know a title by its letters", async () => {
    const titled = await open([passage("officer", [], ["记者", "她是首席技术官。"])]);
    const { terms } = await titled.retrieve("Who is the CTO?");
    expect(terms.find(({ text }) => text === "cto")!.inTopSentence).toBeGreaterThan(0.7);
  });

  it("find no meaning in words that only carry a sentence", async () => {
    const plain = await open([passage("all", [], ["记者", "他们都会来。"])]);
    // 都 is also a capital city, and 会 also to know.
    const { terms } = await plain.retrieve("Which city do you know?");
    for (const { inCorpus } of terms) expect(inCorpus).toBeLessThan(0.4);
  });

  it("know a name by its sound", async () => {
    const [carolina] = await termsOf("Carolina?");
    expect(carolina!.inCorpus).toBeGreaterThan(0.6);
    expect(carolina!.forms[0]).toBe("卡罗莱纳");
  });

  it("tell numbers that the text has from those it has not", async () => {
    const terms = await termsOf("1998 or 2001?");
    expect(terms).toMatchObject([
      { text: "1998", kind: "number", inCorpus: 1 },
      { text: "2001", kind: "number", inCorpus: 0 },
    ]);
  });

  it("are none where nothing is asked about", async () => {
    expect(await termsOf("那是什么？")).toEqual([]);
    expect(await termsOf("What is it?")).toEqual([]);
  });
});

describe("whatever is asked", () => {
  it("there is an answer with finite scores", async () => {
    const question = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }));
    await fc.assert(
      fc.asyncProperty(question, async (text) => {
        const { passages, sentences } = await retriever.retrieve(text);
        for (const { score } of [...passages, ...sentences])
          expect(Number.isFinite(score)).toBe(true);
      }),
    );
  });

  it.each(["🤷🏽‍♀️", "…？！", "   ", "\ud800", "\u0000"])("%j asks about nothing", async (text) => {
    expect(await termsOf(text)).toEqual([]);
  });

  it.each(["卡罗莱纳", "Carolina Keller ", "a b c ", "董事会解雇", "9 "])(
    "2,000 characters of %j are looked up, each thing once",
    async (text) => {
      const { terms } = await retriever.retrieve(text.repeat(2_000).slice(0, 2_000));
      expect(new Set(terms.map((term) => term.text)).size).toBe(terms.length);
    },
  );

  it("an empty library has nothing", async () => {
    const empty = await open([]);
    expect(await empty.retrieve("董事会")).toMatchObject({ passages: [], sentences: [] });
  });

  it("a passage without sentences is never returned", async () => {
    const hollow = await open([passage("hollow", ["董事会"])]);
    expect(await hollow.retrieve("董事会")).toMatchObject({ passages: [], sentences: [] });
  });
});

describe("what is said in other words", () => {
  const company: readonly SourcePassage[] = [
    passage("left", [], ["记者", "后来呢？"], ["林岚", "董事会星期五解雇了邵钢。"]),
    passage("vote", [], ["林岚", "六十四人投票，四十九票赞成。"]),
    passage("answer", [], ["林岚", "这个问题应该由他们来回答。"]),
    passage("money", [], ["林岚", "我没要涨薪，年薪反而降了。"]),
  ];
  const english: readonly SourcePassage[] = [
    passage("oust", [], ["Lin", "The directors sacked him on Friday."]),
    passage("rain", [], ["Lin", "It rained all week in the valley."]),
  ];

  it.each([
    ["Who was let go?", "left-1"],
    ["他为什么被炒鱿鱼？", "left-1"],
    ["What happened to Shao Gang?", "left-1"],
    ["How did the 64 vote?", "vote-0"],
    ["What was her salary?", "money-0"],
  ])("answers %s by %s", async (question, id) => {
    const [best] = (await (await open(company)).retrieve(question)).sentences;
    expect(best?.id).toBe(id);
  });

  it.each(["When did they kick him out?", "他哪天被赶走的？"])(
    "is found in English, too: %s",
    async (question) => {
      const [best] = (await (await open(english)).retrieve(question)).sentences;
      expect(best?.id).toBe("oust-0");
    },
  );

  it("is not found where it is only parts of two words: 来回 in 来回答", async () => {
    const { terms } = await (await open(company)).retrieve("他为什么回来？");
    expect(terms.flatMap(({ forms }) => forms)).not.toContain("来回");
  });

  it("counts a phrase once, not also its words", async () => {
    const { terms } = await (await open(company)).retrieve("Why did they let him go?");
    expect(terms.map(({ text }) => text)).toEqual(["let go"]);
  });

  it("is not found by what a phrase's words mean by themselves", async () => {
    const { terms } = await (await open(company)).retrieve("Did it go public?");
    expect(terms).toMatchObject([{ text: "go public", inCorpus: 0 }]);
  });

  it("tells a name in pinyin that nobody bears", async () => {
    const { terms } = await (await open(company)).retrieve("What happened to Tong Lei?");
    expect(terms.every(({ inCorpus }) => inCorpus < 0.5)).toBe(true);
  });
});
