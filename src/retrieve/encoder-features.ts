import { isStopWord, stemOf } from "./english.ts";
import { BREAK, isHan, isNumber } from "./tokens.ts";

/** Any figures: which they are says nothing of what a text means. */
const FIGURES = "0";

/**
 * What the encoder's table has vectors for, of analysed words (`analyseText`): Chinese words, their characters and pairs of
 * characters (with "=" before them); English stems, also of words that carry the grammar, and pairs of them ("let_go").
 * Words that no dictionary has are then known by their parts, as in Wieting et al. (2016), "Charagram".
 */
export function featuresOf(terms: string): string[] {
  const features: string[] = [];
  let run = "";
  let before = "";
  const endRun = () => {
    for (let i = 0; i < run.length; i++) {
      features.push(run[i]!);
      if (i > 0) features.push(`=${run.slice(i - 1, i + 1)}`);
    }
    run = "";
  };
  for (const token of terms.split(" ")) {
    if (token === "" || token === BREAK) {
      endRun();
      before = "";
    } else if (isHan(token)) {
      run += token;
      if (token.length > 1) features.push(token);
      before = "";
    } else {
      endRun();
      const stem = isNumber(token) ? FIGURES : isStopWord(token) ? token : stemOf(token);
      features.push(stem);
      if (before) features.push(`${before}_${stem}`);
      before = stem;
    }
  }
  endRun();
  return features;
}
