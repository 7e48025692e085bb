import { foldLatin, isStopWord, stemOf } from "../../src/retrieve/english.ts";
import type { Lexicon } from "../../src/retrieve/lexicon.ts";
import { BREAK, isHan, tokenise } from "../../src/retrieve/tokens.ts";
import { REFUSAL, reply, type ServerExchange, startModelServer } from "../soak/model-server.ts";
import { type Random, seededRandom } from "../soak/random.ts";

/** A line of the prompt: `[ID] SPEAKER: text`. */
interface Source {
  readonly id: number;
  readonly speaker: string;
  readonly text: string;
  readonly terms: ReadonlySet<string>;
}

interface FakeClaim {
  readonly text: string;
  readonly sentences: readonly number[];
}

/** Less of a question's words, by rarity, in no sentence at all: the fake says that there is no answer. */
const LEAST_SHARE = 0.3;
const MOST_CLAIMS = 2;

/**
 * An endpoint in the place of a model, for trying what measures models: it cites the sentences that share most
 * words and dictionary senses with the question. It has no understanding, so what is measured with it says
 * nothing of models.
 *
 * @param errors how many of its claims (0 to 1) it spoils in ways that models have; the same for a question each time
 */
export function startFakeModel(lexicon: Lexicon, errors: number) {
  return startModelServer(async (exchange) => {
    const question = /^Question: (.*)$/mu.exec(exchange.prompt)?.[1];
    const random = seededRandom(hash(question ?? exchange.prompt));
    const text =
      question === undefined
        ? JSON.stringify({ supported: random.next() >= errors })
        : answer(question, exchange, random);
    await exchange.say(text, { usage: false });
  });

  function answer(question: string, { prompt }: ServerExchange, random: Random): string {
    const sources = sourcesIn(prompt, lexicon);
    const isSpoilt = () => random.next() < errors;
    if (isSpoilt() && random.next() < WHOLE_SPOILT) return random.next() < 0.5 ? REFUSAL : "Sorry.";
    const wanted = termsOf(question, lexicon);
    const ranked = rank(wanted, sources);
    const best = ranked[0];
    if (!best || best.share < LEAST_SHARE) return REFUSAL;
    const chosen = ranked.slice(0, MOST_CLAIMS).filter(({ share }) => share > best.share / 2);
    const isEnglish = prompt.includes('Language of "text": English');
    const claims = chosen.map(({ source }) => {
      const claim = {
        text: isEnglish ? englishOf(question, source, lexicon) : source.text.slice(0, LONGEST),
        sentences: [source.id],
      };
      return isSpoilt() ? random.pick(SPOILERS)(claim, sources, random) : claim;
    });
    return reply(...claims.map(({ text, sentences }) => ({ text, sentences: [...sentences] })));
  }
}

/** Of the answers that are spoilt, those that are spoilt as a whole. */
const WHOLE_SPOILT = 0.2;
const LONGEST = 120;

type Spoiler = (claim: FakeClaim, sources: readonly Source[], random: Random) => FakeClaim;

const anywhere = (sources: readonly Source[], random: Random): number => random.pick(sources).id;

const SPOILERS: readonly Spoiler[] = [
  ({ text, sentences }) => ({ text: `${text} 8,675`, sentences }),
  ({ text, sentences }) => ({ text: `${text} Elon Musk`, sentences }),
  ({ text, sentences }, sources, random) => ({
    text: `According to ${random.pick(sources).speaker}, ${text}`,
    sentences,
  }),
  ({ text }, sources, random) => ({ text, sentences: [anywhere(sources, random)] }),
  ({ text, sentences }, sources, random) => ({
    text,
    sentences: [...sentences, anywhere(sources, random)],
  }),
  ({ text, sentences }, sources) => ({ text, sentences: [...sentences, sources.length + 7] }),
  ({ text, sentences }) => ({ text: `“${text}” https://example.com`, sentences }),
];

/** The words of the question that the sentence has, in their order: no English, but words that it backs. */
function englishOf(question: string, { terms }: Source, lexicon: Lexicon): string {
  const words = question.split(/[^\p{L}\p{N}'’-]+/u);
  const shared = words.filter((word) =>
    [...termsOf(word, lexicon)].some((term) => terms.has(term)),
  );
  return `It is about ${shared.join(", ")}.`;
}

const sourcesIn = (prompt: string, lexicon: Lexicon): Source[] =>
  [...prompt.matchAll(/^\[(\d+)\] ([^:]+): (.*)$/gmu)].map(([, id, speaker = "", text = ""]) => ({
    id: Number(id),
    speaker,
    text,
    terms: termsOf(text, lexicon),
  }));

/** Chinese words, and the English stems of their glosses or of words, by number. */
function termsOf(text: string, lexicon: Lexicon): ReadonlySet<string> {
  const terms = new Set<string>();
  for (const { text: word } of tokenise(text, lexicon)) {
    if (word === BREAK || isStopWord(word)) continue;
    if (!isHan(word)) {
      terms.add(`stem ${lexicon.stem(stemOf(foldLatin(word)))}`);
      continue;
    }
    terms.add(word);
    const head = lexicon.headword(word);
    if (head >= 0) lexicon.eachGloss(head, (stem) => terms.add(`stem ${stem}`));
  }
  terms.delete("stem -1");
  return terms;
}

function rank(wanted: ReadonlySet<string>, sources: readonly Source[]) {
  const weights = new Map(
    [...wanted].map((term) => {
      const having = sources.filter(({ terms }) => terms.has(term)).length;
      return [term, Math.log((sources.length + 1) / (having + 0.5))];
    }),
  );
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  return sources
    .map((source) => ({
      source,
      share:
        [...weights].reduce((sum, [term, w]) => sum + (source.terms.has(term) ? w : 0), 0) /
        (total || 1),
    }))
    .sort((a, b) => b.share - a.share);
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++)
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}
