import type { Role } from "./interview.ts";

const ASKING_ZH =
  /^(?:问|提问|问题|主持|采访)$|(?:记者|主持人?|采访者|采访人|访谈者|访谈人|提问者|提问人)$|^(?:记者|主持人)/u;
const ASKING_EN =
  /^(?:q|question|interviewers?|host|reporter|moderator|journalist|presenter|anchor|correspondent)$|\b(?:interviewer|host|reporter|moderator)$|^(?:interviewer|host|reporter|moderator)\b/iu;
const ANSWERED_BY_ZH = /受访者|被采访者|被访者|受访人/u;
const ANSWERING = /^(?:答|回答|嘉宾|a|answer|guest|interviewee|respondent|speaker|嘉宾|发言人)$/iu;

/** A question or answer may carry its number, which is not part of who speaks. */
const NUMBERED = /^(问|答|问题|回答|q|a|question|answer)\s*\d{1,3}$/iu;

/** Words before a colon that name a kind of text, not a speaker. */
const NOT_A_SPEAKER = new RegExp(
  "^(?:" +
    [
      "note|notes|nb|n\\.b\\.|warning|caution|tip|tips|hint|example|examples|e\\.g\\.|i\\.e\\.|summary|abstract|conclusion",
      "conclusions|update|edit|correction|disclaimer|ps|p\\.s\\.|tl;?dr|figure|fig|table|step|chapter|part|section",
      "appendix|source|sources|credit|credits|photo|image|caption|link|links|url|website|email|e-mail|phone|date|time",
      "place|location|title|subject|topic|topics|tags|keywords|author|authors|editor|translator|by|published|contents",
      "introduction|background|overview|references|reference|see also|read more|related|pros|cons|todo|fixme|important",
      "http|https|ftp|mailto|day|week|month|year|version|goal|goals|result|results|reason|reasons|problem|solution",
      "注|备注|附注|注意|提示|说明|摘要|总结|小结|结论|例如|比如|譬如|举例|首先|其次|再次|然后|最后|另外|此外|因此",
      "所以|但是|不过|同时|其中|包括|即|也就是说|换句话说|换言之|总之|综上|原因|结果|背景|时间|地点|人物|事件|目标|方法",
      "步骤|图|表|图表|来源|出处|链接|网址|邮箱|电话|作者|文章作者|编辑|编者按|编者注|译者|译者注|翻译|校对|排版|标题|副标题",
      "关键词|标签|目录|导语|导读|引言|前言|正文|附录|参考|参考资料|参考文献|延伸阅读|相关阅读|更多|发布时间|发布地|发布日期",
      "日期|原文|原文链接|采访链接|封面图链接|答案|事实上|实际上|简单说|简单来说|具体来说|一方面|另一方面|第.{1,3}|其.",
    ].join("|") +
    ")\\s*[\\d一二三四五六七八九十]{0,3}$",
  "iu",
);

/** Of the words that tell a role, those that also stand before a colon in any other text. */
const ORDINARY =
  /^(?:问题|提问|回答|主持|采访|嘉宾|question|answer|a|guest|speaker|anchor|presenter|host \S.*)(?:\s?\S{1,3})?$/iu;

/** What stands in brackets at the start of a line, and is a sound or a kind of text. */
const NOT_IN_BRACKETS =
  /^(?:[B-PR-Z]|(?:loud )?(?:applause|music|laughter|laughs?|laughing|crosstalk|inaudible|unintelligible|silence|pause|pauses|cheering|cheers|sighs?|coughs?|chuckles?|smiles?|end|sic|redacted|translated|opinion|review|news|breaking|sponsored|advertisement|ad|spoiler|draft|video|audio|pdf|new|done|open|closed|bug|feature)|掌声|笑声?|大笑|音乐|停顿|沉默|鼓掌|欢呼|叹气|点头|快讯|重磅|独家|推荐|广告|新闻|观点|评论|视频|音频|导读|看点|国际|国内|财经|体育|科技|娱乐|社会)$/iu;

/** Ends of a clause that leads up to what was said or listed. */
const LEADS_ON =
  /(?:说|道|称|问|表示|认为|指出|如下|是|为|说法|问题|原因|特点|方面|观点|建议|以下|至于|关于)$|^(?:有|我|你|他|她|它|这|那)|[的了在吗呢吧么]/u;

/** What a label says about the role of who speaks, or `null` for a name. */
export function roleOfLabel(label: string): Role | null {
  const base = label.replace(/[（(][^()（）]*[)）]$/u, "").trim();
  const title = /[（(]([^()（）]*)[)）]$/u.exec(label)?.[1]?.trim() ?? "";
  const plain = base.replace(/\s*(?:\d{1,3}|[A-Za-z甲乙丙丁一二三四])$/u, "") || base;
  if (ANSWERED_BY_ZH.test(base) || ANSWERING.test(plain)) return "interviewee";
  const asks = [base, plain, title].some((text) => ASKING_ZH.test(text) || ASKING_EN.test(text));
  return asks ? "interviewer" : null;
}

export const withoutNumber = (label: string): string => label.replace(NUMBERED, "$1");

/** Names no speaker, however often it stands before a colon. */
export const isNoSpeaker = (label: string): boolean =>
  NOT_A_SPEAKER.test(label) || /^[\d\s.:/-]*$/u.test(label);

/** Tells by itself that someone speaks: “记者”, “Q”, “Interviewer”. */
export const isUnmistakable = (label: string): boolean =>
  roleOfLabel(label) !== null && looksLikeName(label) && !ORDINARY.test(label);

/** Names a speaker in brackets, too, where a sound, an answer to choose, or a tag may stand. */
export const mayBeBracketed = (label: string): boolean => !NOT_IN_BRACKETS.test(label);

/** Has the shape of a name even where nothing else tells: Chinese names have up to four characters. */
export const looksLikeShortName = (label: string): boolean =>
  looksLikeName(label) &&
  (label.match(/\p{Script=Han}/gu)?.length ?? 0) <= (/[·•（(]/u.test(label) ? 20 : 4);

/** Has the shape of a name: short, no clause; Latin words each with a capital. */
export function looksLikeName(label: string): boolean {
  const base = label.replace(/\s*[（(][^()（）]*[)）]$/u, "").trim();
  if (/\p{Script=Han}/u.test(base))
    return base.replace(/\s/gu, "").length <= (/[·•]/u.test(base) ? 20 : 8) && !LEADS_ON.test(base);
  const words = base.split(/[\s-]+/u);
  return (
    words.length <= 5 &&
    words.every(
      (word, index) =>
        /^[\p{Lu}\p{Lt}\p{Lo}]/u.test(word) ||
        (index > 0 &&
          /^(?:\d+|de|da|di|del|van|von|der|den|la|le|al|el|bin|ibn|of|the|y)$/u.test(word)),
    )
  );
}
