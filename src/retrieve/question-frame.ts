/** Words that ask and say nothing of the matter: "What happened after …", "Who answered the question on …". */
const FRAMES = [
  /请(?=告诉|告訴|说|說|讲|講|谈|談|介绍|介紹|解释|解釋|帮|幫|给|給)/gu,
  // 想不想 has 不想 in it and does not mean it.
  /[想会會能要该該敢愿願肯]不[想会會能要该該敢愿願肯]/gu,
  /(?<=\bwhat(?:'s| has| had| did| else)? )happen(?:s|ed|ing)?\b/giu,
  /(?<=\bwho )(?:answer|took|take|field|handle)(?:s|ed)? (?:the|that|this) questions?\b/giu,
  /(?:又|还|還)?发生了?(?=(?:些)?(?:什么|什麼|啥))|(?:又|還)?發生了?(?=(?:些)?(?:什么|什麼|啥))/gu,
  /的?(?:问题|問題)(?=(?:是|由)?(?:谁|誰).{0,3}(?:回答|答))/gu,
  /(?<=(?:谁|誰).{0,3})(?:回答|答)的?(?=[?？]|$)/gu,
];

/** A question without its frame; as it is where nothing else is in it. */
export function withoutFrame(question: string): string {
  const rest = FRAMES.reduce((text, frame) => text.replace(frame, " "), question);
  return rest === question || !/\p{Script=Han}{3}|\p{L}{2,}\P{L}+\p{L}{3,}|\d{3}/u.test(rest)
    ? question
    : rest;
}
