import type { QuoteLookup } from "../answer/find-quotes.ts";
import type { Citation } from "../answer/reply.ts";
import type { Lexicon } from "../retrieve/lexicon.ts";
import type { TermKey } from "./message-terms.ts";
import { termsOf } from "./message-terms.ts";
import { surfaceTokens } from "./surface-tokens.ts";

export interface QuoteMatcherDeps {
  readonly lexicon: Lexicon;
  readonly findQuotes: (topic: string, options: { limit: number }) => Promise<QuoteLookup>;
  /** Who speaks in the interviews, as they are called there. */
  readonly speakers: readonly string[];
}

/** The retriever reads no longer question. In UTF-16 units. */
const LONGEST_QUERY = 1_000;
const QUOTES = 3;
/** Rare words that a discussion and a quote with its question must share, by rarity added up. */
const ENOUGH_SHARED = 1.6;
/** Of a name of a speaker or of a word that is as good as a name, one at least. */
const NAMELY = 0.75;

/**
 * Finds the quote that a discussion of a group is about. Much that groups speak of has words in common with any
 * interview, so a discussion must name a speaker or share a rare name with what is quoted, and other words besides.
 */
export function createQuoteMatcher({ lexicon, findQuotes, speakers }: QuoteMatcherDeps) {
  const names = new Set(
    speakers
      .flatMap((name) => surfaceTokens(name, lexicon))
      .map(({ text }) => text)
      .filter((text) => text.length > 2),
  );
  const wordsOf = (text: string) => {
    const tokens = surfaceTokens(text, lexicon);
    return { tokens, terms: termsOf(tokens, lexicon) };
  };
  return async (text: string): Promise<Citation | null> => {
    const said = wordsOf(text);
    const naming = said.tokens.some((token) => names.has(token.text));
    if (!naming && !said.terms.some(({ weight }) => weight >= NAMELY)) return null;
    const { quotes } = await findQuotes(text.slice(0, LONGEST_QUERY), { limit: QUOTES });
    for (const { rank: _rank, score: _score, ...quote } of quotes) {
      const around = [quote.quote, quote.question, quote.section, quote.speaker].filter(
        (part) => part !== null,
      );
      const shared = sharedBy(said.terms, wordsOf(around.join("\n")).terms);
      const sum = [...shared.values()].reduce((total, weight) => total + weight, 0);
      const isNamed = naming || [...shared.values()].some((weight) => weight >= NAMELY);
      if (isNamed && sum >= ENOUGH_SHARED && shared.size >= 2) return { ...quote, n: 1 };
    }
    return null;
  };
}

type Terms = ReturnType<typeof termsOf>;

/** The weights of the words that both have, also by their translations. */
function sharedBy(said: Terms, quoted: Terms): Map<TermKey, number> {
  const keys = new Set(quoted.flatMap((term) => term.keys.map(({ key }) => key)));
  const shared = new Map<TermKey, number>();
  for (const { keys: own, weight } of said) {
    const hit = own.find(({ key, strength }) => strength >= 0.5 && keys.has(key));
    if (hit && weight >= 0.25)
      shared.set(own[0]!.key, Math.max(weight * hit.strength, shared.get(own[0]!.key) ?? 0));
  }
  return shared;
}
