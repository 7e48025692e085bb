import { isChineseStopWord } from "../retrieve/chinese.ts";
import { isStopWord, stemOf } from "../retrieve/english.ts";
import type { Lexicon } from "../retrieve/lexicon.ts";
import { glossStrength } from "../retrieve/meaning.ts";
import type { SurfaceToken } from "./surface-tokens.ts";

/** What a word can be recognised by: a word, or the number of an English stem, which other languages share. */
export type TermKey = string | number;

export interface Term {
  /** Place in the tokens of the message. */
  readonly token: number;
  /** 0 for words that stand everywhere, 1 for the rarest. */
  readonly weight: number;
  /** The word itself first, then its translations; 0 to 1. */
  readonly keys: readonly { readonly key: TermKey; readonly strength: number }[];
}

/** ln of the count of the commonest words, as in src/retrieve/chinese-feature.ts. */
const COMMONEST = 13;
/** Rarity of the English words that say least. */
const LEAST_RARITY = 0.3;
const LEAST_WEIGHT = 0.05;
const CHARACTER_WEIGHT = 0.3;
const SMALL_NUMBER_WEIGHT = 0.25;
const LARGE_NUMBER_WEIGHT = 0.7;
/** Later meanings, and single words out of long ones, would connect everything with everything. */
const MOST_SENSES = 2;
const MOST_WORDS = 2;
const TRANSLATION = 0.8;

/** What chats are full of, besides the words that carry grammar. */
const CHAT_WORDS = new Set(
  `think know like want need say get got make let go going see look good great really actually maybe thing things
  guys everyone anyone someone today tomorrow yesterday now time way lot bit sure ok okay yeah yes thanks thank please
  sorry well much many new first last next back still already use using used try work works working come take put give
  day week right people one two something anything everything nothing else don doesn can could
  觉得 知道 感觉 看看 看 说 想 今天 明天 昨天 现在 时候 大家 有人 问题 东西 事情 那个 这个 就是 还是 然后 不过 而且 其实
  比较 直接 一下 一点 有点 可能 应该 需要 已经 真的 好像 好 行 吃 用 走 弄 搞 搞定 看到 知不知道 谢谢 麻烦 咱们 咱 有没有 没 早 晚 下午 上午 晚上
  早上 中午 周末 刚 刚才 刚刚 或者 不行 可以 看来 估计 反正 最后 以后 之前 多 少 点 个 块 钱 人 里面 上面 下面 起来 出来 过来 一起 肯定 确实`
    .split(/\s+/u)
    .filter(Boolean),
);

/** The words of a message that say what it is about. */
export function termsOf(tokens: readonly SurfaceToken[], lexicon: Lexicon): Term[] {
  const terms: Term[] = [];
  tokens.forEach((token, place) => {
    const { text, kind } = token;
    if (kind === "number") {
      const weight = text.length > 2 ? LARGE_NUMBER_WEIGHT : SMALL_NUMBER_WEIGHT;
      terms.push({ token: place, weight, keys: [{ key: `#${text}`, strength: 1 }] });
    } else if (kind === "latin") {
      if (text.length < 2 || isStopWord(text)) return;
      const stem = stemOf(text);
      const id = lexicon.stem(stem);
      const rarity = (lexicon.rarity(id) - LEAST_RARITY) / (1 - LEAST_RARITY);
      const weight = CHAT_WORDS.has(text) ? LEAST_WEIGHT : Math.max(LEAST_WEIGHT, rarity);
      terms.push({ token: place, weight, keys: [{ key: id < 0 ? stem : id, strength: 1 }] });
    } else if (!isChineseStopWord(text)) {
      terms.push(...chineseTerms(tokens, place, lexicon));
    }
  });
  return terms;
}

function chineseTerms(tokens: readonly SurfaceToken[], place: number, lexicon: Lexicon): Term[] {
  const { text } = tokens[place]!;
  const head = lexicon.headword(text);
  const rarity = head < 0 ? 1 : 1 - lexicon.logCount(head) / COMMONEST;
  if (text.length === 1) return [...characterTerm(text, place, rarity), ...pairTerm(tokens, place)];
  const weight = CHAT_WORDS.has(text) ? LEAST_WEIGHT : Math.max(LEAST_WEIGHT, rarity);
  const keys: { key: TermKey; strength: number }[] = [{ key: text, strength: 1 }];
  if (head >= 0 && weight > LEAST_WEIGHT)
    lexicon.eachGloss(head, (stem, words, sense) => {
      if (words > MOST_WORDS || sense >= MOST_SENSES) return;
      const known = Math.min(1, 1.3 * lexicon.rarity(stem));
      keys.push({ key: stem, strength: TRANSLATION * glossStrength(words, sense) * known });
    });
  return [{ token: place, weight, keys }];
}

const characterTerm = (text: string, token: number, rarity: number): Term[] =>
  CHAT_WORDS.has(text)
    ? []
    : [
        {
          token,
          weight: CHARACTER_WEIGHT * Math.max(0, rarity),
          keys: [{ key: text, strength: 1 }],
        },
      ];

/** Words that no dictionary has fall apart into characters; two in a row are such a word more often than not. */
function pairTerm(tokens: readonly SurfaceToken[], place: number): Term[] {
  const [{ text }, next] = [tokens[place]!, tokens[place + 1]];
  const isPair =
    next?.kind === "han" && next.joined && next.text.length === 1 && !isChineseStopWord(next.text);
  return isPair
    ? [{ token: place, weight: 0.4, keys: [{ key: text + next.text, strength: 1 }] }]
    : [];
}
