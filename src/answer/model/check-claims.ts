import type { Speaker } from "../../interview/interview.ts";
import type { Corpus, LocatedSentence } from "../corpus.ts";
import { lettersOf } from "../letters.ts";
import { speakersOf } from "../speakers.ts";
import { joins } from "../verify.ts";
import { createAttributions } from "./attribution.ts";
import { cleanClaim, type Removal } from "./clean-claim.ts";
import { type NameDeps, namesLacking } from "./names-lacking.ts";
import { numbersLacking } from "./numbers-in.ts";
import type { RawClaim } from "./parse-reply.ts";
import { INSTRUCTIONS, type Sources } from "./prompt.ts";
import { wordSupport } from "./word-support.ts";

/** Why something that a model wrote is not shown. */
export type DropReason =
  | Removal
  /** An ID that was not sent. */
  | "unknown-id"
  /** A sentence beyond what one claim may cite. */
  | "surplus-citation"
  /** A sentence of another speaker than the one whom the claim names. */
  | "wrong-speaker"
  /** Claims that are left with no sentence, no words, or too many claims, or said before. */
  | "no-source"
  | "empty"
  | "surplus-claim"
  | "repeated"
  | "attribution"
  | "number"
  | "name"
  | "unrelated"
  | "prompt"
  | "translation";

export type Drops = Partial<Record<DropReason, number>>;

/** A claim that may be shown: its sentences exist, and it has no name, number or voice that they lack. */
export interface CheckedClaim {
  readonly text: string;
  readonly sentences: readonly string[];
  /** By sentence id. */
  readonly translations: ReadonlyMap<string, string>;
}

/** Checks the claims of one reply, in their order. */
export interface ClaimChecker {
  check(claim: RawClaim): CheckedClaim | null;
  readonly drops: Drops;
}

const MOST_CLAIMS = 6;
/** Quotes under one claim, and the sentences in them. */
const MOST_QUOTES = 3;
const MOST_SENTENCES = 6;

/**
 * Of the honest claims on the interview that ships (test/answer/model/claims.ts) none has less word support; of
 * those that were put to sentences of other claims, half had.
 */
const LEAST_SUPPORT = 0.05;

/** Everything about a library that does not change from reply to reply. */
export function createClaimCheck(
  corpus: Corpus,
  deps: NameDeps,
  { leastSupport = LEAST_SUPPORT } = {},
) {
  const reporters = corpus.interviews.flatMap(({ interview }) =>
    interview.metadata.filter(({ field }) => field === "reporter").map(({ value }) => value),
  );
  const attributions = createAttributions(speakersOf(corpus), reporters, deps);
  const speakers = speakersOf(corpus).map(({ name }) => name);

  return (sources: Sources): ClaimChecker => {
    const drops: Drops = {};
    const drop = (reason: DropReason, count = 1) => {
      if (count > 0) drops[reason] = (drops[reason] ?? 0) + count;
    };
    const seen = new Set<string>();

    function pointedAt(ids: readonly number[]): LocatedSentence[] {
      const sent = ids.map((id) => sources[id - 1]).filter((one) => one !== undefined);
      drop("unknown-id", ids.length - sent.length);
      const kept = fewQuotes(sent);
      drop("surplus-citation", sent.length - kept.length);
      return kept;
    }

    /** The sentences of those to whom the claim gives the words; `null` when one of them has none. */
    function spoken(text: string, sentences: readonly LocatedSentence[]): LocatedSentence[] | null {
      const speakers = attributions.speakersIn(text);
      const isFrom = (sentence: LocatedSentence, who: readonly Speaker[]) =>
        attributions.isFrom(sentence, who);
      const own =
        speakers.length === 0 ? sentences : sentences.filter((one) => isFrom(one, speakers));
      drop("wrong-speaker", sentences.length - own.length);
      const words = own.map(({ quote }) => quote).join(" ");
      const others = attributions.othersIn(text);
      const isBacked =
        speakers.every((speaker) => own.some((sentence) => isFrom(sentence, [speaker]))) &&
        others.every((name) => isIn(name, words, deps));
      return isBacked ? [...own] : null;
    }

    function check(claim: RawClaim): CheckedClaim | null {
      if (seen.size === MOST_CLAIMS) return refuse("surplus-claim");
      const pointed = pointedAt(claim.ids);
      if (pointed.length === 0) return refuse("no-source");
      const { text, removed } = cleanClaim(claim.text, titlesOf(pointed));
      for (const reason of removed) drop(reason);
      if (!/[\p{L}\p{N}]/u.test(text)) return refuse("empty");
      if (seen.has(text)) return refuse("repeated");
      const sentences = spoken(text, pointed);
      if (!sentences) return refuse("attribution");
      const evidence = evidenceOf(sentences, corpus);
      if (numbersLacking(text, evidence).length > 0) return refuse("number");
      if (namesLacking(text, evidence, deps).length > 0) return refuse("name");
      if (repeatsPrompt(text)) return refuse("prompt");
      if (hasNothingToDoWith(sentences, text)) return refuse("unrelated");
      seen.add(text);
      return {
        text,
        sentences: sentences.map(({ sentence }) => sentence.id),
        translations: translationsFor(claim, sentences),
      };
    }

    const hasNothingToDoWith = (sentences: readonly LocatedSentence[], text: string): boolean =>
      wordSupport(
        text,
        {
          sentences: sentences.map(({ quote }) => quote),
          context: sentences.flatMap((one) => [
            corpus.questionFor(one) ?? "",
            one.turn.section ?? "",
          ]),
        },
        speakers,
        deps.lexicon,
      ) < leastSupport;

    function refuse(reason: DropReason): null {
      drop(reason);
      return null;
    }

    function translationsFor(claim: RawClaim, sentences: readonly LocatedSentence[]) {
      const found = new Map<string, string>();
      for (const { id, text: typed } of claim.translations) {
        const sentence = sources[id - 1];
        if (!sentence || !sentences.includes(sentence)) continue;
        const { text } = cleanClaim(typed, sentence.quote);
        const evidence = evidenceOf([sentence], corpus);
        const isSound =
          text !== "" &&
          numbersLacking(text, evidence).length === 0 &&
          namesLacking(text, evidence, deps).length === 0 &&
          !repeatsPrompt(text);
        if (isSound) found.set(sentence.sentence.id, text);
        else drop("translation");
      }
      return found;
    }

    return { check, drops };
  };
}

