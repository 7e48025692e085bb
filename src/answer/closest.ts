import type { AlignedWord } from "../retrieve/closeness.ts";

/** For each word of a question the closest that any of some sentences has; none where there are no sentences. */
export const closestOf = (
  sentences: readonly { readonly aligned: readonly AlignedWord[] }[],
  of: (word: AlignedWord) => number,
): number[] =>
  (sentences[0]?.aligned ?? []).map((_, i) =>
    sentences.reduce((most, { aligned }) => Math.max(most, of(aligned[i]!)), 0),
  );
