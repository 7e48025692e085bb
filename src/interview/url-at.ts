const URL_START = /(?:https?:\/\/|www\.)/iuy;
const NO_URL = /[\s\u3000-\u303f\uff00-\uffef\p{Script=Han}‘’“”"<>…]/u;
const WRAP = /[^\S\n]*\r?\n[^\S\n]*(?=[A-Za-z0-9])/uy;

/** @returns where the URL that starts at `start` ends, across a line wrap after one of its hyphens; `null` for none. */
export function urlAt(text: string, start: number, limit: number): number | null {
  URL_START.lastIndex = start;
  if (!URL_START.test(text) || URL_START.lastIndex > limit) return null;
  let end = URL_START.lastIndex;
  for (;;) {
    while (end < limit && !NO_URL.test(text.charAt(end))) end++;
    if (text.charAt(end - 1) !== "-") break;
    WRAP.lastIndex = end;
    if (!WRAP.test(text) || WRAP.lastIndex >= limit) break;
    end = WRAP.lastIndex;
  }
  // Punctuation and closing markup at the end belong to the sentence.
  while (end > start && /[.,;:!?)\]*_'}]/u.test(text.charAt(end - 1))) end--;
  return end;
}
