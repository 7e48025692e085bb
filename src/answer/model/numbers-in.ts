import { figuresOf } from "../../retrieve/numbers.ts";

/** One number of a text, by each value that it may be read as. */
type Mention = readonly string[];

/**
 * Every number in a text, in one notation for figures and words of both languages: 4.5, "four and a half"
 * and 四年半; 29, "29th"; 100亿 and "10 billion". Parts of dates are told from other numbers: a 12 in the
 * date of an article is no "12 people".
 */
function numbersIn(text: string): Mention[] {
  const mentions: Mention[] = [];
  let left = fold(text);
  const take = (pattern: RegExp, read: (...groups: string[]) => readonly (Mention | null)[]) => {
    left = left.replace(pattern, (whole: string, ...groups: unknown[]) => {
      const parts = groups.slice(0, -2).map((group) => (typeof group === "string" ? group : ""));
      const found = read(whole, ...parts).filter((mention) => mention !== null);
      mentions.push(...found);
      return found.length > 0 ? " " : whole;
    });
  };
  take(WEEKDAY_EN, (_, day = "") => [[`weekday ${DAYS_EN.indexOf(day) + 1}`]]);
  take(WEEKDAY_ZH, (_, day = "") => [[`weekday ${dayNumber(day)}`]]);
  take(ISO_DATE, (_, year, month, day) => [
    part("year", year),
    part("month", month),
    part("day", day),
  ]);
  take(DATE_ZH, (_, year, month, day) => [
    part("year", year),
    part("month", month),
    part("day", day),
  ]);
  take(DAY_ZH, (_, day) => [part("day", day)]);
  take(MONTH_DAY, (_, month, day, year) => [
    monthPart(month),
    part("day", day),
    part("year", year),
  ]);
  take(DAY_MONTH, (_, day, month, year) => [
    monthPart(month),
    part("day", day),
    part("year", year),
  ]);
  take(MONTH, (_, month) => [monthPart(month)]);
  take(TIME, (_, hour, minute) => [part("hour", hour), part("minute", minute)]);
  take(FIGURES, (_, figures = "", unit = "", half = "") => [figuresMention(figures, unit, half)]);
  take(ENGLISH, (words) => [englishMention(words)]);
  take(CHINESE, (_, numeral = "", half = "") => [chineseMention(numeral, half)]);
  return mentions;
}

/** The numbers of a claim that its sources do not have. */
export function numbersLacking(claim: string, sources: string): string[] {
  const known = new Set(numbersIn(sources).flat());
  return numbersIn(claim)
    .filter((readings) => !readings.some((reading) => known.has(reading)))
    .map((readings) => readings[0]!);
}

const BANKERS = "壹贰叁肆伍陆柒捌玖拾佰仟貳參陸兩萬億零廿卅";
const PLAIN = ["一二三四五六七八九十百千二三六两万亿〇", "二十", "三十"];

/** Words that only look like numerals. */
const IDIOMS =
  /十分|万分|万一|千万(?=[别不要])|万万|一千零一夜|五花八门|乱七八糟|七上八下|三心二意|千方百计|一五一十|四处|四周|百般|万能|万物|百科|千变万化|成千上万|十全十美|三思|百姓|两难|丢三落四/gu;

const fold = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\p{Cf}/gu, "")
    // Digits of any script.
    .replace(/(?![0-9])\p{Nd}/gu, digitOf)
    .replace(new RegExp(`[${BANKERS}]`, "gu"), (character) => {
      const at = BANKERS.indexOf(character);
      return at < PLAIN[0]!.length ? PLAIN[0]!.charAt(at) : PLAIN[at - PLAIN[0]!.length + 1]!;
    })
    .replace(IDIOMS, " ")
    .replace(/百分之/gu, " ")
    .replace(
      /[〇零一二两三四五六七八九十]+(?=[月日号])/gu,
      (numeral) => figuresOf(numeral) ?? numeral,
    );

/** The decimal digits of a script stand in a row that begins with its zero; rows may touch. */
function digitOf(character: string): string {
  const code = character.codePointAt(0)!;
  let below = 0;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(code - below - 1))) below++;
  return String(below % 10);
}

const DAYS_EN = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const WEEKDAY_EN = new RegExp(`\\b(${DAYS_EN.join("|")})s?\\b`, "gu");
const WEEKDAY_ZH = /(?:周|週|星期|礼拜|禮拜)([一二三四五六日天1-6])(?!年|次|个)/gu;
const dayNumber = (day: string): number =>
  /\d/u.test(day) ? Number(day) : Math.min(7, "一二三四五六日天".indexOf(day) + 1);

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const LONG_MONTH = "january|february|april|june|july|august|september|october|november|december";
/** "May", "march" and short forms are months beside a figure only. */
const ANY_MONTH = `${LONG_MONTH}|march|may|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec`;
const MONTH = new RegExp(`\\b(${LONG_MONTH})\\b`, "gu");
const MONTH_DAY = new RegExp(
  `\\b(${ANY_MONTH})\\.? (?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?!\\d)(?:,? (\\d{4}))?\\b`,
  "gu",
);
const DAY_MONTH = new RegExp(
  `\\b(\\d{1,2})(?:st|nd|rd|th)? (?:of )?(${ANY_MONTH})\\b(?:,? (\\d{4}))?`,
  "gu",
);
const ISO_DATE = /\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/gu;
const DATE_ZH = /(?:(\d{4}) ?年)? ?(\d{1,2}) ?月(?:份|底|初|中旬)?(?: ?(\d{1,2}) ?[日号])?/gu;
const DAY_ZH = /(\d{1,2}) ?[日号](?![一-九\d])/gu;
const TIME = /\b(\d{1,2})[:：](\d{2})(?!\d)/gu;

