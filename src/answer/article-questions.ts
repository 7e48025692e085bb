import type { MetadataField } from "../interview/interview.ts";

/** What a question asks about the article itself. */
export interface ArticleQuestion {
  readonly fields: readonly MetadataField[];
  /** What a fact must say to answer it; any fact does without. */
  readonly says?: RegExp;
}

/**
 * Questions about the article rather than about what was said: who wrote it, when, where it appeared.
 * Recognised by naming the text itself, or who asks in it, together with such a property.
 */
export function articleQuestion(question: string): ArticleQuestion | null {
  const asked = RULES.find(({ pattern }) => pattern.test(question));
  if (!asked || ASKS_WHAT_WAS_SAID.test(question)) return null;
  const { fields, says } = asked;
  if (says) return { fields, says };
  return {
    fields: fields[0] === "reporter" && ASKS_DATE.test(question) ? [...fields, "reported"] : fields,
  };
}

const TEXT_ZH =
  "(?:文章|采访|採訪|访谈|訪談|专访|專訪|报道|報道|報導|原文|译文|譯文|本文|(?:中文|英文)[稿版]|译稿|譯稿|这篇|這篇)";
const TEXT_EN = "(?:article|interview|piece|story|report|transcript|translation|write-?up)\\b";
/** The original, and not just any text. */
const ORIGINAL_ZH =
  "(?:(?:英文)?原文(?:章)?|(?:英文)?(?:采访|採訪|访谈|訪談)?原稿|英文(?:稿|版|采访|採訪)|该文|該文|此文|(?:这|這|那)(?:篇)?(?:文章|稿子|报道|報道|報導|采访|採訪|访谈|訪談|专访|專訪|东西|東西)|(?:这|這)[篇个個])";
const OUTLET_ZH = "(?:外国|外國|国外|國外)?(?:媒体|媒體|外媒|报纸|報紙|杂志|雜誌|平台|网站|網站)";
const OUTLET_EN = "(?:outlet|site|website|publication|magazine|newspaper|media)";
const NAME_ZH = "(?:是谁|是誰|是哪[位个個]|叫什么|叫什麼|叫啥|(?:的|叫)?(?:名字|姓名|大名))";

/** What may stand before whoever asks: that they asked, of whom, and this article. "The youngest reporter" is somebody else. */
const ASKS_ZH =
  "^(?:请问|請問|那么|那|这|這|次|篇|个|個|位|名|原|是|由|在|给|給|跟|和|与|與|同|对|對|的|了|[他她](?:们|們)?|[A-Za-z .·]|采访|採訪|访问|訪問|访谈|訪談|专访|專訪|对话|對話|提问|提問|发问|發問|问话|问|写|寫|做|聊|谈|談|文章|文|稿子|稿|英文|负责|負責){0,40}";
const REPORTER_ZH = "(?:记者|記者|采访者|採訪者|采访人|採訪人|提问者|提問者|主持人)";
const PERSON_ZH = "(?<=[采採访訪问問写寫聊谈談].{0,8}的)[那这這]?[个個位]?人";

const REPORTER_EN = "(?:reporter|journalist|interviewer|author|writer)";
const ASKING_EN =
  "(?:interview(?:ed|ing|s)?|wrote|writing|conduct(?:ed|ing)|did|doing|done|got|landed|scored|snagged|talk(?:ed|ing|s)|sp(?:oke|eaks|eaking)|sat down|ask(?:ed|ing|s))";
/** This interview, those who are interviewed, or nothing more. */
const OF_THIS_EN =
  "(?:\\s+(?:to|with|up))?\\s+(?:(?:him|her|them|this|that|these|it)\\b|\\p{Lu}|the (?:original|whole|questions?\\b|(?:\\w+ )?(?:interview|piece|article|story|transcript)\\b))";

/** "What did the interview say about the publication date" asks for words, not for metadata. */
const ASKS_WHAT_WAS_SAID =
  /(?:提到|说到|談到|谈到|说了什么|說了什麼)|\bsays? about\b|\bmentions?\b/iu;
const ASKS_DATE =
  /(?:哪(?:一)?天|几号|幾號|何时|何時|什么时候|什麼時候|日期)|\b(?:what|which) da(?:te|y)\b|\band when\b|\bthe date\b/iu;

const rule = (fields: readonly MetadataField[], wordings: readonly string[], says?: RegExp) => ({
  fields,
  pattern: new RegExp(wordings.join("|"), "iu"),
  ...(says && { says }),
});

