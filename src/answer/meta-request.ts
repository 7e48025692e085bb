/**
 * Requests that are addressed to the bot and are not questions about an interview: to write, translate or
 * compute something, to change its behaviour, to talk about itself. Recognised by how they begin or by what
 * they ask for, never by what any interview says.
 */
export type MetaRequest =
  "greeting" | "thanks" | "goodbye" | "about-bot" | "summary" | "questions" | "task";

const END = "[\\s!,.~？?！，。啊呀吗嗎啦]*$";
const GREETING = new RegExp(
  `^(?:(?:hi|hello|hey|yo|good (?:morning|evening|afternoon))(?: there| everyone| all| bot| verbatim)?(?:[,!.]? how are you(?: doing)?(?: today)?)?|how are you(?: doing)?(?: today)?|ok(?:ay)?|[你您]好|嗨|哈[喽啰]|早上好|下午好|晚上好|早安|好的|在吗|在嗎)${END}`,
  "iu",
);
const THANKS = new RegExp(
  `^(?:ok(?:ay)?,? |great,? |好的?[，, ]?)?(?:(?:many )?thanks?(?: you| a lot)?|thank you(?: so much| very much)?|thx|ty|cheers|(?:谢谢|謝謝)(?:你|您)?|谢了|謝了|多谢|多謝|感谢|感謝|辛苦了)${END}`,
  "iu",
);
const GOODBYE = new RegExp(
  `^(?:(?:good)?bye(?:[ -]bye)?|good night|see you(?: later)?|再见|再見|拜拜|晚安)${END}`,
  "iu",
);

const ABOUT_BOT =
  /^(?:who|what) are you\b|^what(?:'s| is) your (?:name|prompt|model)|^(?:who|which company) (?:made|built|created|trained|developed) you\b|\bwhat can you do\b|\bare you (?:a |an )?(?:bot|robot|ai|human|chatgpt|gpt[\w.-]*|real person|language model)\b|\b(?:your|the) (?:system )?(?:prompt|instructions)\b|^how do(?:es)? (?:you|this(?: bot)?) work\b|^how (?:do|can|should) i use (?:this|you|the bot)\b|^(?:help|usage|帮助|幫助|说明|說明|使用说明|使用說明|(?:这个|這個|你)?(?:怎么|怎麼|如何)(?:用|使用)(?:你|这个|這個)?)[\s.!?。！？]*$|^你(?:到底)?(?:是谁|是誰|叫什么|叫什麼|是什么|是什麼|是(?:不是)?(?:机器人|機器人|真人|人工智能|AI)|能做什么|能做什麼|能干什么|会做什么|會做什麼|会什么|有什么功能|有什麼功能|怎么工作)|你是(?:谁|誰|哪家|由谁)(?:家|公司)?.{0,8}(?:开发|開發|做|训练|訓練|创造|製作|制作)|(?:谁|誰|哪家公司)(?:开发|開發|训练|訓練|创造|做|制作)了?(?:的)?你|系统提示|系統提示|提示词|提示詞|你的(?:指令|设定|設定|模型|名字)/iu;

// Verbs that hardly begin a question, and verbs that may also begin a topic ("open source", "order book")
// and so need an object.
const ENGLISH_TASK =
  /^(?:please |can you |could you |would you |will you |kindly |now |then |i (?:want|need) you to |help me (?:to )?)*(?:write|compose|translate|rewrite|paraphrase|ignore|disregard|pretend|imagine you|act (?:as|like)|role-?play|calculate|compute|sing|tell (?:me )?(?:a|another) (?:joke|story|poem)|remind me|repeat after|help me with|say (?:hello|hi|after me)|(?:draft|generate|create|make|draw|code|program|implement|debug|solve|recommend|suggest|book|order|buy|play|search|google|browse|open|send|print|output|forget|answer) (?:me|my|us|a|an|the|this|that|some|all|any|your|only|for|with)\b)\b|\b(?:ignore|disregard|forget) (?:all |any |the |your |of )*(?:previous|prior|above|instructions|rules)|\bfrom now on\b|\bsystem prompt\b/iu;

const CHINESE_TASK =
  /^(?:请|請|麻烦|麻煩|帮忙|幫忙|能不能|可以|可不可以|能|给我|給我|帮我|幫我|你(?:来|來)?|现在|現在|那|我(?:想|要|需要)(?:你|让你)?|把|用.{1,12}?)*(?:写(?:一|首|篇|个|段|封|代码|点)|寫(?:一|首|篇|個|段|封)|作(?:一)?首|翻译|翻譯|(?:把|将|將).{1,20}(?:翻译|翻譯|译成|譯成|改写|改寫)|改写|改寫|忽略|无视|無視|忘(?:记|記|掉)|假装|假裝|扮演|假设你是|假設你是|生成|画(?:一|个|张)|畫(?:一|個|張)|编(?:一|个|写)|編(?:一|個|寫)|创作|創作|计算|計算|算一?[下算]|解(?:一下|方程)|唱(?:一|首)|讲(?:一个|个)(?:笑话|故事)|講(?:一個|個)(?:笑話|故事)|推荐|推薦|订(?:一|个|张)|訂(?:一|個|張)|播放|搜索|搜一|打开|打開|发送|發送|提醒我|重复|重複|输出|輸出|打印)|^从现在(?:起|开始)|^從現在(?:起|開始)|(?:忽略|无视|無視|忘记|忘掉).{0,8}(?:指令|规则|規則|设定|設定|提示|要求)|(?:翻译|翻譯|译|譯)(?:成|为|為).{1,6}(?:文|语|語)/u;

const SUMMARY =
  /^(?:please |can you |could you )*(?:summari[sz]e|sum up|give (?:me )?(?:a|the) (?:short |brief |quick )?summary(?: of)?|tl;?dr)\s*(?:the|this|that|whole|entire|full|interview|article|conversation|it|everything|for me|\s)*[.?!\s]*$|^(?:请|請|帮我|幫我|给我|給我|能不能|能否|可以|麻烦你?)*(?:总结|總結|概括|概述|归纳|歸納|摘要)(?:一?下|出)?(?:这篇|這篇|这个|這個|这次|這次|整篇|全篇|全文|采访|採訪|访谈|訪談|专访|專訪|文章|的?(?:主要)?(?:内容|內容|要点|要點|重点|重點))*[吗嗎吧。？?！!\s]*$/iu;
const QUESTIONS =
  /^what (?:questions )?(?:did|does) the (?:reporter|interviewer|journalist|host) ask(?: (?:him|her|them|about))?[?\s]*$|^(?:which|what) questions (?:were|are|did)\b.*$|^(?:记者|記者|采访者|採訪者|主持人)(?:都|一共)?(?:问|問)了?(?:哪些|什么|什麼|几个|幾個)(?:问题|問題)?[？?\s]*$|^(?:采访|採訪|访谈|訪談)(?:里|裡|中)?(?:都)?(?:问|問)了?(?:哪些|什么|什麼)(?:问题|問題)?[？?\s]*$/iu;

export function metaRequestIn(question: string): MetaRequest | null {
  if (GREETING.test(question)) return "greeting";
  if (THANKS.test(question)) return "thanks";
  if (GOODBYE.test(question)) return "goodbye";
  if (ABOUT_BOT.test(question)) return "about-bot";
  if (SUMMARY.test(question)) return "summary";
  if (QUESTIONS.test(question)) return "questions";
  return ENGLISH_TASK.test(question) || CHINESE_TASK.test(question) ? "task" : null;
}
