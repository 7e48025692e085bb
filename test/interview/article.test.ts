import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  parseInterview,
  questionOf,
  quoteOfSentence,
} from "../../src/interview/parse-interview.ts";
import { expectSound } from "./check-quote.ts";

const file = new URL("../../data/interviews/sam-altman-returns-2023-12-01.md", import.meta.url);
const source = readFileSync(file, "utf8");
const interview = parseInterview(source, { fallbackId: "sam-altman-returns-2023-12-01" });
const quotes = interview.sentences.map((sentence) => quoteOfSentence(source, sentence));
const sentenceWith = (words: string) =>
  interview.sentences[quotes.findIndex((quote) => quote.includes(words))]!;
const turnWith = (words: string) => interview.turns[sentenceWith(words).turn]!;

describe("the article that ships", () => {
  it("has 15 questions, 3 sections, 3 speakers and a narrator", () => {
    const asked = interview.turns.filter(({ role }) => role === "interviewer");
    expect(asked).toHaveLength(15);
    expect(asked.every(({ speaker }) => speaker === "记者")).toBe(true);
    expect(interview.sections).toEqual([
      "被裁的真实原因",
      "Sam Altman回归理由",
      "关于模型Q* 的突破",
    ]);
    expect(interview.speakers).toEqual([
      { name: "记者", role: "interviewer" },
      { name: "Sam Altman", role: "interviewee" },
      { name: "Mira Murati", role: "interviewee" },
    ]);
    expect(interview.language).toBe("zh");
    expect(interview.turns.filter(({ role }) => role === "narrator")).toHaveLength(2);
  });

  it("keeps every quote exact, and no label in any", () => {
    expectSound(interview, source);
    for (const quote of quotes) {
      expect(quote).not.toMatch(/(^|[\s*])(记者|Sam Altman|Mira Murati)[*]*[:：]/u);
      expect(quote).not.toContain("**");
    }
  });

  it("never quotes furniture", () => {
    const all = quotes.join("\n");
    const furniture = [
      "正式回归Sam Altman",
      "这次引人注目的对话",
      "原文如下",
      "AI深度研究员",
      "mmbiz",
      "http",
      "无限分享",
      "点赞",
      "82046",
      "Alex Heath",
      "11月29日",
      "问题1",
      "被裁的真实原因",
    ];
    for (const words of furniture) expect(all).not.toContain(words);
  });

  it("knows who published and reported it, when and where", () => {
    const facts = Object.fromEntries(interview.metadata.map(({ field, value }) => [field, value]));
    expect(facts).toMatchObject({
      title: expect.stringMatching(/^重返聚光灯下：Sam Altman 在 OpenAI/u) as string,
      publisher: "AI深度研究员",
      published: "2023-12-01 10:00",
      place: "上海",
      url: expect.stringMatching(/^http:\/\/mp\.weixin\.qq\.com\/s\?\S+#rd$/u) as string,
      reporter: "Alex Heath",
      reported: "2023年11月29日",
      originalUrl:
        "https://www.theverge.com/2023/11/29/23982046/sam-altman-interview-openai-ceo-rehired",
    });
    for (const { start, end } of interview.metadata)
      expect(source.slice(start, end)).not.toMatch(/记者|作者|链接/u);
  });

  it("gives Mira Murati her two answers, each with its question", () => {
    const answers = interview.turns.flatMap((turn, index) =>
      turn.speaker === "Mira Murati" ? [{ ...turn, index }] : [],
    );
    expect(answers.map(({ from, to }) => quotes.slice(from, to))).toEqual([
      ["我们不清楚。", "这个问题应该问 Ilya。"],
      ["没有。", "这些事件与安全无关。"],
    ]);
    expect(questionOf(interview, source, answers[0]!.index)).toBe(
      "在给员工的便笺中，你提到了 Ilya Sutskever [OpenAI 的首席科学家]。你能透露一下，为什么他改变了主意，决定和其他人站在一起的原因吗？",
    );
  });

  it("gives the words after the call to Altman, and what announces them to the narrator", () => {
    expect(turnWith("我们挂断电话后不久")).toMatchObject({ speaker: null, section: null });
    for (const words of ["我发现公司完全可以", "能感觉到公司即使没有我"])
      expect(turnWith(words)).toMatchObject({
        speaker: "Sam Altman",
        role: "interviewee",
        section: null,
        answers: null,
      });
  });

  it("names whom the lead quotes, and nobody where it only tells", () => {
    const lead = interview.sentences.filter(({ turn }) => turn === 0);
    const quoted = lead.flatMap((sentence) =>
      sentence.quotedSpeaker === null ? [] : quoteOfSentence(source, sentence).slice(0, 6),
    );
    expect(quoted).toEqual(["“我用了几分", "“毕竟，我非", "我们在我非常", "“我非常支持"]);
    for (const sentence of interview.sentences.slice(lead.length))
      expect(sentence.quotedSpeaker).toBeNull();
    for (const { quotedSpeaker } of lead) expect([null, "Sam Altman"]).toContain(quotedSpeaker);
    expect(turnWith("以下是我与 OpenAI")).toMatchObject({ speaker: null, role: "narrator" });
  });

  it("joins wrapped lines as a reader would, and keeps the star of Q*", () => {
    expect(quotes).toContain("关于你们最近在模型Q* 方面取得的突破，发生了什么？");
    const all = quotes.join("\n");
    expect(all).toContain("Sam Altman 一天后");
    expect(all).toContain("以及 Mira 和领导团队");
    expect(all).toContain("[OpenAI 的首席科学家]");
    expect(all).toContain("有益的 AGI（通用人工智能）");
    expect(quotes).toContain("“我花了几分钟时间才冷静下来，摆脱了自我和情绪。”");
    expect(quotes).toContain("我想说的话很多，但目前还没准备好……");
  });

  it("makes each exchange one passage, with its question", () => {
    const starts = new Set(interview.passages.map(({ from }) => from));
    for (const { role, from } of interview.turns)
      if (role === "interviewer") expect(starts).toContain(from);
  });
});
