import { describe, expect, it } from "vitest";
import { articleFieldsAsked } from "../../src/answer/about-article.ts";

describe("questions about the article itself", () => {
  it.each([
    ["写这篇的记者叫什么名字", "reporter"],
    ["这篇采访的记者是谁？", "reporter"],
    ["文章标题叫什么？", "title"],
    ["这文章最早是哪家媒体发的", "originalUrl"],
    ["Which outlet originally ran this article?", "originalUrl"],
    ["Which outlet ran the original English article?", "originalUrl"],
    ["Who wrote this piece?", "reporter"],
  ])("%s asks for %s", (question, field) => {
    expect(articleFieldsAsked(question)[0]).toBe(field);
  });

  it.each([
    "这篇访谈里，记者最想弄清楚但他一直绕开的是哪个问题？",
    "他最早在哪里工作？",
    "采访里说他最早在哪里工作？",
    "这篇采访的主角来自哪里？",
    "Which media first reported the firing?",
    "Where did he first work?",
    "采访里记者问他后悔吗",
  ])("%s does not", (question) => {
    expect(articleFieldsAsked(question)).toEqual([]);
  });
});
