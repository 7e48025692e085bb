import { describe, expect, it } from "vitest";
import { lacksFuture, lacksOrganisation, lacksPlace, lacksReason } from "../../src/answer/lacks.ts";

const said = (quote: string, asked: string | null = null) => [{ quote, asked }];

describe("what was said lacks", () => {
  it.each([
    ["why", lacksReason, "Why did he sell it?", "I sold it because we owed wages.", "I sold it."],
    ["why", lacksReason, "他为什么卖房？", "因为要发工资。", "我卖了一套房子。"],
    ["where", lacksPlace, "Where did she grow up?", "I grew up in Tirana.", "I grew up fast."],
    ["where", lacksPlace, "他去了哪儿？", "后来我回自贡老家了。", "后来我睡了三天。"],
    ["what is to come", lacksFuture, "Will you stay?", "I will see.", "It was cold."],
    ["what is to come", lacksFuture, "他打算退休吗？", "明年再看。", "我很累。"],
    ["which", lacksOrganisation, "Which bank lent it?", "Only Lloyds did.", "i owe it all."],
  ])("%s it is asked for", (_what, lacks, question, answer, other) => {
    expect([lacks(question, said(answer)), lacks(question, said(other))]).toEqual([false, true]);
  });

  it("no reason where whoever asked for one was answered", () => {
    expect(lacksReason("Why did he go?", said("他不喜欢那里。", "他为什么走？"))).toBe(false);
  });

  it("nothing that is not asked for", () => {
    for (const lacks of [lacksReason, lacksPlace, lacksFuture, lacksOrganisation])
      expect(lacks("What did she say?", said("没有。"))).toBe(false);
  });
});
