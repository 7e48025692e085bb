/** What may be cut at: sentences at best, else words, else characters as people see them. */
const SHORTEST_SHARE = 1 / 3;
/** How far past the limit it is looked, to see whether a character goes on there. */
const LOOKAHEAD = 200;

/**
 * Consecutive slices of a text, each at most `longest` UTF-16 units: all of it but white space at the cuts.
 * Surrogate pairs stay whole, and so do characters of several code points, such as a family of emoji.
 */
export function cutText(text: string, longest: number): { start: number; end: number }[] {
  const parts: { start: number; end: number }[] = [];
  let start = 0;
  while (start < text.length) {
    const rest = text.slice(start);
    const length = rest.length <= longest ? rest.length : cutPoint(rest, longest);
    const end = start + rest.slice(0, length).trimEnd().length;
    if (end > start) parts.push({ start, end });
    start += length;
    start += text.length - start - text.slice(start).trimStart().length;
  }
  return parts;
}

/** The text itself when it is short enough, else its beginning with an ellipsis. */
export function clip(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const ends = characterEnds(text, longest - 1);
  return `${text.slice(0, ends.at(-1) ?? wholePair(text, longest - 1)).trimEnd()}…`;
}

function cutPoint(text: string, longest: number): number {
  const ends = characterEnds(text, longest).filter((end) => mayBeCut(text, end));
  const lowest = longest * SHORTEST_SHARE;
  const known = new Set(ends);
  const sentences = boundaries(text.slice(0, longest + LOOKAHEAD), "sentence");
  const sentence = sentences.findLast((end) => end <= longest && end >= lowest && known.has(end));
  if (sentence !== undefined) return sentence;
  const word = ends.findLast((end) => end >= lowest && /[\s\p{P}]/u.test(text.charAt(end - 1)));
  return word ?? ends.at(-1) ?? wholePair(text, longest);
}

/** Where characters end, up to the limit, in order. */
const characterEnds = (text: string, limit: number): number[] =>
  boundaries(text.slice(0, limit + LOOKAHEAD), "grapheme").filter((end) => end <= limit);

/** Positions between segments; neither the beginning nor the end of the text. */
const boundaries = (text: string, granularity: "grapheme" | "sentence"): number[] =>
  Array.from(
    new Intl.Segmenter(undefined, { granularity }).segment(text),
    ({ index }) => index,
  ).slice(1);

/** White space that carries an accent belongs to what follows and may not be trimmed from it. */
const mayBeCut = (text: string, at: number): boolean =>
  !/^\s+[\p{M}\p{Grapheme_Extend}\p{Emoji_Modifier}\u200d]/u.test(text.slice(at, at + LOOKAHEAD));

/** For a single character that is longer than a message. */
const wholePair = (text: string, at: number): number =>
  /[\ud800-\udbff]/.test(text.charAt(at - 1)) && /[\udc00-\udfff]/.test(text.charAt(at))
    ? at - 1
    : at;
