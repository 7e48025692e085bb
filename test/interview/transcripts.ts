import fc from "fast-check";

/** One sentence: as it must be quoted, and as the file writes it. */
interface Written {
  readonly quote: string;
  readonly text: string;
}

export interface ExpectedTurn {
  readonly speaker: string;
  readonly section: string | null;
  readonly quotes: readonly string[];
}

export interface Transcript {
  readonly source: string;
  readonly turns: readonly ExpectedTurn[];
}

const HAN =
  "我们在这件事情上取得进展董会员技术安全模型公司研究未来方向愿景团队决定回归影响治理结构".split(
    /(?=.)/u,
  );
const LATIN =
  "people build the new model with care and we think about safety every day because Dr. Smith, the U.S. market, 3.5 percent of snake_case names, https://example.com/a_b.html?c=1 Q* (see above. or not) “quoted words” OpenAI’s café".match(
    /\(.*?\)|“.*?”|Dr\. Smith,|\S+/gu,
  )!;
const MIXED = [
  " OpenAI ",
  " Q* ",
  "（通用人工智能）",
  "“引文”",
  "《The Verge》",
  "👩‍👩‍👧",
  "，",
  "：",
  "——",
  " GPT-4 ",
];

const han = fc
  .array(fc.constantFrom(...HAN), { minLength: 5, maxLength: 12 })
  .map((characters) => characters.join(""));

/** Emphasis and line wraps that a quote must not show. */
const dressing = fc.record({
  bold: fc.constantFrom("", "", "", "**", "****"),
  wrap: fc.boolean(),
});

const chinese: fc.Arbitrary<Written> = fc
  .record({
    head: han,
    middle: fc.constantFrom("", ...MIXED),
    tail: han,
    end: fc.constantFrom("。", "。", "？", "！", "……", "。”"),
    dressing,
  })
  .map(({ head, middle, tail, end, dressing: { bold, wrap } }) => {
    const opening = end === "。”" ? "“" : "";
    const wrapped = wrap ? `${tail.slice(0, 1)}\n${tail.slice(1)}` : tail;
    return {
      quote: `${opening}${head}${middle}${tail}${end}`,
      text: `${opening}${bold}${head}${bold}${middle}${wrapped}${end}`,
    };
  });

const english: fc.Arbitrary<Written> = fc
  .record({
    words: fc.array(fc.constantFrom(...LATIN), { minLength: 1, maxLength: 10 }),
    end: fc.constantFrom(".", ".", "?", "!", '."'),
    dressing,
  })
  .map(({ words, end, dressing: { bold, wrap } }) => {
    const opening = end === '."' ? '"' : "";
    const rest = words.join(" ");
    return {
      quote: `${opening}They said ${rest} again${end}`,
      text: `${opening}They ${bold}said${bold} ${wrap ? rest.replace(" ", "\n") : rest}${wrap ? "  \n" : " "}again${end}`,
    };
  });

const sentence = fc.oneof(chinese, english);
const paragraph = fc.record({
  sentences: fc.array(sentence, { minLength: 1, maxLength: 4 }),
  form: fc.constantFrom("plain", "plain", "item", "numbered", "image", "after image"),
});

const speech = fc.record({
  paragraphs: fc.array(paragraph, { minLength: 1, maxLength: 3 }),
  style: fc.constantFrom<(name: string) => string>(
    (name) => `${name}: `,
    (name) => `${name}：`,
    (name) => `**${name}:** `,
    (name) => `**${name}**: `,
    (name) => `****${name}：**** `,
    (name) => `__${name}:__ `,
    (name) => `**${name}：**\n`,
    (name) => `[00:12:33] ${name}: `,
    (name) => `${name} (00:12): `,
    (name) => `**${name}:**`,
  ),
});

const exchange = fc.record({
  heading: fc.option(
    fc.constantFrom(
      ["## 未来的方向", "未来的方向"],
      ["**第2部分：治理**", "治理"],
      ["****问题3：回归**** __", "回归"],
      ["Safety first\n---", "Safety first"],
    ),
    { freq: 4, nil: null },
  ),
  rule: fc.constantFrom("", "", "* * *", "---", "![](https://example.com/x.png)"),
  question: speech,
  answers: fc.tuple(speech, speech),
  both: fc.boolean(),
});

export const transcript: fc.Arbitrary<Transcript> = fc
  .record({
    asking: fc.constantFrom("记者", "主持人", "Q", "Interviewer", "Alex Heath"),
    answering: fc.constantFrom(["Sam Altman", "Mira Murati"], ["李明", "王小红"], ["A", "Bo"]),
    exchanges: fc.array(exchange, { minLength: 2, maxLength: 4 }),
    newline: fc.constantFrom("\n", "\r\n"),
    bom: fc.boolean(),
  })
  .map(({ asking, answering, exchanges, newline, bom }) => {
    const blocks: string[] = [];
    const turns: ExpectedTurn[] = [];
    let section: string | null = null;
    const say = (
      speaker: string,
      { paragraphs, style }: typeof speech extends fc.Arbitrary<infer T> ? T : never,
    ) => {
      const quotes = paragraphs.flatMap(({ sentences }) => sentences.map(({ quote }) => quote));
      turns.push({ speaker, section, quotes });
      paragraphs.forEach(({ sentences, form }, index) => {
        const text = textOf(sentences);
        blocks.push(index === 0 ? style(speaker) + text : formed(text, form));
      });
    };
    exchanges.forEach(({ heading, rule, question, answers, both }, index) => {
      if (rule !== "") blocks.push(rule);
      if (heading) {
        blocks.push(heading[0]);
        section = heading[1]!;
      }
      say(asking, question);
      say(answering[index % 2]!, answers[0]);
      if (both || index < 2) say(answering[(index + 1) % 2]!, answers[1]);
    });
    const source = `${bom ? "\ufeff" : ""}${blocks.join("\n\n")}\n`;
    return { source: source.replaceAll("\n", newline), turns };
  });

const textOf = (sentences: readonly Written[]): string => {
  let text = "";
  for (const { text: next } of sentences)
    text += text === "" || (/[。？！…”]$/u.test(text) && !/^["T]/u.test(next)) ? next : ` ${next}`;
  return text;
};

function formed(text: string, form: string): string {
  if (form === "item") return `- ${text}`;
  if (form === "numbered") return `1. ${text}`;
  if (form === "image") return `${text} ![x](https://example.com/x.png)`;
  return form === "after image" ? `![](https://example.com/x.png)${text}` : text;
}
