const CJK =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]/gu;
const PLAIN = /[A-Za-z ]/gu;

/** English words, by the rule of thumb that tokenizer makers give. */
const LETTERS_PER_TOKEN = 4;
/** Digits, punctuation and other scripts are cut into shorter pieces. */
const OTHERS_PER_TOKEN = 2;

/**
 * How many tokens a text has, without the tables of any one tokenizer and rather too many than too few: one
 * for each Chinese character (current tokenizers take 0.6 to 1.2), one for four letters, one for two others.
 */
export function estimateTokens(text: string): number {
  const cjk = text.match(CJK)?.length ?? 0;
  const plain = text.match(PLAIN)?.length ?? 0;
  const others = text.length - cjk - plain;
  return Math.ceil(cjk + plain / LETTERS_PER_TOKEN + others / OTHERS_PER_TOKEN);
}
