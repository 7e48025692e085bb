/** What people are called whose names need not be known; in both scripts and in English. */
const ROLES_ZH =
  "总监|總監|经理|經理|主席|总裁|總裁|董事|执行官|執行官|老板|老闆|主任|教授|医生|醫生|护士|護士|律师|律師|工程师|工程師|科学家|科學家|记者|記者|导演|導演|演员|演員|教练|教練|老师|老師|师傅|師傅|司机|司機|厨师|廚師|秘书|秘書|市长|市長|校长|校長|院长|院長|局长|局長|队长|隊長|先生|女士|小姐|同事|朋友|父亲|父親|母亲|母親|爸|妈|媽|妻子|丈夫|太太|儿子|兒子|女儿|女兒|哥哥|姐姐|弟弟|妹妹|兄弟|同学|同學|合伙人|投资人|投資人|投资方|投資方|成员|成員|员工|員工|团队|團隊";
const ROLES_EN =
  "chair(?:man|woman)?|director|manager|boss|colleague|friend|father|mother|wife|husband|son|daughter|brother|sister|lawyer|engineer|doctor|nurse|teacher|minister|mayor|partner|investor|assistant|secretary|neighbou?r|staff|team";
/** About a hundred of the commonest, in both scripts. */
const SURNAME =
  "[王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林高罗羅郑鄭梁谢謝宋唐许許韩韓邓鄧冯馮曹彭曾肖萧蕭田董潘袁蔡蒋蔣余于杜叶葉程魏苏蘇吕呂丁任卢盧姚沈钟鍾姜崔谭譚陆陸范汪廖石金韦韋贾賈夏傅方邹鄒熊白孟秦邱侯江尹薛闫閆段雷龙龍黎史陶贺賀毛郝顾顧龚龔邵万萬覃武钱錢戴严嚴莫孔向汤湯]";
const BEFORE_NAME = "(?<=[叫是由和、，,。”：的跟与與]|^)";
const AFTER_NAME = "(?=[，,。、的了在说說是来來写寫和跟]|$)";

const PERSON = new RegExp(
  [
    // Latin names, but not what has a capital because a sentence begins with it.
    '(?<![.?!]\\s|^|["“])\\p{Lu}\\p{Ll}+',
    ROLES_ZH,
    `[老小阿]${SURNAME}|${SURNAME}[总總]`,
    `${BEFORE_NAME}${SURNAME}\\p{Script=Han}{1,2}${AFTER_NAME}`,
    "[是由]我|我(?:写|寫|做|来|來|去|自己|负责|負責|亲自|親自)",
    `\\b(?:${ROLES_EN})s?\\b`,
    "\\bit was (?:me|I)\\b|\\bI (?:did|wrote|made|turned|asked|called|took|was the one)\\b",
  ].join("|"),
  "gu",
);

/** Whom words can name, and what they are. */
export const personsIn = (quote: string): string[] =>
  [...quote.matchAll(PERSON)].map(([name]) => name);

/** Whether words can name somebody whom a question does not name itself. */
export const namesSomebodyElse = (quote: string, question: string): boolean =>
  personsIn(quote).some((name) => !question.includes(name));
