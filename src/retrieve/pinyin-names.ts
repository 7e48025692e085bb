import type { Token } from "./tokens.ts";

const SYLLABLE =
  "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|a|e|i|o|u|v)";
const PINYIN = new RegExp(`^${SYLLABLE}{1,2}$`, "u");

/** Two or three words in a row, each with a capital, that can be read as Chinese: "Shao Gang". */
export function pinyinNames(tokens: readonly Token[]): Token[][] {
  const names: Token[][] = [[]];
  for (const token of tokens)
    if (token.capital && PINYIN.test(token.text)) names.at(-1)!.push(token);
    else names.push([]);
  return names.filter(({ length }) => length === 2 || length === 3);
}
