import { foldLatin } from "../retrieve/english.ts";
import { foldText } from "../retrieve/fold.ts";
import type { Lexicon } from "../retrieve/lexicon.ts";
import { segment } from "../retrieve/segment.ts";

/** A word of a message, and where it stands there. */
export interface SurfaceToken {
  /** Folded as `tokenise` does it, so that the dictionary knows it. */
  readonly text: string;
  readonly kind: "han" | "latin" | "number";
  /** UTF-16 offsets into the text of the message. */
  readonly start: number;
  readonly end: number;
  /** Whether nothing but blanks stands between it and the word before. */
  readonly joined: boolean;
}

/** A message may be 4,096 characters long; what it is about shows sooner. */
const MOST_TOKENS = 120;

// Addresses, names and commands are no words: what they are made of says nothing about the subject.
const PIECE =
  /(?<skip>https?:\/\/[^\s\u3000-\u303f\uff00-\uffef\p{Script=Han}]+|[@/][A-Za-z]\w*)|(?<han>[\u3007\u3400-\u9fff]+)|(?<number>\d+(?:[.,:]\d+)*)|(?<latin>(?:(?![\u3007\u3400-\u9fff])[\p{L}\p{M}])+\d*)|(?<mark>[^\s\p{L}\p{M}\d]+)|(?<line>\n)/gu;

/** The words of a message; unlike `tokenise` it knows where in the text they are. */
export function surfaceTokens(text: string, lexicon: Lexicon): SurfaceToken[] {
  const tokens: SurfaceToken[] = [];
  let joined = false;
  for (const match of text.matchAll(PIECE)) {
    if (tokens.length >= MOST_TOKENS) break;
    const { han, number, latin, mark } = match.groups!;
    const start = match.index;
    const end = start + match[0].length;
    if (han !== undefined) {
      // Folding a character of this range gives one character again, so that places stay.
      let at = start;
      for (const word of segment(foldText(han, lexicon), lexicon)) {
        tokens.push({ text: word, kind: "han", start: at, end: at + word.length, joined });
        at += word.length;
        joined = true;
      }
    } else if (number !== undefined)
      tokens.push({ text: number, kind: "number", start, end, joined });
    else if (latin !== undefined)
      tokens.push({ text: foldLatin(latin), kind: "latin", start, end, joined });
    // A hyphen and an apostrophe hold words together.
    joined =
      mark === undefined
        ? han !== undefined || number !== undefined || latin !== undefined
        : /^[-'’_]$/u.test(mark) && joined;
  }
  return tokens;
}
