import escapeRegExp from "escape-string-regexp";
import type { QueryTerm } from "../retrieve/retrieve.ts";
import { ENGLISH_NUMBER } from "../retrieve/numbers.ts";
import { hasWords } from "./clean-question.ts";
import { questionKind } from "./question-kind.ts";

const NUMBER = `(?:\\d[\\d.,]*|[一二两兩三四五六七八九十百千万萬亿億半几幾数數]+|\\b${ENGLISH_NUMBER}\\b)`;
const UNIT =
  "(?:秒|分[钟鐘]|小[时時]|[钟鐘][头頭]|天|日|周|週|星期|[礼禮]拜|[个個]?月|年|(?:second|minute|hour|day|week|month|year)s?)";
const DURATION = new RegExp(
  `${NUMBER}(?:\\s?(?:多|来|來|-)?(?:个|個)?\\s?|(?:\\s[a-z]+){1,3}\\s)${UNIT}|久|long`,
  "iu",
);
const AMOUNT = /\d|[十百千万萬亿億]|\b(?:hundred|thousand|million|billion)s?\b/iu;
const YEAR = /\d{4}|[一二三四五六七八九〇零\d]{1,4}年|[今去明前后後]年|(?:last|next|this) year/iu;
const TIME = new RegExp(
  `${YEAR.source}|\\d{1,2}\\s?[月日点點号號:]|(?:周|週|星期|[礼禮]拜)[一二三四五六日天末]|[昨今明前后後当當]天|[上下本这這][个個]?(?:周|週|月|星期)|早上|上午|下午|晚上|凌晨|${NUMBER}${UNIT}|不久|将来|將來|[时時]候|之[后後前]|以[后後前]|\\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\\b|\\b(?:spring|summer|autumn|winter|morning|noon|afternoon|evening|midnight)\\b|\\b(?:yesterday|today|tomorrow|soon|later|ago|after|before|until)\\b`,
  "iu",
);

const HOW_LONG =
  /\bhow (?:long|soon|quickly|fast)\b|\bhow many (?:\p{L}+ )?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b|多久|多[长長](?:时间|時間)?|(?:多少|(?<![那这這前头頭后後近过過上下])[几幾])[个個]?(?:秒|分[钟鐘]|小[时時]|天|日|周|週|星期|[礼禮]拜|月|年)/iu;
const HOW_MUCH_MONEY =
  /\bhow (?:much|many (?:\p{L}+ )?(?:dollars|millions|billions))\b.*\b(?:cost|pay|paid|earn|make|salary|invest\w*|worth|rais\w+|spen[dt]|money|dollars|sold|billions?|millions?)\b|\bhow many (?:millions|billions)\b|多少[亿億万萬]|多少(?:钱|錢|美元|[资資]|[资資]金|收入|投[资資]|[经經][费費])|[融筹籌募]了?多少|[薪资資收][水金入].{0,4}多少/iu;
const HOW_MANY =
  /\bhow many\b|多少[名个個位家种種次人]?|(?<![那这這前头頭后後近过過上下的好])[几幾][名个個位家种種次]/iu;
