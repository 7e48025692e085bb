import { describe, expect, it } from "vitest";
import { namesSomebodyElse } from "../../src/answer/persons.ts";
import { wantedForm } from "../../src/answer/wanted-form.ts";

describe("what an answer must look like", () => {
  it.each([
    ["How many days did it take?", "在一场持续五天的权力斗争后", "公司最大的投资方"],
    ["他花了多久？", "我花了几分钟", "我很愤怒"],
    ["In which year will it arrive?", "it will arrive in 2031", "it will arrive soon enough"],
    ["哪一年成立的？", "二〇一五年成立", "五个人成立了它"],
    ["When did it begin?", "it began on 9 October", "it began with nine of us"],
    ["什么时候开始的？", "it has been there since January", "it has been there for us"],
    ["How long was the rebuilding?", "after nineteen months of rebuilding", "after nineteen meals"],
    ["几个月？", "four and a half months, no more", "four of us, no more"],
    ["How old is she?", "I am sixty-two", "I am old enough"],
    ["他女儿叫什么名字？", "我女儿叫小满", "我女儿每天坐电车上学"],
    ["What is the dog's name?", "we feed Biscuit every day", "we feed the dog every day"],
    ["她是干什么的？", "首席技术官江映雪", "江映雪的完整访谈"],
    ["林一舟在公司是什么职位？", "林一舟是研究主管", "林一舟给员工写了信"],
    ["What does Penhow do there?", "our head of research, Penhow", "we all like Penhow"],
    ["What's her job title?", "she became editor in May", "she came in May"],
    ["How much did they invest?", "they put in 13 billion", "they put in everything"],
  ])("to %s is known", (question, fits, fails) => {
    const form = wantedForm(question, [])!;
    expect([form(fits), form(fails)]).toEqual([true, false]);
  });

  it("is a number beside what is counted", () => {
    const counted = { text: "员工", kind: "word", rarity: 0.4, inCorpus: 1 } as const;
    const found = { inTopPassage: 1, inTopSentence: 1, forms: ["员工"], sureness: new Map() };
    const terms = [{ ...counted, ...found }];
    const form = wantedForm("有多少名员工？", terms)!;
    expect(form("公司有七百多名员工。")).toBe(true);
    expect(form("两周前，我给员工写了信。")).toBe(false);
  });

  it("is not known of other questions", () => {
    expect(wantedForm("那几天没人管，产品出乱子了吗？", [])).toBeNull();
    expect(wantedForm("What did he feel when he heard?", [])).toBeNull();
    expect(wantedForm("Why did he come back?", [])).toBeNull();
    expect(wantedForm("What did the board do about it?", [])).toBeNull();
    expect(wantedForm("他做什么去了？", [])).toBeNull();
    expect(wantedForm("What is his position on safety?", [])).toBeNull();
    expect(wantedForm("公司有什么官司？", [])).toBeNull();
  });
});

describe("who somebody is", () => {
  it("is told by a name that the question has not", () => {
    expect(namesSomebodyElse("由 Bret Taylor 领导", "谁领导新董事会？")).toBe(true);
    expect(namesSomebodyElse("Microsoft 计划加入", "Who will Microsoft send?")).toBe(false);
    expect(namesSomebodyElse("我们没有评论", "是谁泄露的？")).toBe(false);
    expect(namesSomebodyElse("In the end it was cut.", "Who cut it?")).toBe(false);
    expect(namesSomebodyElse("it was my sister", "Who cut it?")).toBe(true);
    expect(namesSomebodyElse("初稿是我写的", "谁写的初稿？")).toBe(true);
  });
});
