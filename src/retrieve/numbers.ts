const ENGLISH = new Map(
  `zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
  eighteen nineteen twenty`
    .split(/\s+/u)
    .map((word, index) => [word, String(index === 0 ? 0 : index + 1)]),
);
/** English words that stand for numbers or parts of them; a source for patterns. */
export const ENGLISH_NUMBER =
  "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-[a-z]+)?|dozens?|hundreds?|thousands?|[mb]illions?|several|half)";

const DIGITS = "〇一二三四五六七八九";
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1_000, 万: 10_000 };

/** The number in figures that a word stands for: "three", 三, 二十四, 二〇二三; null for other words. */
export function figuresOf(word: string): string | null {
  const english = ENGLISH.get(word);
  if (english) return english;
  if (!/^[〇零一二两三四五六七八九十百千万]+$/u.test(word) || word === "一") return null;
  const plain = word.replace(/零/gu, "〇").replace(/两/gu, "二");
  const isYear = /^[〇一二三四五六七八九]{2,}$/u.test(plain);
  if (isYear) return Array.from(plain, (digit) => DIGITS.indexOf(digit)).join("");
  let total = 0;
  let digit = 0;
  for (const character of plain) {
    const unit = UNITS[character];
    if (unit === undefined) digit = DIGITS.indexOf(character);
    else if (unit === 10_000) [total, digit] = [(total + digit || 1) * unit, 0];
    else [total, digit] = [total + (digit || 1) * unit, 0];
  }
  return String(total + digit);
}
