import type { ChatMessage } from "./chat-message.ts";
import type { SkipReason } from "./recap.ts";
import type { Term } from "./message-terms.ts";
import { isAdvertisement } from "./spam.ts";

/** Something said on a subject; or why a message is none. */
export type MessageKind = "content" | Exclude<SkipReason, "bots">;

const LATIN_CHATTER = new Set(
  `hi hello hey hiya yo gm gn good morning night evening afternoon lol lmao rofl haha hahaha hah heh hehe xd ok okay k kk
  yes yep yeah yup no nope nah sure thanks thank thx ty tysm np cool nice great awesome perfect wow omg same true right
  exactly agreed agree indeed brb bye cya welcome congrats congratulations happy birthday see you later ttyl all
  everyone guys folks team man dude bro so very much too the a it is that this i am to and for have day weekend noted
  got will do done me my oh ah hmm hm uh um well fine please sorry no problem worries anytime back here there test
  cheers sounds deal works sweet wonderful amazing yay ooh damn wtf u ur ya yea sleep tight`
    .split(/\s+/u)
    .filter(Boolean),
);

const CHINESE_CHATTER =
  /^(?:哈|嘿|呵|嘻|嗯|恩|哦|噢|喔|啊|呀|哇|唉|诶|欸|额|呃|嘛|啦|了|吧|的|呢|哒|滴|嘞|咯|喽|么|好|行|可以|没事|收到|谢谢?|多谢|感谢|辛苦|早上?|晚上好|中午好|下午好|大家|你们?|您|各位|在吗|在不在|吃了[吗没]|牛[逼批]?|厉害|强|赞|支持|同意|赞同|附议|没问题|没毛病|是|对|不是|真的?吗?|确实|有道理|拜拜|再见|回见|生日快乐|节日快乐|新年快乐|周末愉快|恭喜|太|很|棒|美|帅|绝|酷|顶|蹲|围观|路过|打卡|冒泡|潜水|笑死|我也|一样|同上|加一|懂|明白|知道|okk?|嗨|哟|老板|大佬|客气|不|别|加油|睡|起床|下班|上班|啥|我|先|去|撤|溜|回来|到家|安|午|羡慕|期待|学到|明智|开会|终于|哭|晕|服)+$/u;
/** Longer texts, with characters that are drawn out counted once, are no chatter, and would take long to compare. */
const LONGEST_CHATTER = 14;

/** Orders to whatever program reads the chat; people have no use for them. */
const ORDERS =
  /\b(?:ignore|disregard|forget)\b.{0,40}\b(?:previous|prior|above|all|your|earlier|any)\b.{0,40}\b(?:instruct\w*|prompts?|rules?|messages?)\b|\bsystem prompt\b|\byou are (?:now|no longer)\b.{0,60}\b(?:bot|assistant|ai|model|dan|mode)\b|\b(?:when|if) (?:you )?(?:summari[sz]e?|summari[sz]ing|recap)\w*\b.{0,80}\b(?:say|write|include|output|add|tell|claim|report)\b|\b(?:assistant|bot|ai)\s*[:,].{0,60}\b(?:say|write|output|include|print|reveal|send|report)\b|(?:忽略|无视|忘记|忘掉).{0,20}(?:之前|以上|前面|所有|上面|先前).{0,20}(?:指令|指示|提示|规则|要求|内容)|系统提示词?|(?:总结|摘要|回顾)的?时候.{0,30}(?:写|说|加上|输出|必须)|你现在是.{0,20}(?:机器人|助手|模型)|<\/?(?:system|instructions?|assistant)>|\[(?:system|inst)\]/iu;

const hasWords = (text: string) => /[\p{L}\p{N}]/u.test(text);

export function kindOf(message: ChatMessage, terms: readonly Term[]): MessageKind {
  const { text, media, links } = message;
  if (!hasWords(text)) return media === null ? "small-talk" : "media";
  if (/^\s*\/[A-Za-z]\w*(?:@\w+)?(?:\s|$)/u.test(text) || ORDERS.test(text)) return "commands";
  if (isAdvertisement(message)) return "spam";
  if (links.length > 0) return "content";
  return isChatter(text) || terms.length === 0 ? "small-talk" : "content";
}

/** Nothing but greetings, laughter, thanks and the like. */
function isChatter(text: string): boolean {
  const letters = text
    .toLowerCase()
    .replace(/@\w+/gu, " ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  if (letters === "" || /^(?:\d ?|6+ ?)+$/u.test(letters))
    return letters.length < 4 || /^6+$/u.test(letters);
  return letters
    .split(" ")
    .every(
      (word) =>
        LATIN_CHATTER.has(word) ||
        /^(?:a?(?:ha)+h?|l+o+l+|o+h+|h+m+|y+e+s+|n+o+|1)$/u.test(word) ||
        isChineseChatter(word),
    );
}

function isChineseChatter(word: string): boolean {
  const once = word.replace(/(.)\1+/gu, "$1");
  return once.length <= LONGEST_CHATTER && CHINESE_CHATTER.test(once);
}
