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
const MOST_LINES = 8;
/** Rare words that a discussion and a quote with its question must share, by rarity added up. */
const ENOUGH_SHARED = 1.6;
const NARRATION = 0.9;
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
    let best: Citation | null = null;
    let most = ENOUGH_SHARED;
    // What people said one by one is nearer to a quote than all of it together.
    for (const line of text.split("\n").slice(0, MOST_LINES)) {
      const terms = wordsOf(line).terms;
      const { quotes } = await findQuotes(line.slice(0, LONGEST_QUERY), { limit: QUOTES });
      for (const hit of quotes) {
        const around = [hit.quote, hit.question, hit.speaker].filter((part) => part !== null);
        const shared = [...sharedBy(terms, wordsOf(around.join("\n")).terms).values()];
        const isNamed = naming || shared.some((weight) => weight >= NAMELY);
        const sum = shared.reduce((total, weight) => total + weight, 0);
        // What somebody said in the interview tells a group more than what is told about it.
        const value = sum * (hit.role === "narrator" ? NARRATION : 1);
        if (isNamed && shared.length >= 2 && value >= most)
          [best, most] = [{ ...hit, n: 1 }, value];
      }
    }
    return best;
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
