/** Character bigrams of letters and digits; for Chinese what words are for English. */
function bigrams(text: string): Set<string> {
  const letters = Array.from(text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ""));
  return new Set(letters.slice(1).map((letter, i) => letters[i]! + letter));
}

/** Share of the smaller set that the other one has too (overlap coefficient), 0 to 1. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0) return 0;
  return [...small].filter((item) => large.has(item)).length / small.size;
}

/** Two sentences that tell a reader the same, such as a statement and its repetition. */
export const saysTheSame = (a: string, b: string): boolean => overlap(bigrams(a), bigrams(b)) > 0.6;
