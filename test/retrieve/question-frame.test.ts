import { expect, it } from "vitest";
import { withoutFrame } from "../../src/retrieve/question-frame.ts";

it.each([
  ["What happened after the call?", "happened"],
  ["Who answered the question on safety?", "question"],
  ["挂断电话之后又发生了什么？", "发生"],
  ["关于安全的问题是谁回答的？", "问题"],
])("the words that only ask are no part of what %s is about", (question, word) => {
  expect(question).toContain(word);
  expect(withoutFrame(question)).not.toContain(word);
});

it.each(["What happened?", "发生了什么？", "Did anything happen to the plan?"])(
  "%s stays as it is",
  (question) => {
    expect(withoutFrame(question)).toBe(question);
  },
);