/** The first sentences, as long as they make few quotes. */
function fewQuotes(sentences: readonly LocatedSentence[]): LocatedSentence[] {
  const kept: LocatedSentence[] = [];
  let quotes = 0;
  for (const sentence of sentences) {
    if (kept.length === MOST_SENTENCES) break;
    const isJoined = kept.some((other) => joins(other, sentence) || joins(sentence, other));
    if (!isJoined && quotes === MOST_QUOTES) continue;
    if (!isJoined) quotes++;
    kept.push(sentence);
  }
  return kept;
}

/** All that a claim may take names and numbers from: its sentences, where they stand, and the article's data. */
function evidenceOf(sentences: readonly LocatedSentence[], corpus: Corpus): string {
  const own = sentences.flatMap((sentence) => [
    sentence.quote,
    corpus.questionFor(sentence),
    sentence.turn.speaker,
    sentence.turn.section,
    sentence.sentence.quotedSpeaker,
  ]);
  return [...own.filter((part) => part !== null), titlesOf(sentences)].join("\n");
}

const titlesOf = (sentences: readonly LocatedSentence[]): string =>
  [...new Set(sentences.map((sentence) => sentence.in))]
    .flatMap(({ interview }) => interview.metadata)
    .filter(({ field }) => !/url$/iu.test(field))
    .map(({ value }) => value)
    .join("\n");

/** Who is said to have said something must stand in the very words that are cited. */
function isIn(name: string, words: string, deps: NameDeps): boolean {
  if (/^\p{Script=Han}+$/u.test(name)) {
    const head = deps.lexicon.headword(name);
    return words.includes(name) || (head >= 0 && !deps.lexicon.isName(head));
  }
  return namesLacking(name, words, deps).length === 0;
}

/** A shorter run of the same letters may be chance. */
const PROMPT_RUN = 32;
const PROMPT = lettersOf(INSTRUCTIONS);

function repeatsPrompt(text: string): boolean {
  const said = lettersOf(text.normalize("NFKC"));
  for (let at = 0; at + PROMPT_RUN <= said.length; at++)
    if (PROMPT.includes(said.slice(at, at + PROMPT_RUN))) return true;
  return false;
}
