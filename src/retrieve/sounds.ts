import type { Lexicon } from "./lexicon.ts";

/** Finds where Chinese characters could stand for a Latin name. */
export interface SoundMatcher {
  /**
   * The best stretch of at least two characters that begins at `start` and ends where `mayEnd` allows, and
   * the evidence that it is the name: ln of how much likelier it is than chance. `end` is -1 where there is none.
   */
  matchAt(
    text: string,
    start: number,
    mayEnd: (end: number) => boolean,
  ): { end: number; evidence: number };
}

const LONGEST_CHUNK = 5;
/** ln P of a letter that nothing is known of: English has about 4.1 bits a letter (Shannon 1951). */
const CHANCE = -2.85;
/** What it costs to suppose that a syllable stands for letters that it was never seen to stand for. */
const UNSEEN = -2;
/** How much worse than chance an alignment may get before it is given up: an unseen syllable may begin a name. */
const BEAM = 0.05 - UNSEEN;
/** What one character's habit of standing in names may add or take. */
const MOST_NAMELY = 1.5;
const LEAST_NAMELY = -2;

/**
 * Viterbi alignment of the letters with the characters' syllables, one chunk of letters each, against
 * letters by chance. The model is the joint source-channel one that scripts/lexicon/sounds.ts learns.
 */
export function soundMatcher(letters: string, { sounds }: Lexicon): SoundMatcher {
  const n = letters.length;
  // Made when a name begins where it could: most names are nowhere, and the table costs more than looking.
  let emissions: Float32Array | null = null;
  const begins = new Uint8Array(sounds.syllables);
  for (let size = 1; size <= Math.min(LONGEST_CHUNK, n); size++)
    sounds.eachSyllable(letters.slice(0, size), (syllable) => {
      begins[syllable] = 1;
    });
  let row = new Float32Array(n + 1);
  let next = new Float32Array(n + 1);

  /** Moves on by one character; whether any alignment is still better than chance. */
  const advance = (syllable: number, seen: Float32Array): boolean => {
    next.fill(-Infinity);
    let alive = false;
    for (let from = 0; from < n; from++) {
      if (row[from] === -Infinity) continue;
      const at = (syllable * n + from) * LONGEST_CHUNK - 1;
      for (let size = 1; size <= LONGEST_CHUNK && from + size <= n; size++) {
        const score = row[from]! + (seen[at + size]! || CHANCE * size + UNSEEN);
        if (score < CHANCE * (from + size) - BEAM || score <= next[from + size]!) continue;
        next[from + size] = score;
        alive = true;
      }
    }
    [row, next] = [next, row];
    return alive;
  };

  return {
    matchAt(text, start, mayEnd) {
      const first = sounds.syllable(text.charCodeAt(start));
      if (first < 0 || begins[first] === 0) return NOTHING;
      const best = { end: -1, evidence: 0 };
      emissions ??= emissionTable(letters, sounds);
      row.fill(-Infinity);
      row[0] = 0;
      let namely = 0;
      for (let i = start; i < text.length && i - start < n; i++) {
        const unit = text.charCodeAt(i);
        const syllable = sounds.syllable(unit);
        if (syllable < 0 || !advance(syllable, emissions)) break;
        namely += Math.max(LEAST_NAMELY, Math.min(MOST_NAMELY, sounds.nameliness(unit)));
        const evidence = row[n]! - CHANCE * n + namely;
        if (i > start && evidence > best.evidence && mayEnd(i + 1))
          Object.assign(best, { end: i + 1, evidence });
      }
      return best;
    },
  };
}

const NOTHING = { end: -1, evidence: 0 };

/** ln P of each chunk of the letters for each syllable; 0 where it was never seen. */
function emissionTable(letters: string, sounds: Lexicon["sounds"]): Float32Array {
  const n = letters.length;
  const emissions = new Float32Array(sounds.syllables * n * LONGEST_CHUNK);
  for (let at = 0; at < n; at++) {
    for (let size = 1; size <= LONGEST_CHUNK && at + size <= n; size++)
      sounds.eachSyllable(letters.slice(at, at + size), (syllable, logP) => {
        emissions[(syllable * n + at) * LONGEST_CHUNK + size - 1] = Math.min(logP, -1e-6);
      });
  }
  return emissions;
}

/** Evidence that pure chance reaches somewhere in a hundred passages; measured on names that are not there. */
const CHANCE_EVIDENCE = 8;
const EVIDENCE_SCALE = 4;

/** How firmly a match by sound counts, 0–1. */
export const soundStrength = (evidence: number): number =>
  evidence <= CHANCE_EVIDENCE ? 0 : 1 - Math.exp(-(evidence - CHANCE_EVIDENCE) / EVIDENCE_SCALE);

/** Shorter names sound like too much; longer ones are not names. */
export const isSoundable = (word: string): boolean => /^[a-z]{3,20}$/u.test(word);
