import type { Language, MetadataField } from "../interview/interview.ts";
import type { LibraryInterview } from "../library/stored-interview.ts";
import type { Messages } from "../locales/messages.ts";
import type { Corpus } from "./corpus.ts";
import type { Draft } from "./reply.ts";
import { metadataOf } from "./verify.ts";

/**
 * Questions about the article rather than about what was said: who wrote it, when, where it appeared.
 * Recognised by naming the text itself together with such a property.
 */
export function articleFieldsAsked(question: string): readonly MetadataField[] {
  const asked = RULES.find(({ pattern }) => pattern.test(question));
  return asked && !ASKS_WHAT_WAS_SAID.test(question) ? asked.fields : [];
}

const TEXT_ZH =
  "(?:文章|采访|採訪|访谈|訪談|专访|專訪|报道|報道|報導|原文|译文|譯文|本文|(?:中文|英文)[稿版]|译稿|譯稿|这篇|這篇)";
const TEXT_EN = "(?:article|interview|piece|story|report|transcript|translation)\\b";

/** "What did the interview say about the publication date" asks for words, not for metadata. */
const ASKS_WHAT_WAS_SAID =
  /(?:提到|说到|談到|谈到|说了什么|說了什麼)|\bsays? about\b|\bmentions?\b/iu;

const rule = (fields: readonly MetadataField[], zh: string, en: string) => ({
  fields,
  pattern: new RegExp(`${zh}|${en}`, "iu"),
});

