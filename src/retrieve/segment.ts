import type { Lexicon } from "./lexicon.ts";

/** ln of the sum of all counts: jieba's dictionary sums to about 6·10⁷. */
export const LOG_TOTAL = 17.9;
/** A dictionary word that the sample never saw is still a word. */
const UNSEEN_LOG_COUNT = 1.5;
/** A year written digit by digit, and numbers such as 六十四 and 三百一十二, which no dictionary has. */
const NUMBER =
  /([〇零一二三四五六七八九]{3,}|[一二两三四五六七八九][十百千万][〇零一二两三四五六七八九十百千万]*|十[一二三四五六七八九]万?)/u;

/** Cuts a run of Chinese into words; a number written in Chinese is one. */
export const segment = (run: string, lexicon: Lexicon): string[] =>
  run.split(NUMBER).flatMap((part, index) => (index % 2 ? [part] : likeliestWords(part, lexicon)));

/** The path of greatest product of word frequencies. */
function likeliestWords(run: string, lexicon: Lexicon): string[] {
  const best = new Float64Array(run.length + 1).fill(-Infinity);
  const from = new Int32Array(run.length + 1);
  best[0] = 0;
  for (let start = 0; start < run.length; start++) {
    const reach = (end: number, logCount: number) => {
      const score = best[start]! + logCount - LOG_TOTAL;
      if (score > best[end]!) {
        best[end] = score;
        from[end] = start;
      }
    };
    reach(start + 1, 0);
    lexicon.headwordsAt(run, start, (end, head) => {
      reach(end, Math.max(UNSEEN_LOG_COUNT, lexicon.logCount(head)));
    });
  }
  const words: string[] = [];
  for (let end = run.length; end > 0; end = from[end]!) words.push(run.slice(from[end], end));
  return words.reverse();
}
