import type { Lexicon } from "./lexicon.ts";

const HAN_RUN = /[\u3007\u3400-\u9fff]+/gu;
const SPACE_INSIDE_HAN = /(?<=[\u3007\u3400-\u9fff])\s+(?=[\u3007\u3400-\u9fff])/gu;

/**
 * One spelling for one word: compatibility forms (full width) and traditional script are folded;
 * zero-width and control characters, lone surrogates and spaces between Chinese characters go.
 */
export function foldText(text: string, lexicon: Lexicon): string {
  return text
    .normalize("NFKC")
    .replace(/[\p{Cf}\p{Cs}\ufffd]|(?!\s)\p{Cc}/gu, "")
    .replace(SPACE_INSIDE_HAN, "")
    .replace(HAN_RUN, (run) => {
      const units = Uint16Array.from(run, (character) =>
        lexicon.simplified(character.charCodeAt(0)),
      );
      let folded = "";
      for (const unit of units) folded += String.fromCharCode(unit);
      return folded;
    });
}