const RULES = [
  rule(
    ["title"],
    `${TEXT_ZH}(?:(?!记者|記者|作者|编辑|編輯|主持).){0,6}(?:标题|標題|题目|題目|叫什么|叫什麼|名字)|^(?:标题|標題)(?:是什么|是什麼)?[？?]?$`,
    `\\b(?:title|headline|name) of (?:the|this|that) ${TEXT_EN}|\\bwhat(?:'s| is) (?:the|this) ${TEXT_EN}(?:'s title| called| titled)`,
  ),
  rule(
    ["originalUrl", "url"],
    `(?:(?:原文|采访|採訪|文章|访谈|訪談|专访|專訪|英文版).{0,6}(?:链接|鏈接|連結|网址|網址|地址|出处|出處|来源|來源|在哪(?:里|裡|儿)?(?:看|读|讀|找|能)))|(?:链接|鏈接|連結|网址|網址)(?:是什么|是什麼|是多少|在哪(?:里|裡)?|呢)?[？?]?$|(?:哪里|哪裡|在哪).{0,6}(?:看|读|讀|找)(?:到|得到)?.{0,4}(?:原文|全文)`,
    `\\b(?:link|url|source|address) (?:of|to|for) (?:the |this )?(?:original |full |english )*(?:${TEXT_EN}|version)?|\\bwhere can i (?:read|find|see) (?:the |this )?(?:original|full|whole|entire|english)|\\b(?:original|source) (?:link|url)\\b`,
  ),
  rule(
    ["reported", "published"],
    `^(?:(?:这|這|那|该|該|本)(?:篇|个|個|次)?)?(?:${TEXT_ZH})?(?:是|在)?(?:什么时候|什麼時候|何时|何時|哪天|哪一天|哪年|几号|幾號|几月|幾月).{0,4}(?:发布|發布|发表|發表|刊登|采访的|採訪的|做的?采访)|(?:什么时候|什麼時候|何时|何時|哪天|哪一天).{0,10}(?:进行的?|做的?|接受的?).{0,4}(?:采访|採訪|访谈|訪談|专访|專訪)|${TEXT_ZH}(?:是|在)?(?:什么时候|什麼時候|何时|何時|哪天|哪一天|哪年|几号|幾號)(?:做|进行|進行|发布|發布|发表|發表|写|寫|登|的)|${TEXT_ZH}.{0,4}(?:日期|时间|時間)(?:是|[？?]?$)|(?:发布|發布|发表|發表|采访|採訪)(?:日期|时间|時間)`,
    `\\bwhen (?:was|were|did) (?:the|this|that) (?:\\w+ )?${TEXT_EN}|\\b(?:date|day|time) of (?:the |this )?(?:${TEXT_EN}|publication)|\\b(?:publication|publishing|interview) date\\b|\\bwh(?:at|ich) (?:day|date|year) (?:was|did|does|is) (?:the|this|that) (?:\\w+ )?${TEXT_EN}`,
  ),
  rule(
    ["originalUrl"],
    `${TEXT_ZH}.{0,6}(?:最早|最初|最先|首次|原).{0,4}(?:(?:[刊登发發载載].{0,4}(?:哪|什么|什麼))|(?:哪|什么|什麼).{0,2}(?:媒体|媒體|报纸|報紙|杂志|雜誌|平台|网站|網站))|${TEXT_ZH}(?:是)?(?:出自|来自|來自)(?:哪|什么|什麼)`,
    `\\b(?:which|what) (?:outlet|site|website|publication|magazine|newspaper|media)\\b(?=.*\\b(?:originally|original|first)\\b).*\\b(?:article|interview|piece|transcript|translation)\\b|\\bwhere (?:was|did) (?:the|this|that) ${TEXT_EN}\\b.{0,12}\\b(?:originally|first)\\b`,
  ),
  rule(
    ["publisher", "url"],
    `(?:哪个|哪個|哪家|什么|什麼)(?:公众号|公眾號|账号|帳號|媒体|媒體|平台|网站|網站).{0,8}(?:发布|發布|发表|發表|转载|轉載|登)|(?:发布者|發布者|发布账号|公众号|公眾號)(?:是谁|是誰|是什么|是什麼|叫什么|叫什麼)|(?:谁|誰)(?:转载|轉載|发布|發布)了?.{0,4}${TEXT_ZH}|${TEXT_ZH}.{0,4}(?:谁|誰)(?:转载|轉載|发布|發布)`,
    `\\bwho (?:published|posted|reposted) (?:the|this|that) (?:\\w+ )?${TEXT_EN}|\\b(?:which|what) (?:account|outlet|site|website|publication|platform|media) (?:published|posted|ran)|\\bpublisher of\\b`,
  ),
  rule(
    ["reporter", "publisher"],
    `(?:文章|本文|原文).{0,2}作者|^作者是谁`,
    `\\bauthor of (?:the|this) article|\\bwho (?:is|was) the author\\b[^\\p{L}]*$`,
  ),
  rule(
    ["reporter"],
    `(?:谁|誰|哪位记者|哪個記者|哪位記者|哪个记者).{0,6}(?:采访了?|採訪了?|访问了?|訪問了?|提的问|提問).{0,14}$|(?:谁|誰).{0,4}(?:写|寫|做|报道|報導).{0,6}${TEXT_ZH}|${TEXT_ZH}.{0,6}(?:(?:记者|記者|作者)(?:是|叫|名|写|寫|$|[？?和、])|谁写|誰寫|是谁|是誰|由谁|由誰)|(?:记者|記者|文章作者|采访者|採訪者|提问的人|提問的人|采访人|主持人).{0,4}(?:是谁|是誰|叫什么|叫什麼|的名字|名字|姓名)`,
    `\\bwho (?:wrote|conducted|did|reported|authored|is behind) (?:the|this|that) (?:\\w+ )?${TEXT_EN}|\\bwho (?:interviewed (?:him|her|them|\\p{Lu}\\w+)|asked the questions)|\\bwho (?:is|was) (?:the )?(?:reporter|journalist|interviewer|author|writer)\\b[^\\p{L}]*$|\\b(?:name of the|reporter's|journalist's|interviewer's|author's) (?:reporter|journalist|interviewer|author|name)|\\b(?:author|writer|reporter|journalist) of (?:the|this) ${TEXT_EN}`,
  ),
  rule(
    ["originalUrl", "place"],
    `^发布地|^發布地|${TEXT_ZH}.{0,6}(?:发布地|發布地|在哪(?:里|裡|儿)?(?:发布|發布|发表|發表))|(?:在哪(?:里|裡)?|哪里|哪裡)(?:发布|發布|发表|發表)`,
    `\\bwhere was (?:the|this) (?:\\w+ )?${TEXT_EN} (?:\\w+ )?(?:published|posted)`,
  ),
] as const;

/** A claim for each fact that is asked for and that a source gives; of two ways to say it, the first. */
export function articleDraft(
  {
    fields,
    language,
    text,
  }: { fields: readonly MetadataField[]; language: Language; text: string },
  { corpus, messages }: { corpus: Corpus; messages: Messages },
): Draft {
  const claims = interviewsMeant(text, corpus).flatMap(({ interview }) => {
    const facts = fields
      .map((field) => interview.metadata.find((fact) => fact.field === field))
      .filter((fact) => fact !== undefined);
    return facts.map(({ field, id }) => ({
      text: messages(language, leadId(field)),
      sentences: [id],
    }));
  });
  return { claims: claims.slice(0, MOST_FACTS) };
}

const MOST_FACTS = 3;

/** Those whose title or speakers the question names, else all. */
function interviewsMeant(text: string, { interviews }: Corpus): readonly LibraryInterview[] {
  const named = interviews.filter(({ interview: { metadata, speakers } }) =>
    [...speakers.map(({ name }) => name), metadataOf(metadata, "title") ?? ""].some(
      (name) => name !== "" && text.includes(name),
    ),
  );
  return named.length > 0 ? named : interviews;
}

const leadId = (field: MetadataField): string =>
  `article-${field.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`;
