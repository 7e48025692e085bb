import { jsonrepair } from "jsonrepair";

/** Takes a reply in pieces, as it is streamed, and gives each claim as soon as it is complete. */
export interface ClaimReader {
  /** The claims that are complete with this piece and were not before; unverified values. */
  read(piece: string): unknown[];
  /** As far as the reply says so yet. */
  answerable(): boolean | null;
}

const CLAIMS = /["']claims["']\s*:\s*\[/u;
const ANSWERABLE = /["']answerable["']\s*:\s*["']?(true|false)/iu;

export function createClaimReader(): ClaimReader {
  let text = "";
  let at = -1;
  let start = -1;
  let depth = 0;
  let isInString = false;
  let isEscaped = false;
  let isOver = false;

  function* complete(): Generator {
    for (; at < text.length && !isOver; at++) {
      const character = text[at];
      if (isInString) {
        if (isEscaped) isEscaped = false;
        else if (character === "\\") isEscaped = true;
        else if (character === '"') isInString = false;
      } else if (character === '"') isInString = true;
      else if (character === "{" || character === "[") {
        if (depth === 0) start = at;
        depth++;
      } else if (character === "}" || character === "]") {
        depth--;
        if (depth < 0) isOver = true;
        else if (depth === 0) yield valueOf(text.slice(start, at + 1));
      }
    }
  }

  return {
    read(piece) {
      if (isOver) return [];
      text += piece;
      if (at < 0) {
        const found = CLAIMS.exec(text);
        if (!found) return [];
        at = found.index + found[0].length;
      }
      return [...complete()];
    },
    answerable() {
      const said = ANSWERABLE.exec(text)?.[1];
      return said === undefined ? null : said.toLowerCase() === "true";
    },
  };
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    try {
      return JSON.parse(jsonrepair(text));
    } catch {
      return null;
    }
  }
}
