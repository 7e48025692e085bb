import { isCjkAt } from "./characters.ts";
import type { Passage, Sentence, Turn } from "./interview.ts";

/** Sentences [from, to). */
interface Range {
  readonly from: number;
  readonly to: number;
}

/** Lengths are in Chinese characters; one carries about as much as two and a half Latin letters. */
const LATIN_LENGTH = 0.4;
const MAX_EXCHANGE = 800;
const MAX_PARAGRAPH = 1_200;
const WINDOW = 500;

/** Every sentence is in one passage, in order: exchanges, narrator's paragraphs, or windows of long ones. */
export function cutPassages(
  id: string,
  source: string,
  turns: readonly Turn[],
  sentences: readonly Sentence[],
): Passage[] {
  const cut = createWindows(source, sentences);
  const ranges: Range[] = [];
  for (const exchange of exchanges(turns)) {
    if (turns[sentences[exchange.from]!.turn]!.role !== "narrator")
      ranges.push(...cut(exchange, MAX_EXCHANGE));
    else
      for (const paragraph of paragraphs(exchange, sentences))
        ranges.push(...cut(paragraph, MAX_PARAGRAPH));
  }
  return ranges.map(({ from, to }, index) => ({ id: `${id}-p${index + 1}`, from, to }));
}

/** A question with all that answers it; without an interviewer, all that is said under one heading. */
function* exchanges(turns: readonly Turn[]): Generator<Range> {
  let first = 0;
  for (let index = 1; index <= turns.length; index++) {
    const turn = turns[index];
    const previous = turns[index - 1]!;
    const goesOn =
      turn?.section === previous.section &&
      turn.role !== "narrator" &&
      previous.role !== "narrator" &&
      (turn.role !== "interviewer" || previous.role === "interviewer") &&
      (turn.answers !== null || turn.role === previous.role);
    if (goesOn) continue;
    yield { from: turns[first]!.from, to: previous.to };
    first = index;
  }
}

function* paragraphs({ from, to }: Range, sentences: readonly Sentence[]): Generator<Range> {
  let first = from;
  for (let index = from + 1; index <= to; index++)
    if (index === to || sentences[index]!.block !== sentences[first]!.block) {
      yield { from: first, to: index };
      first = index;
    }
}

function createWindows(source: string, sentences: readonly Sentence[]) {
  const lengths = sentences.map(({ start, end }) => lengthOf(source, start, end));
  const total = ({ from, to }: Range) => {
    let sum = 0;
    for (let index = from; index < to; index++) sum += lengths[index]!;
    return sum;
  };

  /** About equal windows, cut where a sentence ends, and rather where a paragraph does. */
  return function* windows(range: Range, max: number): Generator<Range> {
    const whole = total(range);
    const target = whole / Math.ceil(whole / WINDOW);
    let first = range.from;
    let length = 0;
    let left = whole;
    for (let index = range.from; index < range.to && whole > max; index++) {
      length += lengths[index]!;
      left -= lengths[index]!;
      const next = sentences[index + 1];
      const endsBlock = next !== undefined && next.block !== sentences[index]!.block;
      if (left < target / 2 || length < target * (endsBlock ? 0.7 : 1)) continue;
      yield { from: first, to: index + 1 };
      first = index + 1;
      length = 0;
    }
    if (first < range.to) yield { from: first, to: range.to };
  };
}

function lengthOf(source: string, start: number, end: number): number {
  let length = 0;
  for (let at = start; at < end; at++)
    length += source.charCodeAt(at) > 0x7f && isCjkAt(source, at, 1) ? 1 : LATIN_LENGTH;
  return length;
}
