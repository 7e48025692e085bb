import { describe, expect, it } from "vitest";
import { questionKind } from "../../src/answer/question-kind.ts";

describe("the kind of a question", () => {
  it.each([
    ["Who leaked it?", "who"],
    ["And who told you?", "who"],
    ["Do you know who leaked it?", "who"],
    ["He was told by whom?", "who"],
    ["当初是谁定的？", "who"],
    ["Did those who left come back?", "yes-no"],
    ["What happened to the colleagues who stayed?", "other"],
    ["When did he leave?", "when"],
    ["Since when is it closed?", "when"],
    ["What did he think when he heard?", "other"],
    ["When the police came, what did she say?", "other"],
    ["Which day did the phone ring?", "when"],
    ["他哪一天回来的", "when"],
    ["啥时候的事", "when"],
    ["礼拜几打的电话", "when"],
    ["Why did they leave when it rained?", "why"],
    ["为什么那时候走？", "why"],
    ["你想回到董事会吗？", "yes-no"],
    ["So the board asked you back?", "yes-no"],
  ])("%s is %s", (question, kind) => {
    expect(questionKind(question)).toBe(kind);
  });
});
