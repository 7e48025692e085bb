import { lettersOf } from "../answer/letters.ts";
import type { ChatMessage } from "./chat-message.ts";

/** Signs of an advertisement, each of another sort; one of them alone everybody uses. */
const SIGNS: readonly RegExp[] = [
  /\b(?:earn|make|profits?|income|passive|returns?|roi)\b.{0,30}(?:[$€£¥]|\d|daily|weekly|home|guarantee\w*)|赚钱|日结|月入|日入|兼职|返利|稳赚|躺赚|高薪|收益/iu,
  /\b(?:airdrop|giveaway|casino|forex|signals?|pump|presale|betting|usdt|crypto|loan|investment)\b|空投|博彩|彩金|刷单|贷款|跑分|内幕|带单|棋牌/iu,
  /\b(?:dm|pm|inbox|contact|message|text|whatsapp|click|join|hurry|limited|act now|sign up)\b|(?:加|私聊|私信|联系|咨询|添加).{0,6}(?:微信|我|vx|wx|qq|客服|群|飞机|电报)|点击|名额有限|扫码|进群|加群|速来|免费领/iu,
  /\b(?:100%|guaranteed|no risk|risk[- ]free|free money|vip|exclusive|trusted)\b|零风险|无风险|保证|包赔|官方正品|信誉/iu,
];
const ENOUGH_SIGNS = 3;
const ENOUGH_SIGNS_WITH_ADDRESS = 2;

export function isAdvertisement({ text, links }: ChatMessage): boolean {
  const signs = SIGNS.filter((sign) => sign.test(text)).length;
  const hasAddress = links.length > 0 || /@\w{5,}|https?:|t\.me\//u.test(text);
  return signs >= (hasAddress ? ENOUGH_SIGNS_WITH_ADDRESS : ENOUGH_SIGNS);
}

/** Shorter texts are said by everybody every day. */
const SHORTEST_REPEAT = 8;
const REPEATS_OF_ONE = 3;
const REPEATS_OF_ALL = 4;

/**
 * By id, what messages are that say what was said before: advertisements and appeals that are sent around, each
 * time; what somebody posts again and again, after the first time; and what everybody says all day.
 */
export function repeatsIn(messages: readonly ChatMessage[]): Map<number, "spam" | "small-talk"> {
  const byText = new Map<string, ChatMessage[]>();
  for (const message of messages) {
    const said = lettersOf(message.text);
    if (said === "") continue;
    const same = byText.get(said);
    if (same) same.push(message);
    else byText.set(said, [message]);
  }
  const repeats = new Map<number, "spam" | "small-talk">();
  for (const [said, same] of byText) {
    if (same.length < 2) continue;
    const authors = new Set(same.map(({ author }) => author.key)).size;
    const isPhrase = authors >= REPEATS_OF_ONE && !hasAddress(same);
    const isSentAround =
      hasAddress(same) && same.length >= (authors === 1 ? REPEATS_OF_ONE : REPEATS_OF_ALL);
    if (said.length < SHORTEST_REPEAT && !isPhrase) continue;
    for (const { id } of isPhrase || isSentAround ? same : same.slice(1))
      repeats.set(id, isPhrase ? "small-talk" : "spam");
  }
  return repeats;
}

const hasAddress = (same: readonly ChatMessage[]): boolean =>
  same.some(({ links, text }) => links.length > 0 || /@\w{5,}/u.test(text));
