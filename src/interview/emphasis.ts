import type { Span } from "./interview.ts";

/** A run of `*` or `_`, or the part of one, that Markdown would not show. */
export interface Marker extends Span {
  /** Where the other half of its pair begins; `null` for half a pair whose other half is missing. */
  readonly partner: number | null;
}

interface Opener {
  start: number;
  end: number;
}

type Flanks = { readonly opens: boolean; readonly closes: boolean };

const STAR = 0x2a;
const UNDERSCORE = 0x5f;
const WORD = /[\p{L}\p{N}]/u;
const ASCII_WORD = /[A-Za-z0-9]/;
const DIGIT = /[0-9]/;

/**
 * The emphasis markers of one block, in order. Like CommonMark, with three differences: punctuation
 * does not keep a run of stars from opening or closing, since Chinese puts no blanks around words;
 * a lone star beside a Latin letter or digit stays what it is (`Q*`, `3*4`); and a lone star never
 * closes a double one (`**Q* 方面**`).
 */
export function findMarkers(text: string, from = 0, to = text.length): Marker[] {
  if (!hasMarkers(text, from, to)) return [];
  const markers: Marker[] = [];
  const stars = createPairing(markers);
  const underscores = createPairing(markers);
  const skipCode = createCodeSkipper(text, to);
  let at = from;
  while (at < to) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at += 2;
    else if (code === 0x60) at = skipCode(at);
    else if (code === STAR || code === UNDERSCORE) {
      let end = at + 1;
      while (end < to && text.charCodeAt(end) === code) end++;
      const before = at > from ? text.charAt(at - 1) : " ";
      const after = end < to ? text.charAt(end) : " ";
      if (code === STAR) stars.take(at, end, flanksOfStars(before, after, end - at));
      else underscores.take(at, end, flanksOfUnderscores(before, after));
      at = end;
    } else at++;
  }
  stars.leftovers(text);
  return markers.sort((a, b) => a.start - b.start);
}

/** Most text has none: it need not be paired. */
function hasMarkers(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === STAR || code === UNDERSCORE) return true;
  }
  return false;
}

function flanksOfStars(before: string, after: string, length: number): Flanks {
  const opens = after.trim() !== "";
  const closes = before.trim() !== "";
  if (length === 1)
    return { opens: opens && !ASCII_WORD.test(before), closes: closes && !ASCII_WORD.test(after) };
  // 2**3 is arithmetic.
  if (DIGIT.test(before) && DIGIT.test(after)) return { opens: false, closes: false };
  return { opens, closes };
}

const flanksOfUnderscores = (before: string, after: string): Flanks => ({
  opens: after.trim() !== "" && !WORD.test(before),
  closes: before.trim() !== "" && !WORD.test(after),
});

/** Openers wait on one stack each for single, double and longer runs, so that every run is looked at once. */
function createPairing(markers: Marker[]) {
  const stacks: [Opener[], Opener[], Opener[]] = [[], [], []];
  const unpaired: Opener[] = [];
  const stackFor = (run: Opener) => stacks[Math.min(run.end - run.start, 3) - 1]!;

  function latestFor(length: number): Opener | undefined {
    const candidates = length === 1 ? [0, 2] : length === 2 ? [1, 2] : [0, 1, 2];
    let latest: Opener | undefined;
    for (const index of candidates) {
      const top = stacks[index]!.at(-1);
      if (top && top.start >= (latest?.start ?? -1)) latest = top;
    }
    return latest;
  }

  function close(run: Opener): void {
    for (;;) {
      const opener = latestFor(run.end - run.start);
      if (!opener) return;
      for (const stack of stacks)
        while (stack.length > 0 && stack.at(-1)!.start >= opener.start) {
          const dropped = stack.pop()!;
          if (dropped !== opener) unpaired.push(dropped);
        }
      const length = Math.min(opener.end - opener.start, run.end - run.start);
      markers.push({ start: opener.end - length, end: opener.end, partner: run.start });
      markers.push({ start: run.start, end: run.start + length, partner: opener.end - length });
      opener.end -= length;
      run.start += length;
      if (opener.end > opener.start) stackFor(opener).push(opener);
      if (run.start === run.end) return;
    }
  }

  return {
    take(start: number, end: number, { opens, closes }: Flanks): void {
      const run = { start, end };
      if (closes) close(run);
      if (run.start === run.end) return;
      if (opens) stackFor(run).push(run);
      else if (closes) unpaired.push(run);
    },
    /** Two stars or more that touch a word and have no partner: half of a pair that was cut apart. */
    leftovers(text: string): void {
      for (const run of [...unpaired, ...stacks.flat()]) {
        if (run.end - run.start < 2) continue;
        const around = text.slice(Math.max(0, run.start - 1), run.start) + text.charAt(run.end);
        if (!/^[A-Za-z0-9]{2}$/.test(around))
          markers.push({ start: run.start, end: run.end, partner: null });
      }
    },
  };
}

/** Code spans keep what is in them. Where a run of backticks has no partner, that length has none after it either. */
function createCodeSkipper(text: string, to: number) {
  const hopeless = new Set<number>();
  const runEnd = (at: number) => {
    while (at < to && text.charCodeAt(at) === 0x60) at++;
    return at;
  };
  return (at: number): number => {
    const end = runEnd(at);
    if (hopeless.has(end - at)) return end;
    for (let next = text.indexOf("`", end); next >= 0 && next < to;) {
      const nextEnd = runEnd(next);
      if (nextEnd - next === end - at) return nextEnd;
      next = text.indexOf("`", nextEnd);
    }
    hopeless.add(end - at);
    return end;
  };
}
