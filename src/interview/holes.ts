import type { Span } from "./interview.ts";

const TAG =
  /<(?:img|br|hr|\/?(?:div|p|section|center|figure|figcaption|table|thead|tbody|tr|td|th))(?:\s[^<>]{0,2000})?\/?>/iuy;

/** What Markdown does not show as text: images, comments and layout tags. Text never runs across one. */
export function findHoles(source: string, from: number): Span[] {
  const comment = nextFinder((at) => source.indexOf("-->", at));
  const image = createImageFinder(source);
  const holes: Span[] = [];
  let at = from;
  while (at < source.length) {
    const end = holeEnd(at);
    if (end === null) at++;
    else {
      holes.push({ start: at, end });
      at = end;
    }
  }
  return holes;

  function holeEnd(start: number): number | null {
    const code = source.charCodeAt(start);
    if (code === 0x21) return image(start, start);
    // A linked image: [![alt](image)](link)
    if (code === 0x5b && source.startsWith("![", start + 1)) return image(start + 1, start);
    if (code !== 0x3c) return null;
    if (source.startsWith("<!--", start)) {
      const end = comment(start + 4);
      return end < 0 ? null : end + 3;
    }
    TAG.lastIndex = start;
    return TAG.test(source) ? TAG.lastIndex : null;
  }
}

function createImageFinder(source: string) {
  const middle = nextFinder((at) => source.indexOf("](", at));
  const closing = nextFinder((at) => source.indexOf(")", at));
  const paragraphEnd = nextFinder((at) => {
    const blankLine = /\n[^\S\n]*\n/gu;
    blankLine.lastIndex = at;
    return blankLine.exec(source)?.index ?? -1;
  });
  return (start: number, outerStart: number): number | null => {
    if (!source.startsWith("![", start)) return null;
    const url = middle(start + 2);
    if (url < 0) return null;
    const end = closing(url + 2);
    const limit = paragraphEnd(start);
    if (end < 0 || (limit >= 0 && limit < end)) return null;
    if (outerStart === start || !source.startsWith("](", end + 1)) return end + 1;
    const linkEnd = closing(end + 3);
    return linkEnd < 0 || (limit >= 0 && limit < linkEnd) ? end + 1 : linkEnd + 1;
  };
}

/** Asks `find` for positions that mostly grow, so that it looks at every character once, however often it is asked. */
function nextFinder(find: (from: number) => number) {
  let asked = 0;
  let found = find(0);
  return (from: number): number => {
    if (from < asked || (found >= 0 && found < from)) found = find(from);
    asked = from;
    return found;
  };
}