const part = (name: string, figures = ""): Mention | null =>
  figures === "" ? null : [`${name} ${Number(figures)}`];
const monthPart = (name = ""): Mention => [`month ${MONTHS.indexOf(name.slice(0, 3)) + 1}`];

const UNITS: Readonly<Record<string, number>> = {
  十: 1e1,
  百: 1e2,
  千: 1e3,
  万: 1e4,
  亿: 1e8,
  hundred: 1e2,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
  bn: 1e9,
};
const FIGURES =
  /(\d+(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:\s*([十百千万亿]+|(?:hundred|thousand|million|billion|trillion|bn)\b))?(?:[年个天岁周月小时]*(半))?/gu;

function figuresMention(figures: string, unit: string, half: string): Mention {
  const plain = figures.replace(/[,，]/gu, "");
  if (unit === "") return withYear(withHalf(decimal(plain), half));
  const words = /^[a-z]/u.test(unit) ? [unit] : Array.from(unit);
  return [
    decimal(
      scaled(
        plain,
        words.reduce((product, word) => product * UNITS[word]!, 1),
      ),
    ),
  ];
}

/** Without what does not change the value: 007, 4.50. Digit by digit, since long ones are no doubles. */
const decimal = (figures: string): string => {
  const [whole = "0", part = ""] = figures.split(".");
  const rest = part.replace(/0+$/u, "");
  return whole.replace(/^0+(?=\d)/u, "") + (rest === "" ? "" : `.${rest}`);
};

const scaled = (figures: string, by: number): string => {
  const value = Number(figures) * by;
  return value < 1e21 ? String(Math.round(value * 1e6) / 1e6) : `${figures}e${Math.log10(by)}`;
};

/** Four figures may be a year, and a year is written in four figures. */
const withYear = (values: Mention): Mention =>
  values.length === 1 && /^(?:1[5-9]|20)\d\d$/u.test(values[0]!)
    ? [...values, `year ${values[0]!}`]
    : values;

const withHalf = (value: string, half: string): Mention =>
  half !== "" && /^\d{1,15}$/u.test(value) ? [`${value}.5`, value] : [value];

const SMALL =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const ORDINALS: Readonly<Record<string, number>> = {
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  eleventh: 11,
  twelfth: 12,
};
const WORD = [
  ...SMALL,
  ...TENS,
  ...Object.keys(ORDINALS),
  "hundred",
  "thousand",
  "million",
  "billion",
  "trillion",
  "dozen",
].join("|");
const ENGLISH = new RegExp(
  `\\b(?:an?[\\s-]+(?=hundred|thousand|million|billion|trillion|dozen))?(?:${WORD})s?(?:(?:[\\s-]+(?:and[\\s-]+)?)(?:${WORD})s?)*\\b(?:[\\s-]+and[\\s-]+a[\\s-]+half)?`,
  "gu",
);

function englishMention(phrase: string): Mention | null {
  const words = phrase.split(/[\s-]+/u).filter((word) => !/^(?:and|an?|half)$/u.test(word));
  // "One" mostly counts nothing: "one of them", "the last one".
  if (words.every((word) => /^ones?$/u.test(word))) return null;
  let total = 0;
  let group = 0;
  for (const plural of words) {
    const word =
      plural in UNITS || WORD.split("|").includes(plural) ? plural : plural.replace(/s$/u, "");
    const unit = word === "dozen" ? 12 : UNITS[word];
    if (unit === undefined)
      group +=
        ORDINALS[word] ??
        (SMALL.includes(word) ? SMALL.indexOf(word) : (TENS.indexOf(word) + 2) * 10);
    else if (unit < 1000) group = (group || 1) * unit;
    else [total, group] = [total + (group || 1) * unit, 0];
  }
  return withHalf(String(total + group), / half$/u.test(phrase.replace(/-/gu, " ")) ? "half" : "");
}

const CHINESE = /([〇零一二两三四五六七八九十百千万亿]+)(?:[年个天岁周月点小时]{0,2}(半))?/gu;

function chineseMention(numeral: string, half: string): Mention | null {
  // 一 alone mostly counts nothing, as "one".
  if (numeral === "一") return half === "" ? null : ["1.5"];
  const parts = numeral.split("亿");
  const values = parts.map((part) => (part === "" ? "0" : part === "一" ? "1" : figuresOf(part)));
  if (values.some((value) => value === null)) return null;
  const [last = "0", ...higher] = values.map((value) => value ?? "0").reverse();
  if (higher.length === 0) return withYear(withHalf(decimal(last), half));
  return [String(Number(higher[0] === "0" ? "1" : higher[0]) * 1e8 + Number(last))];
}

/** Whether a word with a capital is a day or month, which are compared as numbers. */
export const isDate = (word: string): boolean =>
  DAYS_EN.includes(word.replace(/s$/u, "")) || new RegExp(`^(?:${ANY_MONTH})$`, "u").test(word);
