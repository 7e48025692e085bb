import { foldLatin, isStopWord } from "./english.ts";

/** What only Chinese sentences are built with; names and terms in an English sentence have none of it. */
const CHINESE_GRAMMAR =
  /什么|怎么|怎样|如何|为何|[的了吗呢吧是谁哪几多被把和与在有对说想会能不没这那]/gu;

/**
 * The language that a question is asked in: that of its grammar, for either may speak of things by names of
 * the other ("Altman 为什么被解雇？", "What does 董事会 mean?"). English where there is nothing to tell by.
 */
export function languageOf(text: string): "zh" | "en" {
  const characters = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  if (characters === 0) return "en";
  const words = text.match(/\p{Script=Latin}+/gu) ?? [];
  const english = words.filter((word) => word.length > 1 && isStopWord(foldLatin(word))).length;
  const chinese = text.match(CHINESE_GRAMMAR)?.length ?? 0;
  if (english !== chinese) return english > chinese ? "en" : "zh";
  // What has a capital is a name, and says nothing.
  const ordinary = words.filter((word) => /^\p{Ll}/u.test(word)).length;
  return characters >= ordinary ? "zh" : "en";
}
