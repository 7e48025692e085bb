/** In Chinese characters; a word of an alphabetic script takes as long as two. */
export function readingLength(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han + 2 * (text.match(/[\p{Script=Latin}\p{N}]+/gu)?.length ?? 0);
}