/** A pattern in which names are told by their capitals. */
const withNames = (fields: readonly MetadataField[], wordings: readonly string[]) => ({
  fields,
  pattern: new RegExp(wordings.join("|"), "u"),
});

const RULES: readonly (ArticleQuestion & { readonly pattern: RegExp })[] = [
  rule(
    ["title"],
    [
      `${TEXT_ZH}(?:(?!记者|記者|作者|编辑|編輯|主持).){0,6}(?:标题|標題|题目|題目|叫什么|叫什麼|名字)`,
      "^(?:标题|標題)(?:是什么|是什麼)?[？?]?$",
      `\\b(?:title|headline|name) of (?:the|this|that) ${TEXT_EN}`,
      `\\bwhat(?:'s| is) (?:the|this) ${TEXT_EN}(?:'s title| called| titled)`,
    ],
  ),
  rule(
    ["title"],
    [
      "^(?=.*(?:吗|嗎|吧|？|\\?)$)(?!.*(?:什么|什麼|哪|谁|誰)).*(?:首次|第一次|头一[回次]|頭一[回次]).{0,8}(?:采访|採訪|专访|專訪|访谈|訪談|访问|訪問|媒体|媒體)",
      "\\b(?:is|was) (?:this|that|it)\\b.{0,20}\\bfirst (?:[\\w-]+ ){0,3}(?:interview|sit-?down|time (?:\\S+ ){0,4}(?:interview|press|media|publicly))",
    ],
    /首次|第一次|\bfirst\b/iu,
  ),
  rule(
    ["originalUrl", "url"],
    [
      "(?:(?:原文|采访|採訪|文章|访谈|訪談|专访|專訪|英文版).{0,6}(?:链接|鏈接|連結|网址|網址|地址|出处|出處|来源|來源|在哪(?:里|裡|儿)?(?:看|读|讀|找|能)))",
      `${ORIGINAL_ZH}.{0,4}(?:去|到|上|能在)哪(?:里|裡|儿)?.{0,3}(?:看|读|讀|找)`,
      "(?:链接|鏈接|連結|网址|網址)(?:是什么|是什麼|是多少|在哪(?:里|裡)?|呢)?[？?]?$",
      "(?:哪里|哪裡|在哪).{0,6}(?:看|读|讀|找)(?:到|得到)?.{0,4}(?:原文|全文)",
      `\\b(?:link|url|source|address) (?:of|to|for) (?:the |this )(?:original |full |english |whole )*(?:${TEXT_EN}|version\\b|text\\b)`,
      "\\bwhere can i (?:read|find|see) (?:the |this )?(?:original|full|whole|entire|english)",
      "\\b(?:original|source) (?:link|url)\\b",
    ],
  ),
  rule(
    ["published"],
    [
      "(?:中文[稿版]|公众号|公眾號|译文|譯文|译稿|譯稿).{0,6}(?:什么时候|什麼時候|何时|何時|哪天|哪一天|几号|幾號|发布日期|發布日期|发布时间|發布時間)",
      "\\bwhen (?:did|was|were) (?:the|this) (?:chinese|wechat|translated) (?:version|article|text|piece|write-?up|translation)",
    ],
  ),
  rule(
    ["reported", "published"],
    [
      `^(?:(?:这|這|那|该|該|本)(?:篇|个|個|次)?)?(?:${TEXT_ZH})?(?:是|在)?(?:什么时候|什麼時候|何时|何時|哪天|哪一天|哪年|几号|幾號|几月|幾月).{0,4}(?:发布|發布|发表|發表|刊登|采访的|採訪的|做的?采访)`,
      "(?:什么时候|什麼時候|何时|何時|哪天|哪一天).{0,10}(?:进行的?|做的?|接受的?).{0,4}(?:采访|採訪|访谈|訪談|专访|專訪)",
      `${TEXT_ZH}(?:是|在)?(?:什么时候|什麼時候|何时|何時|哪天|哪一天|哪年|几号|幾號)(?:做|进行|進行|发布|發布|发表|發表|写|寫|登|的)`,
      `${TEXT_ZH}(?:(?!多|几|幾).){0,4}(?:日期|时间|時間)(?:是|[？?]?$)`,
      "^(?:发布|發布|发表|發表|采访|採訪)(?:日期|时间|時間)",
      "^(?:[他她]|记者|記者)?(?:是)?哪一?天(?:接受)?(?:的)?(?:采访|採訪|专访|專訪)的?[？?]?$",
      `\\bwhen (?:was|were|did) (?:the|this|that) (?:(?:original|english|chinese|whole|full) )?${TEXT_EN} (?:done|made|conducted|held|recorded|taken|written|out|published|posted|printed|released|run|appear|take|come|go|happen)`,
      `\\b(?:date|day|time) of (?:the |this )?(?:${TEXT_EN}|publication)`,
      "\\b(?:publication|publishing|interview) date\\b",
      `\\bwh(?:at|ich) (?:day|date|year) (?:was|did|does|is) (?:the|this|that) (?:(?:original|english|chinese|whole|full) )?${TEXT_EN}`,
    ],
  ),
  rule(
    ["originalUrl"],
    [
      `${TEXT_ZH}.{0,6}(?:最早|最初|最先|首次|原).{0,4}(?:(?:[刊登发發载載].{0,4}(?:哪|什么|什麼))|(?:哪|什么|什麼).{0,2}${OUTLET_ZH})`,
      `${TEXT_ZH}(?:是)?(?:出自|来自|來自)(?:哪|什么|什麼)`,
      `${ORIGINAL_ZH}(?:是|原本|原来|原來|最早|最初|最先|原|由|在|载于|載於|登在|刊登在|刊登于|发在|發在|发表在|發表在|出自|来自|來自)*(?:哪|什么|什麼)[一]?[家个個份]?${OUTLET_ZH}`,
      `${ORIGINAL_ZH}.{0,8}(?:从|從).{0,6}${OUTLET_ZH}`,
      `^(?:最早|最初|最先)?是?哪[一]?[家个個份]${OUTLET_ZH}(?:最早|最初|最先|首)?(?:登|发|發|刊)(?!现|現)`,
      "(?:英文|原文|原稿)[稿章]?(?:登|发表|發表|发|發|刊登|刊|载|載)在哪",
      `\\b(?:which|what) ${OUTLET_EN}\\b(?=.*\\b(?:originally|original|first)\\b).*\\b(?:article|interview|piece|story|transcript|translation|this|it)\\b`,
      `\\b(?:which|what) ${OUTLET_EN} (?:landed|got) (?:the|this) (?:\\w+ )?${TEXT_EN}`,
      `\\b(?:which|what) ${OUTLET_EN} is (?:this|it|the ${TEXT_EN}|the original ${TEXT_EN}) (?:originally )?from`,
      `\\bwhere (?:was|did|is) (?:it|this|(?:the|this|that)(?: original)? ${TEXT_EN}) (?:(?:run|appear|come|published|printed|posted|come out|from) )?(?:originally|first)\\b`,
      "^where was (?:it|this) (?:published|printed)\\b",
    ],
  ),
  rule(
    ["publisher"],
    [
      "(?:中文[稿版]?|公众号|公眾號|微信|译文|譯文).{0,4}(?:这篇|這篇|上)?.{0,2}(?:(?:的|署名)*作者|(?:是)?(?:谁|誰|哪[位个個]).{0,2}(?:发|發|登|推))",
      "\\bwho(?:'s| is| was)? (?:the author of|posted|published|put out|put up|behind) (?:the|this|that) (?:chinese|wechat|translated|version)",
      "\\bwhose name .{0,12}\\bchinese\\b",
      "\\bposted this on\\b",
    ],
  ),
  rule(
    ["publisher", "url"],
    [
      "(?:哪个|哪個|哪家|什么|什麼)(?:公众号|公眾號|账号|帳號).{0,8}(?:发布|發布|发表|發表|转载|轉載|登)",
      `${TEXT_ZH}.{0,6}(?:哪个|哪個|哪家|什么|什麼)(?:公众号|公眾號|账号|帳號)`,
      "(?:发布者|發布者|发布账号|公众号|公眾號)(?:是谁|是誰|是什么|是什麼|叫什么|叫什麼)",
      `(?:谁|誰)(?:转载|轉載|发布|發布)了?.{0,4}${TEXT_ZH}`,
      `${TEXT_ZH}.{0,4}(?:谁|誰)(?:转载|轉載|发布|發布)`,
      `\\bwho (?:published|posted|reposted) (?:the|this|that) (?:\\w+ )?${TEXT_EN}`,
      `\\b(?:which|what) (?:account|platform) (?:published|posted|ran) (?:this|it|the (?:${TEXT_EN}|translation\\b))`,
      "\\bpublisher of\\b",
    ],
  ),
  rule(
    ["originalUrl", "publisher"],
    [
      `(?:哪个|哪個|哪家|什么|什麼)${OUTLET_ZH}.{0,8}(?:转载|轉載|(?:发布|發布|发表|發表|登)(?:了|的)?.{0,4}${TEXT_ZH})`,
      `${TEXT_ZH}.{0,6}(?:哪个|哪個|哪家|什么|什麼)${OUTLET_ZH}`,
      `\\b(?:which|what) ${OUTLET_EN} (?:published|posted|ran) (?:this|it|the (?:${TEXT_EN}|translation\\b))`,
    ],
  ),
  rule(
    ["reporter", "publisher"],
    [
      "(?:文章|本文|原文).{0,2}作者",
      "^作者是谁",
      "\\bauthor of (?:the|this) article",
      "\\bwho (?:is|was) the author\\b[^\\p{L}]*$",
    ],
  ),
  rule(
    ["reporter"],
    [
      `${ASKS_ZH}(?:${REPORTER_ZH}|${PERSON_ZH})${NAME_ZH}`,
      `${ASKS_ZH}(?:谁|誰)(?:是|叫)${REPORTER_ZH}(?:啊|呀)?[？?]?$`,
      `${ASKS_ZH}哪一?[位个個名](?:记者|記者)(?:[？?，,、]|$|.{0,8}(?:采|採|访|訪|写|寫|做|聊|谈|談|完成|抢|搶|拿|负责|負責|提问|提問))`,
      `${TEXT_ZH}(?:的)?(?:记者|記者)(?:是|叫)`,
      "(?:谁|誰)(?:来|來)?(?:采访|採訪|访问|訪問)了?.{0,14}$",
      `(?:谁|誰).{0,2}(?:做|写|寫)的?.{0,3}${TEXT_ZH}[？?]?$`,
      `${TEXT_ZH}.{0,3}(?:谁写|誰寫|由谁|由誰|谁做|誰做)`,
      "\\bwho (?:wrote|conducted|did|authored|is behind|was behind) (?:this|that|the (?:original |english |whole )?(?:interview|piece|article|story|transcript)\\b(?! (?:on|about|of)))",
      "\\bwho interviewed (?:him|her|them)\\b",
      "\\bwho asked the questions",
      `^(?:and |so |but )?who(?:'s|s| is| was) (?:the )?${REPORTER_EN}(?:[^\\p{L}]*$|,| (?:on|behind|for|of) (?:this|the (?:original|${TEXT_EN})))`,
      "\\b(?:the (?:reporter|journalist|interviewer))(?:'s|’s) name\\b",
      "^(?:what(?:'s| is) )?(?:the )?name of the (?:reporter|journalist|interviewer|writer)(?:,? please)?(?:[^\\p{L}]*$| and\\b)",
      "\\b(?:author|writer|reporter|journalist) of (?:the|this) (?:original |english )?(?:interview|piece|article|story|transcript)\\b",
    ],
  ),
  withNames(
    ["reporter"],
    [
      `\\b(?:[Ww]hich|[Ww]hat|[Nn]ame(?: of)?(?: the)?|[Ww]ho(?:'s|s| is| was)(?: the)?) (?:(?:reporter|journalist|interviewer|writer)(?: who| that| he| she| they)? (?:${ASKING_EN}|on|behind|of|for)|(?:guy|person|man|woman)(?: who| that) ${ASKING_EN}|(?:guy|person|man|woman) asking)${OF_THIS_EN}`,
      "\\b[Ww]ho interviewed \\p{Lu}",
      "\\b(?:reporter|journalist|person|guy) (?:he|she|they) (?:talked|spoke) (?:to|with)\\b",
      "\\b[Nn]ame the (?:reporter|journalist|interviewer)\\b",
      "\\b[Ww]hich (?:reporter|journalist) (?:got|had) (?:him|her|them) on the (?:line|phone)",
    ],
  ),
  rule(
    ["originalUrl", "place"],
    [
      "^发布地",
      "^發布地",
      `${TEXT_ZH}.{0,6}(?:发布地|發布地|在哪(?:里|裡|儿)?(?:发布|發布|发表|發表))`,
      "(?:在哪(?:里|裡)?|哪里|哪裡)(?:发布|發布|发表|發表)",
      `\\b(?:where|(?:which|what) city) was (?:the|this) (?:\\w+ )?${TEXT_EN} (?:\\w+ )?(?:published|posted)`,
    ],
  ),
];