const HOW_OLD = /\bhow old\b|几岁|幾歲|多大(?:年[纪紀]|岁|歲|了|[?？]|$)|年[龄齡]/iu;
const WHAT_NAME =
  /\bwhat(?:'s| is| was| are| were)\b.*\bnames?\b|\bwhat\b.*\b(?:called|named)\b|叫(?:什么|什麼|啥)|(?:名字|姓名)(?:是|叫)|姓(?:什么|什麼|啥)/iu;
const A_NAME = /(?<![.?!]\s|^|["“])\p{Lu}\p{Ll}+|[“"「《『]|叫|名/u;
const WHAT_POSITION =
  /^who (?:(?:even|exactly|on earth) )?(?:is|was) \p{L}+(?: \p{L}+)?(?: anyway)?\s*[?？]?$|^who's \p{L}+(?: \p{L}+)?\s*[?？]?$|^\p{L}+(?: \p{Script=Latin}+)?\s*(?:到底|究竟)?是(?:谁|誰|何许人|什么人|什麼人)(?:啊|呀|来着)?[\s?？]*$|什[么麼](?:职位|職位|职务|職務|头衔|頭銜|身份|身分|岗位|崗位|官(?!司|方))|(?:职位|職位|职务|職務|头衔|頭銜)(?:是|叫)(?:什|啥)|是?(?:干|做|幹)(?:什[么麼]|啥|嘛)的|(?:担任|擔任)(?:什[么麼]|啥|何)|\bwhat(?:'s| is| was)\b.*\b(?:job|title|role|position)\b(?! (?:on|about|towards?|regarding)\b)|\bwhat (?:job|title|role|position|post)\b(?! (?:on|about)\b)|\bwhat do(?:es)? (?:(?!do\b)[\p{L}'-]+ ){1,4}do(?: (?:there|here|for a living)| (?:at|in|for) .*)?\s*[?？]?$/iu;
const A_POSITION =
  /首席|[领領][导導]|执掌|執掌|主[导導管]|[总總][裁监監管长長]|[经經]理|主席|主任|主管|[董院校部局市队隊船机機社站馆館行厂廠团團处處科组組班店村镇鎮县縣州]事?[长長]|教[练練授]|博士|工程[师師]|[厨廚技老教律][师師]|[记記]者|主持|[编編][辑輯剧劇]|[创創]始人|[负負][责責]人|[医醫][生师師]|法官|[顾顧][问問]|秘书|秘書|[发發]言人|[议議]员|議員|工人|司[机機]|[护護]士|[导導]演|演员|演員|作家|[学學]家|研究[员員]|[志義]工|\bC[ETFOI]O\b|\b(?:leads?|led|runs?|chief|head|chair\w*|president|director|managers?|officer|founder|co-?founder|editor|reporter|journalist|professor|engineer|scientist|researcher|coach|captain|minister|mayor|curator|conductor|spokes\w+|secretary|partner|adviser|advisor|doctor|nurse|lawyer|judge|teacher|driver|owner|boss|producer|writer|author|farmer|chef|cook|pilot|analyst|consultant|intern|assistant)\b/iu;
const WHICH_YEAR = /哪一?年|\b(?:which|what) year\b/iu;
const COUNTED_WITHIN = 10;

/** What the words of an answer to some question must look like, as far as its own words say. */
export function wantedForm(
  question: string,
  terms: readonly QueryTerm[],
): ((quote: string) => boolean) | null {
  const matches = (pattern: RegExp) => (quote: string) => pattern.test(quote);
  if (HOW_LONG.test(question)) return matches(DURATION);
  if (HOW_MUCH_MONEY.test(question)) return matches(AMOUNT);
  if (HOW_OLD.test(question)) return matches(new RegExp(NUMBER, "iu"));
  if (asksPosition(question)) return matches(positionOf(terms));
  if (WHAT_NAME.test(question)) return matches(A_NAME);
  const many = HOW_MANY.exec(question);
  if (many) return matches(countOf(question.slice(many.index + many[0].length), terms));
  if (WHICH_YEAR.test(question)) return matches(YEAR);
  if (questionKind(question) === "when") return matches(TIME);
  return null;
}

/** Whether it asks what somebody is, or does for a living. */
export const asksPosition = (question: string): boolean => WHAT_POSITION.test(question);

const POSITION_WORDS =
  /职位|職位|职务|職務|头衔|頭銜|身份|身分|岗位|崗位|担任|擔任|什[么麼]|[干做幹](?:啥|嘛|什[么麼])的?|是(?:谁|誰)|\b(?:who(?:'s)?|what(?:'s)?|is|was|does|do|job|title|role|position|post|hold|even|exactly)\b/giu;

/** A question for a position without the words that ask for it, which no answer has. */
export const withoutPosition = (question: string): string => {
  const rest = question.replace(POSITION_WORDS, " ").replace(/\s+/gu, " ").trim();
  return hasWords(rest) ? rest : question;
};

/** In UTF-16 units. */
const BESIDE_NAME = 24;

/** A position close to one of the names, where there are any: others in the sentence have positions, too. */
function positionOf(terms: readonly QueryTerm[]): RegExp {
  const names = terms
    .filter(({ kind }) => kind === "name")
    .flatMap(({ text, forms }) => [text, ...forms].map((name) => escapeRegExp(name)));
  if (names.length === 0) return A_POSITION;
  const gap = `[^，。,.；;]{0,${BESIDE_NAME}}`;
  const name = `(?:${names.join("|")})`;
  return new RegExp(
    `(?:${A_POSITION.source})${gap}${name}|${name}${gap}(?:${A_POSITION.source})`,
    "iu",
  );
}

/** A number close before what is counted: "五百多名员工", but not any number in a sentence on employees. */
function countOf(after: string, terms: readonly QueryTerm[]): RegExp {
  const near = after
    .split(/[,，.。;；?？]/u, 1)[0]!
    .toLowerCase()
    .slice(0, 2 * COUNTED_WITHIN);
  const counted = terms
    .filter(({ text }) => near.includes(text))
    .sort((one, other) => near.indexOf(one.text) - near.indexOf(other.text))[0];
  // What the text never names may be counted in it by another name.
  if (!counted || counted.forms.length === 0) return new RegExp(NUMBER, "iu");
  const forms = [counted.text, ...counted.forms].map((form) => escapeRegExp(form));
  // "没有失去一个员工" tells of none how many there are.
  return new RegExp(
    `(?<![没沒无無不][^，。,.；;]{0,4})${NUMBER}(?:[^，。,.；;]{0,3}|(?:\\s[a-z-]+){1,2}\\s)(?:${forms.join("|")})`,
    "iu",
  );
}
