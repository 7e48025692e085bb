import { describe, expect, it } from "vitest";
import { withoutLanguage, withoutLeadIn } from "../../src/answer/clean-question.ts";

describe("a lead-in", () => {
  it.each([
    ["请告诉我他为什么回来？", "他为什么回来？"],
    ["请问，谁是新的董事长？", "谁是新的董事长？"],
    ["请告诉我们他为什么回来", "他为什么回来"],
    ["我想知道董事会怎么想", "董事会怎么想"],
    ["I'd like to know whose side the staff took", "whose side the staff took"],
    ["Could you please tell me why he came back?", "why he came back?"],
    ["I need to confirm: was it by phone?", "was it by phone?"],
  ])("is left out of %s", (question, rest) => {
    expect(withoutLeadIn(question)).toBe(rest);
  });

  it.each([
    "请告诉我",
    "Who let him know?",
    "What did he tell me?",
    "他想知道什么？",
    "想问题的时候他在哪",
    "tell me about Q*",
  ])("is not seen in %s", (question) => {
    expect(withoutLeadIn(question)).toBe(question);
  });
});

describe("the language of an answer", () => {
  it.each([
    ["Altman 为什么回来？请用英文回答", "Altman 为什么回来？", "en"],
    ["用英语回答：谁解雇了他？", "谁解雇了他？", "en"],
    ["Why did he come back? Please answer in Chinese.", "Why did he come back?", "zh"],
    ["why did he come back, in english please", "why did he come back", "en"],
    ["answer in english: 他为什么回来", "他为什么回来", "en"],
    ["Answer in Chinese please: who called?", "who called?", "zh"],
    ["In English: 谁打的电话？", "谁打的电话？", "en"],
  ])("is wanted in %s", (question, text, language) => {
    expect(withoutLanguage(question)).toEqual({ text, language });
  });

  it.each(["What did he answer in English?", "他用英文写了什么？", "请用英文回答", "用中文怎么说"])(
    "is not wanted in %s",
    (question) => {
      expect(withoutLanguage(question)).toEqual({ text: question, language: null });
    },
  );
});
