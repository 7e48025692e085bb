const CJK =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\u30fc\uff00-\uffef]/u;

/** Shared by Chinese and Western type: what stands around them decides. */
const AMBIGUOUS = /[‘’“”—…·]/u;

/** Whitespace, and what shows nothing: zero-width characters and byte-order marks. */
export function isBlank(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  if (code < 0x1680) return code === 0xa0 || code === 0x85;
  return (
    code === 0x3000 ||
    code === 0xfeff ||
    (code >= 0x2000 && code <= 0x200d) ||
    (code >= 0x2028 && code <= 0x2029) ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x2060 ||
    code === 0x1680 ||
    code === 0x180e
  );
}

/** What Markdown may put around words; quotes are compared without it. */
const isMarkup = (code: number): boolean =>
  code === 0x2a || // *
  code === 0x5f || // _
  code === 0x23 || // #
  code === 0x3e || // >
  code === 0x60 || // `
  code === 0x5c || // \
  code === 0x7e; // ~

export function skipBlanks(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isBlank(text.charCodeAt(at))) at++;
  return at;
}

export function skipBlanksBack(text: string, from: number, to: number): number {
  let at = to;
  while (at > from && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Looks no further than the limit: text without a line break is not searched again for every block in it. */
export function lineEndOf(text: string, from: number, limit: number): number {
  let at = from;
  while (at < limit && text.charCodeAt(at) !== 0x0a) at++;
  return at;
}

/** The text with a line feed for every carriage return that ends a line by itself: positions stay. */
export const withLineFeeds = (text: string): string =>
  text.replace(/\r+\n?/gu, (run) => (run.endsWith("\n") ? run : "\n".repeat(run.length)));

/** Whether anything would be left of the text without blanks and markup. */
export function hasWords(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (!isBlank(code) && !isMarkup(code)) return true;
  }
  return false;
}

/** Whether the character that ends at (`step` -1) or starts at (`step` 1) `at` belongs to Chinese or Japanese text. */
export function isCjkAt(text: string, at: number, step: 1 | -1): boolean {
  // A few steps are enough: longer runs of quotation marks and dashes do not occur in prose.
  for (let tries = 0; tries < 8; tries++) {
    const character = step === 1 ? text.slice(at, at + 1) : text.slice(Math.max(0, at - 1), at);
    if (character === "") return false;
    if (AMBIGUOUS.test(character)) {
      at += step;
      continue;
    }
    if (!/[\ud800-\udfff]/.test(character)) return CJK.test(character);
    return CJK.test(step === 1 ? text.slice(at, at + 2) : text.slice(Math.max(0, at - 2), at));
  }
  return false;
}
