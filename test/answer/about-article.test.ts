import { describe, expect, it } from "vitest";
import { articleQuestion } from "../../src/answer/article-questions.ts";

describe("questions about the article itself", () => {
  it.each([
    ["写这篇的记者叫什么名字", "reporter"],
    ["这篇采访的记者是谁？", "reporter"],
    ["文章标题叫什么？", "title"],
    ["这文章最早是哪家媒体发的", "originalUrl"],
    ["Which outlet originally ran this article?", "originalUrl"],
    ["Which outlet ran the original English article?", "originalUrl"],
    ["Who wrote this piece?", "reporter"],
    ["跟她聊的那个记者叫啥", "reporter"],
    ["提问的是哪位记者？", "reporter"],
    ["提问的那个人叫什么", "reporter"],
    ["who's the reporter?", "reporter"],
    ["Which journalist talked to Adaeze?", "reporter"],
    ["what's the name of the guy asking the questions", "reporter"],
    ["原文出自哪家外媒", "originalUrl"],
    ["英文原稿去哪看", "originalUrl"],
    ["what site is this from originally", "originalUrl"],
    ["Which outlet ran this originally?", "originalUrl"],
    ["中文稿是谁发的", "publisher"],
    ["Who's the author of this Chinese write-up?", "publisher"],
    ["when was the Chinese version posted", "published"],
    ["这是她回来后第一次接受采访吗？", "title"],
    ["Is this her first interview since the flood?", "title"],
  ])("%s asks for %s", (question, field) => {
    expect(articleQuestion(question)?.fields[0]).toBe(field);
  });

  it.each([
    "这篇访谈里，记者最想弄清楚但他一直绕开的是哪个问题？",
    "他最早在哪里工作？",
    "采访里说他最早在哪里工作？",
    "这篇采访的主角来自哪里？",
    "Which media first reported the firing?",
    "Where did he first work?",
    "采访里记者问他后悔吗",
    "哪位记者最先报道了解雇？",
    "写那篇报道的最年轻的记者叫什么",
    "除了她，还有谁接受了采访？",
    "What was the source of the outbreak?",
    "Where was the first meeting?",
    "周三那个电话采访总共多长时间",
  ])("%s does not", (question) => {
    expect(articleQuestion(question)).toBeNull();
  });

  it("asks for the date as well where it asks for both", () => {
    expect(articleQuestion("采访他的是哪位记者，哪天？")?.fields).toEqual(["reporter", "reported"]);
    expect(
      articleQuestion("Which reporter did this interview, and what date is on it?")?.fields,
    ).toEqual(["reporter", "reported"]);
  });
});
