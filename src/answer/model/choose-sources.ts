import type { Corpus, LocatedSentence } from "../corpus.ts";
import type { Found } from "../look-up.ts";
import { estimateTokens } from "./estimate-tokens.ts";
import { sourceLines, type Sources } from "./prompt.ts";

/**
 * Everything when it fits, so that nothing can be missed; otherwise the passages nearest to the question, as
 * many as fit. In the order of the documents either way.
 */
export function createSourceChooser(corpus: Corpus, tokens: number) {
  const passages: (readonly LocatedSentence[])[] = [];
  for (let at = 0; corpus.passage(at).length > 0; at++) passages.push(corpus.passage(at));
  const costs = passages.map((passage) => estimateTokens(sourceLines(passage)));
  const everything = costs.reduce((sum, cost) => sum + cost, 0) <= tokens;
  const placeOf = new Map(passages.map((passage, place) => [passage[0]!.passageId, place]));

  return (found: Pick<Found, "passages" | "candidates">): Sources => {
    if (everything) return passages.flat();
    const cited = found.candidates.map(({ sentence }) => placeOf.get(sentence.passageId)!);
    const ranked = [...new Set([...found.passages, ...cited])];
    const chosen = new Set<number>();
    let left = tokens;
    // What nothing was found for is not answered by its beginning, but may be asked about as a whole.
    for (const place of ranked.length > 0 ? ranked : passages.keys()) {
      const cost = costs[place] ?? Infinity;
      if (cost > left) continue;
      chosen.add(place);
      left -= cost;
    }
    return [...chosen].sort((a, b) => a - b).flatMap((place) => passages[place]!);
  };
}
