import { describe, expect, it } from "vitest";
import { UserError } from "../../src/errors.ts";
import { parseInterview, quoteOfSentence } from "../../src/interview/parse-interview.ts";
import { expectSound, linesOf } from "./check-quote.ts";

const parse = (source: string) => {
  const interview = parseInterview(source, { fallbackId: "x" });
  expectSound(interview, source);
  return interview;
};
const lines = (source: string) => linesOf(parse(source), source);
const quotes = (source: string) =>
  parse(source).sentences.map((sentence) => quoteOfSentence(source, sentence));

describe("a label", () => {
  it.each([
    [
      "问：好吗？\n答：好。\n问：真的？\n答：真的。",
      ["问| 好吗？", "答| 好。", "问| 真的？", "答| 真的。"],
    ],
    ["Q1: Why?\n\nA1: So.\n\nQ2: How?\n\nA2: Thus.", ["Q| Why?", "A| So.", "Q| How?", "A| Thus."]],
    ["Alice: How are you?\nBob: Fine.", ["Alice| How are you?", "Bob| Fine."]],
    ["**主持人：你怎么看？**\n\n**李明：**还行。", ["主持人| 你怎么看？", "李明| 还行。"]],
    ["- **Q:** Why?\n- **A:** So.", ["Q| Why?", "A| So."]],
    ["> Q: Why?\n> A: So.", ["Q| Why?", "A| So."]],
    [
      "[00:12] Sam: Hi?\n[00:14] Ann: Yes.\n[00:15] And no.\n\nSam (00:16): Why?\n\nAnn  0:17\nSo.",
      ["Sam| Hi?", "Ann| Yes. / And no.", "Sam| Why?", "Ann| So."],
    ],
    [
      "Ann (CEO): One.\n\nBo: Two?\n\nAnn: Three.\n\nBo: Four?",
      ["Ann| One.", "Bo| Two?", "Ann| Three.", "Bo| Four?"],
    ],
  ])("opens a turn: %j", (source, turns) => {
    expect(lines(source)).toEqual(turns);
  });

  it.each([
    [
      "记者：为什么种稻？\n李四：稻米养活了我们村。\n",
      ["记者| 为什么种稻？", "李四| 稻米养活了我们村。"],
    ],
    ["Interviewer: Why?\nAna: So.\n\nAnd so.", ["Interviewer| Why?", "Ana| So. / And so."]],
    ["**记者：**为什么？\n李四：因为。", ["记者| 为什么？", "李四| 因为。"]],
    ["# T\n\nHost: Welcome to the show.", ["Host| Welcome to the show."]],
    [
      "# T\n\nA lead.\n\nTom: Why?\n\nAna: So.\n\nOne.\n\nTwo.\n\nStill: three.\n\nFour.",
      ["-| A lead.", "Tom| Why?", "Ana| So. / One. / Two. / Still: three. / Four."],
    ],
    [
      "Tom: Why?\nAna: So.\n\nOne.\n\nTwo.\n\nThree.",
      ["Tom| Why?", "Ana| So. / One. / Two. / Three."],
    ],
  ])("opens a turn where there is but one exchange: %j", (source, turns) => {
    expect(lines(source)).toEqual(turns);
  });

  it.each([
    ["【记者】为什么？\n【李四】因为。", ["记者| 为什么？", "李四| 因为。"]],
    ["【记者】\n为什么？\n\n【李四】：\n因为。", ["记者| 为什么？", "李四| 因为。"]],
    ["**【问】**为什么？\n\n**【答】**因为。", ["问| 为什么？", "答| 因为。"]],
    [
      "[Tom] Why?\n\n[Ana] So.\n\n[00:12] [Tom] How?\n\n[Ana] Thus.",
      ["Tom| Why?", "Ana| So.", "Tom| How?", "Ana| Thus."],
    ],
  ])("may stand in brackets: %j", (source, turns) => {
    expect(lines(source)).toEqual(turns);
  });

  it.each([
    "[Tom](https://e.com) ran.\n\n[Tom](https://e.com) sat.",
    "[Laughter] Hi.\n\n[Applause] Yo.\n\n[Laughter] Hi.\n\n[Applause] Yo.",
    "【环球】新闻一。\n\n【环球】新闻二。",
    "[A] Red.\n[B] Blue.",
    "[1] One.\n\n[1] Two.",
  ])("is not any word in brackets: %j", (source) => {
    expect(parse(source).speakers).toEqual([]);
  });

  it("may be a heading, where names take turns, and leaves the sections what they are", () => {
    const talk =
      "## Baking\n\n### Tom\n\nWhy?\n\n### Ana Costa\n\nSo.\n\nAnd so.\n\n## Eating\n\n### Tom\n\nHow?\n\n### Ana Costa\n\nThus.";
    expect(lines(`# Bread\n\n${talk}`)).toEqual([
      "Tom| Why?",
      "Ana Costa| So. / And so.",
      "Tom| How?",
      "Ana Costa| Thus.",
    ]);
    expect(parse(talk).sections).toEqual(["Baking", "Eating"]);
    expect(lines(talk.replace(/^## .*\n\n/gmu, "").replaceAll("###", "#"))).toHaveLength(4);
    expect(
      lines(talk.replace(/^## .*\n\n/gmu, "").replace(/^### (.*)$/gmu, "**$1**")),
    ).toHaveLength(4);
  });

  it.each([
    "## Ingredients\n\nFlour.\n\n## Method\n\nMix.\n\n## Ingredients\n\nEggs.\n\n## Method\n\nBoil.",
    "## Tom\n\nWhy is he here?\n\n## Ana\n\nShe bakes.",
  ])("is not any heading: %j", (source) => {
    expect(parse(source).speakers).toEqual([]);
  });

  it.each([
    "有三个原因：第一，我喜欢。",
    "记者：李明\n摄影：王五\n\n正文在此。",
    "问题：他没有钱。\n\n正文在此。",
    "A: the first choice.\n\nIt is good.",
    "Note: this is prose.\n\nNote: and this.",
    "Remember this: x.\n\nRemember this: y.",
    "http://example.com/a is a link. So is http://example.com/b too.",
    "12:30 is noon.\n\n13:30 is later.",
    "例如：苹果。\n\n例如：梨。",
    "第一：苹果。\n\n第二：梨。",
    "Step 1: mix it.\n\nStep 2: bake it.",
  ])("is not any word before a colon: %j", (source) => {
    const interview = parse(source);
    expect(interview.speakers).toEqual([]);
    expect(quotes(source).join("\n")).toContain(source.slice(0, 5));
  });

  it("tells by who asks, where no word does, who interviews", () => {
    const source =
      "Ann: Why?\n\nBo: So.\n\nAnn: Really?\n\nBo: Yes. Is that all?\n\nAnn: How?\n\nBo: Thus.";
    expect(parse(source).speakers).toEqual([
      { name: "Ann", role: "interviewer" },
      { name: "Bo", role: "interviewee" },
    ]);
  });

  it("makes nobody an interviewer where nobody asks more than the others", () => {
    const source = "Ann: One.\n\nBo: Two.\n\nAnn: Three.\n\nBo: Four.";
    expect(parse(source).speakers.map(({ role }) => role)).toEqual(["interviewee", "interviewee"]);
  });
});

describe("a sentence", () => {
  it.each([
    ["Dr. Smith left the U.S. in May. He paid $3.5 million, e.g. to J. Doe.", 2],
    ["“我不知道。”他说。然后走了。", 2],
    ['"Why?" he asked. "No idea." Ann said. Then silence.', 3],
    ["先看（这里。还有这里。）再说。", 1],
    ["See https://example.com/a.b.c?d=e! Then go.", 2],
    ["我……我不知道……算了。", 2],
    ["真的吗？！是的。", 2],
    ["Yes... and no. Wait… What?", 3],
    ["他说：“好。”接着离开。", 2],
  ])("ends where a reader would say so: %j", (source, count) => {
    expect(quotes(source)).toHaveLength(count);
  });

  it("keeps to its side of an image, a list item and a line of a quotation", () => {
    expect(quotes("One ![](a.png) two\n\n- three\n- four\n  five\n\n> six\n> seven")).toEqual([
      "One",
      "two",
      "three",
      "four five",
      "six",
      "seven",
    ]);
  });

  it("keeps to its cell of a table, whatever its pipes", () => {
    expect(quotes("| Name | Said |\n|:---|---:|\n| Tom | One. Two \\| three |\n\nAfter.")).toEqual([
      "Name",
      "Said",
      "Tom",
      "One.",
      "Two \\| three",
      "After.",
    ]);
    expect(quotes("Above\na | b\n--- | ---\nc | d\nbelow")).toEqual([
      "Above",
      "a",
      "b",
      "c",
      "d",
      "below",
    ]);
    expect(quotes("> | a | b |\n> |---|---|\n> | c | d |")).toEqual(["a", "b", "c", "d"]);
    expect(quotes("It is a | b, he said.")).toEqual(["It is a | b, he said."]);
  });

  it("ends its line where a lone carriage return does", () => {
    const source =
      "---\rid: abc\r---\r# T\r\rTom: Why?\r\rAna: So\rit is.\r\rTom: How?\r\rAna: Thus.\r";
    expect(lines(source)).toEqual(["Tom| Why?", "Ana| So it is.", "Tom| How?", "Ana| Thus."]);
    expect(parse(source).id).toBe("abc");
    expect(parse(source).sentences.map(({ start, end }) => [start, end])).toEqual(
      parse(source.replaceAll("\r", "\n")).sentences.map(({ start, end }) => [start, end]),
    );
  });

  it("is cut when it has lost its punctuation, but never inside a character", () => {
    const family = "👨‍👩‍👧‍👦";
    const source = family.repeat(200);
    const parts = quotes(source);
    expect(parts.join("")).toBe(source);
    for (const part of parts) expect(part.length % family.length).toBe(0);
  });

  it("has words: separators, comments, code fences and tables' rules are none", () => {
    expect(
      quotes("<!-- a\n\nb -->One.\n\n***\n\n```js\n# two\n```\n\n| a |\n|---|\n\n————"),
    ).toEqual(["One.", "# two", "a"]);
  });
});

describe("what is not the interview", () => {
  it("stays where no marker sets it apart", () => {
    const source = "# T\n\nAn introduction.\n\n---\n\nQ: Why?\n\nA: So.";
    expect(lines(source)).toEqual(["-| An introduction.", "Q| Why?", "A| So."]);
  });

  it("goes with the marker, where a lead follows it", () => {
    const source = "公众号介绍。\n\n**以下为原文：**\n\n导语在此。\n\n问：好吗？\n\n答：好。";
    expect(lines(source)).toEqual(["-| 导语在此。", "问| 好吗？", "答| 好。"]);
  });

  it("loses only the marker, where the transcript follows it at once", () => {
    const source = "记者的导语。\n\n以下为采访实录：\n\n问：好吗？\n\n答：好。";
    expect(lines(source)).toEqual(["-| 记者的导语。", "问| 好吗？", "答| 好。"]);
  });

  it("is the plea at the end, and no sentence that a speaker says", () => {
    const source =
      "问：好吗？\n\n答：好。请大家关注我们的产品。\n\n我们的口号\n欢迎点赞、转发！\n\nEND";
    expect(lines(source)).toEqual(["问| 好吗？", "答| 好。 / 请大家关注我们的产品。"]);
    expect(lines("Q: Why?\n\nA: So. Follow us there.")).toEqual([
      "Q| Why?",
      "A| So. / Follow us there.",
    ]);
  });

  it("is when subtitles are shown, and their numbers", () => {
    const srt =
      "1\n00:00:01,000 --> 00:00:02,000\nTom: Why bread\nand why now?\n\n2\n00:00:03,500 --> 00:00:05,000\nAna: So.\n\n3\n00:00:05,500 --> 00:00:06,000\n42\n4\n00:00:07,500 --> 00:00:08,000\nTom: OK?\n";
    const turns = ["Tom| Why bread and why now?", "Ana| So. / 42", "Tom| OK?"];
    expect(lines(srt)).toEqual(turns);
    expect(lines(srt.replaceAll("\n", "\r\n"))).toEqual(turns);
    expect(
      lines(
        "WEBVTT - talk\nKind: captions\n\nNOTE by\nhand\n\nintro\n00:01.000 --> 00:03.000 align:start position:0%\nTom: Why?\n\n00:03.000 --> 00:04.000\nAna: So.\n\nSTYLE\n::cue {}\n\n00:05.000 --> 00:06.000\nNOTE this.\n",
      ),
    ).toEqual(["Tom| Why?", "Ana| So. / NOTE this."]);
    expect(quotes("In 1999\n\n42\n\nThe arrow --> shows it.")).toEqual([
      "In 1999",
      "42",
      "The arrow --> shows it.",
    ]);
  });

  it.each([
    ["# Bread\n\nBy Tom Reed\n\nText.", "Tom Reed", ["Text."]],
    [
      "The bread\n\n*By Tom Reed and Ana Costa*\n\nText.",
      "Tom Reed and Ana Costa",
      ["The bread", "Text."],
    ],
    ["# 稻米\n\n文/张三\n\n正文。", "张三", ["正文。"]],
    ["# 稻米\n\n作者｜张三 编辑｜李四\n\n正文。", "张三", ["正文。"]],
    ["# 稻米\n\n本报记者 张三\n\n正文。", "张三", ["正文。"]],
  ])("is a byline below the title: %j", (source, reporter, text) => {
    const { metadata } = parse(source);
    expect(metadata.find(({ field }) => field === "reporter")?.value).toBe(reporter);
    expect(quotes(source)).toEqual(text);
  });

  it.each(["# T\n\nText.\n\nBy Tom Reed\n\nMore.", "# T\n\nBy the river\n\nText."])(
    "is no line that only begins like a byline: %j",
    (source) => {
      expect(parse(source).metadata.map(({ field }) => field)).toEqual(["title"]);
      expect(quotes(source).join("\n")).toContain("By ");
    },
  );

  it("states its facts in front matter, which wins, or in lines above the text", () => {
    const source =
      '---\nid: My_Id\ntitle: "A talk"\noriginal_url: https://e.com/a\nlanguage: zh\n---\n# Other\n\nAuthor: Ann\nPublished: May 1, 2020\nURL: https://e.com/b\n\nBy Bo Li, May 2, 2020\n\nText here.\n';
    const interview = parse(source);
    expect(interview).toMatchObject({ id: "My_Id", language: "zh" });
    expect(
      Object.fromEntries(interview.metadata.map(({ field, value }) => [field, value])),
    ).toEqual({
      title: "A talk",
      publisher: "Ann",
      published: "May 1, 2020",
      url: "https://e.com/b",
      originalUrl: "https://e.com/a",
      reporter: "Bo Li",
      reported: "May 2, 2020",
    });
    expect(quotes(source)).toEqual(["Text here."]);
  });
});

describe("narrator prose", () => {
  it("is a passage for each paragraph, under its heading, where nobody speaks", () => {
    const source = "# Tides\n\nThe moon pulls. It does.\n\n## Spring\n\nOne.\n\nTwo.\n";
    const interview = parse(source);
    expect(interview.passages.map(({ from, to }) => [from, to])).toEqual([
      [0, 2],
      [2, 3],
      [3, 4],
    ]);
    expect(interview.sections).toEqual(["Spring"]);
    expect(interview.turns.every(({ role }) => role === "narrator")).toBe(true);
  });

  it("names whom it quotes by name or pronoun, and never someone unknown", () => {
    const source =
      '"I stay," Doe told me. "For good." The so-called "deal" failed. “It is over,” he said.\n\nQ: Why?\n\nJane Doe: So.\n\nQ: How?\n\nJane Doe: Thus.';
    const named = parse(source).sentences.slice(0, 4);
    expect(named.map(({ quotedSpeaker }) => quotedSpeaker)).toEqual([
      "Jane Doe",
      "Jane Doe",
      null,
      "Jane Doe",
    ]);
  });

  it("gives way to the speaker who calls back, and to nobody else", () => {
    const talk = "Q: Why?\n\nJane Doe: So.\n\nQ: How?\n\nJane Doe: Thus.\n\n---\n\n";
    expect(
      lines(`${talk}Doe called back later.\n\nI forgot my keys.\n\nThe end came.`).slice(4),
    ).toEqual(["-| Doe called back later.", "Jane Doe| I forgot my keys.", "-| The end came."]);
    expect(lines(`${talk}It rained.\n\nI walked home.`).slice(4)).toEqual([
      "-| It rained. / I walked home.",
    ]);
  });
});

describe("a text that cannot be read", () => {
  it.each([
    ["nothing to quote", "![](a.png)\n\n***\n"],
    ["only a title", "# Title\n"],
    ["broken front matter", "---\ntitle: [a\n---\nText.\n"],
  ])("says so in one line: %s", (_, source) => {
    expect(() => parse(source)).toThrow(UserError);
    expect(() => parse(source)).toThrow(/^[^\n]+$/u);
  });

  it("names the line of front matter that is broken", () => {
    expect(() => parse("---\nid: a\ntitle: b: c\n---\nText.")).toThrow(/line 3/u);
  });
});

describe("time", () => {
  it.each([
    ["stars", "a" + "*".repeat(1_000_000) + "b"],
    ["brackets", "a(".repeat(500_000)],
    ["images that never end", "a![](".repeat(300_000)],
    ["colons", "a:".repeat(500_000)],
    ["labels", "Bob: Hi?\nAnn: Yo.\n".repeat(50_000)],
    ["bracketed labels", "【记者】好吗？\n[Ann] Yo.\n".repeat(40_000)],
    ["headings", "# Bob\n\nHi?\n\n# Ann\n\nYo.\n\n".repeat(20_000)],
    ["carriage returns", `a${"\r".repeat(1_000_000)}b`],
    ["pipes", `${"|".repeat(500_000)}a|`],
    ["rows", "|a|b|\n|-|-|\n".repeat(50_000)],
    ["cues", "1\n00:01,000 --> 00:02,000\na\n\n".repeat(30_000)],
    ["quotation marks", "a“".repeat(500_000)],
    ["backticks", "a`".repeat(500_000)],
    ["no punctuation", "长".repeat(1_000_000)],
    ["blanks", `a${" ".repeat(1_000_000)}b`],
  ])("is parsed to its end: %s", (_, source) => {
    // What grows faster than the text does not come to an end within the suite's own limit.
    const { sentences } = parseInterview(source, { fallbackId: "x" });
    expect(sentences.every(({ start, end }) => start < end && end <= source.length)).toBe(true);
  });
});
