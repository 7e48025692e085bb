import { LRUCache } from "lru-cache";
import { personsIn } from "./persons.ts";
import { questionKind } from "./question-kind.ts";
import { PASSIVE } from "./question-traits.ts";

/** What a sentence may have that a question asks for, or that makes it less of an answer. */
const TRAITS = {
  quantity:
    /\d|[一二两兩三四五六七八九十百千万萬亿億半几幾]+(?:个|個|名|位|年|月|天|周|週|次|岁|歲|美元|块|塊|倍|成|小时|小時|分|秒|人|家|种|種|万|萬|亿|億|百|千|点|點|号|號|日)|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\p{L}+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|dozen|half|percent|once|twice)s?\b/iu,
  time: /[年月日周週昨]|星期|今天|明天|早上|上午|下午|晚上|凌晨|[时時]候|之前|之后|之後|以前|以后|以後|\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|morning|noon|afternoon|evening|night|yesterday|today|tomorrow|ago|after|before|until|year|month|week|day)s?\b/iu,
  reason:
    /因为|因為|由于|由於|所以|为了|為了|原因|理由|毕竟|畢竟|因此|\b(?:because|since|so that|so i|so we|reason|in order|due to|therefore|that's why|to)\b/iu,
  place:
    /[在去回到从從住搬](?:.{0,8})(?:[里裡区區市国國省县縣镇鎮村街路楼樓港岛島山乡鄉厂廠馆館院室店家]|大学|大學|公司|酒店|机场|機場|车站|車站|办公室|辦公室)|\b(?:in|at|from|near|outside|inside) (?:the |an? |my |our |his |her |their )?(?:\p{Lu}\p{Ll}+|home|house|office|school|city|town|village|hotel|hospital|station|street|kitchen|airport|country|room)/u,
  organisation:
    /公司|集团|集團|银行|銀行|大学|大學|学院|學院|学校|學校|基金|资本|資本|医院|醫院|[报報社局所]|俱乐部|俱樂部|协会|協會|\p{Lu}\p{Ll}+/u,
  list: /、|，[^，]{1,12}[和与與]|, [^,]{2,30},? and |: /u,
  /** Some, but not which. */
  indefinite:
    /一些|某|几位|幾位|几个|幾個|有些|有人|许多|許多|很多|不少|所有|各|任何|\b(?:some|several|a few|certain|many|all|any|every|various|other)\b/iu,
  negation:
    /[不没沒无無未别別非否]|\b(?:not|no|never|none|nothing|nobody|without|neither|nor|refus\p{L}+|declin\p{L}+)\b|n't\b/iu,
  future:
    /[将將会會要]|打算|计划|計劃|准备|準備|明年|未来|未來|以后|以後|\b(?:will|going to|plan\p{L}*|want|next|expect\p{L}*|hope\p{L}*)\b|'ll\b/iu,
  passive: PASSIVE,
  feeling:
    /觉得|覺得|感到|高兴|高興|难过|難過|生气|生氣|愤怒|憤怒|伤心|傷心|害怕|担心|擔心|骄傲|驕傲|自豪|喜欢|喜歡|讨厌|討厭|激动|激動|遗憾|遺憾|后悔|後悔|\b(?:feel|felt|happy|sad|angry|afraid|worr\p{L}+|proud|loved?|hated?|regret\p{L}*|hurt|excited|sorry|glad)\b/iu,
  possibility:
    /如果|要是|可能|也许|也許|或许|或許|应该|應該|\b(?:if|might|maybe|perhaps|could|would|should|probably)\b/iu,
  quotation: /[“「『"]/u,
  asking: /[?？]/u,
} as const;

/** Names in Latin letters, but not what has a capital because a sentence begins with it. */
const NAME = /(?<![.?!]\s|^|["“])\p{Lu}\p{L}+(?: \p{Lu}\p{Ll}+)*/gu;
const MOST_NAMES = 3;

interface OwnTraits {
  readonly names: readonly string[];
  readonly persons: readonly string[];
  readonly traits: readonly number[];
}

/** What a sentence has itself is the same for every question; more sentences are seldom asked about at once. */
const known = new LRUCache<string, OwnTraits>({ max: 5_000 });

function ownTraits(quote: string): OwnTraits {
  const own = known.get(quote) ?? {
    names: [...quote.matchAll(NAME)].map(([name]) => name.toLowerCase()),
    persons: personsIn(quote),
    traits: Object.values(TRAITS).map((pattern) => Number(pattern.test(quote))),
  };
  known.set(quote, own);
  return own;
}

/**
 * What a sentence has, whatever it speaks of; always in the same order.
 *
 * @param asked the interviewer's question that it answers
 */
export function sentenceTraits(quote: string, asked: string | null, question: string): number[] {
  const words = question.toLowerCase();
  const { names, persons, traits } = ownTraits(quote);
  return [
    Math.min(MOST_NAMES, names.filter((name) => !words.includes(name)).length),
    Number(persons.some((name) => !question.includes(name))),
    ...traits,
    Number(asked !== null),
    Number(asked !== null && questionKind(asked) === questionKind(question)),
  ];
}
