import { addWeighted, backward, encode, products, type Table, transposed } from "./embedding.ts";

/** An interview in one language as the table's rows, all texts by sentence, and questions on it in one language. */
export interface Asked {
  readonly quotes: readonly Bags[];
  /** What was asked where a sentence answers; empty where nothing was. */
  readonly asked: readonly Bags[];
  /** The sentences beside it in its turn. */
  readonly around: readonly (readonly number[])[];
  readonly questions: readonly Bags[];
  /** By question, the sentences that answer it, and what it counts. */
  readonly gold: readonly ReadonlySet<number>[];
  readonly weights: readonly number[];
  /** Sentences that no question is answered by, unless they are gold. */
  readonly isQuestion: readonly boolean[];
}

/** A text: all its rows, and those of each word. */
export interface Bags {
  readonly whole: readonly number[];
  readonly words: readonly (readonly number[])[];
}

/** As src/retrieve/rank-sentences.ts weighs them. */
const ASKED = 0.35;
const AROUND = 0.25;
const ASKED_WORDS = 0.3;
const TEMPERATURE = 0.12;

/**
 * One step towards every question's gold sentences among the interview's, by the likeness of the whole texts and by that of
 * each word of the question to the likest of the sentence ("MaxSim" of Khattab and Zaharia 2020, "ColBERT").
 *
 * @returns the mean loss, in nats
 */
export function answer(asked: Asked, table: Table): number {
  const { dimensions } = table;
  const n = asked.questions.length;
  const m = asked.quotes.length;
  const wholes = (texts: readonly Bags[]) =>
    encode(
      texts.map(({ whole }) => whole),
      table,
    );
  const questions = wholes(asked.questions);
  const sides = [
    { encoded: wholes(asked.quotes), weight: 1 },
    { encoded: wholes(asked.asked), weight: ASKED },
    { encoded: encode(asked.around, table), weight: AROUND },
  ].map((side) => ({
    ...side,
    likeness: products(questions.units, side.encoded.units, dimensions),
  }));
  const scores = new Float32Array(n * m);
  for (const { likeness, weight } of sides)
    likeness.forEach((value, i) => {
      if (value > 0) scores[i]! += weight * value;
    });
  const words = wordsOf(asked, table);
  words.shares.forEach((share, word) => {
    const question = words.questionOf[word]!;
    for (let sentence = 0; sentence < m; sentence++)
      scores[question * m + sentence]! += share * words.likenessOf(word, sentence);
  });
  const { loss, gradient } = descend(scores, asked);
  for (const { encoded, likeness, weight } of sides) {
    const own = gradient.map((value, i) => (likeness[i]! > 0 ? weight * value : 0));
    addWeighted(questions.gradients, own, encoded.units, dimensions);
    addWeighted(encoded.gradients, transposed(own, n, m), questions.units, dimensions);
    backward(encoded, table);
  }
  backward(questions, table);
  words.backward(gradient);
  return loss;
}

/** The mean of -ln of the share that gold sentences have, and its gradients. */
function descend(scores: Float32Array, { gold, weights, isQuestion }: Asked) {
  const m = isQuestion.length;
  const gradient = new Float32Array(scores.length);
  let loss = 0;
  gold.forEach((answers, question) => {
    const at = question * m;
    const isOut = (sentence: number) => isQuestion[sentence]! && !answers.has(sentence);
    let most = -Infinity;
    for (let j = 0; j < m; j++) if (!isOut(j)) most = Math.max(most, scores[at + j]!);
    let all = 0;
    let right = 0;
    const exps = Float64Array.from({ length: m }, (_, j) =>
      isOut(j) ? 0 : Math.exp((scores[at + j]! - most) / TEMPERATURE),
    );
    exps.forEach((value, j) => {
      all += value;
      if (answers.has(j)) right += value;
    });
    right = Math.max(right, 1e-12);
    const weight = weights[question]! / gold.length;
    loss -= weight * Math.log(right / all);
    exps.forEach((value, j) => {
      gradient[at + j] =
        (weight * (value / all - (answers.has(j) ? value / right : 0))) / TEMPERATURE;
    });
  });
  return { loss, gradient };
}

/** Words of the questions, and how like each sentence's likest word is. */
function wordsOf({ questions, quotes, asked }: Asked, table: Table) {
  const { dimensions } = table;
  const flat = (texts: readonly Bags[]) => {
    const bags = texts.flatMap(({ words }) => words);
    const starts = [0];
    for (const { words } of texts) starts.push(starts.at(-1)! + words.length);
    return { encoded: encode(bags, table), starts };
  };
  const own = flat(questions);
  const said = flat(quotes);
  const heard = flat(asked);
  const saidLike = products(own.encoded.units, said.encoded.units, dimensions);
  const heardLike = products(own.encoded.units, heard.encoded.units, dimensions);
  const count = own.encoded.lengths.length;
  const m = quotes.length;
  const likest = (like: Float32Array, { starts, encoded }: typeof said) => {
    const width = encoded.lengths.length;
    const best = new Int32Array(count * m).fill(-1);
    for (let word = 0; word < count; word++)
      for (let s = 0; s < m; s++) {
        let most = 0;
        for (let t = starts[s]!; t < starts[s + 1]!; t++)
          if (like[word * width + t]! > most) {
            most = like[word * width + t]!;
            best[word * m + s] = t;
          }
      }
    return best;
  };
  const bestSaid = likest(saidLike, said);
  const bestHeard = likest(heardLike, heard);
  const valueOf = (like: Float32Array, width: number, best: Int32Array, word: number, s: number) =>
    best[word * m + s]! < 0 ? 0 : like[word * width + best[word * m + s]!]!;
  const saidWidth = said.encoded.lengths.length;
  const heardWidth = heard.encoded.lengths.length;
  const questionOf = new Int32Array(count);
  const shares = new Float32Array(count);
  const totals = new Float32Array(questions.length);
  questions.forEach((_, question) => {
    for (let word = own.starts[question]!; word < own.starts[question + 1]!; word++) {
      questionOf[word] = question;
      totals[question]! += own.encoded.lengths[word]!;
    }
  });
  shares.forEach((_, word) => {
    shares[word] = own.encoded.lengths[word]! / (totals[questionOf[word]!]! + 1e-6);
  });
  const parts = (word: number, s: number) => {
    const inQuote = valueOf(saidLike, saidWidth, bestSaid, word, s);
    const inAsked = valueOf(heardLike, heardWidth, bestHeard, word, s);
    return { inQuote, inAsked };
  };
  const likenessOf = (word: number, s: number): number => {
    const { inQuote, inAsked } = parts(word, s);
    return (1 - ASKED_WORDS) * inQuote + ASKED_WORDS * Math.max(inQuote, inAsked);
  };
  return {
    questionOf,
    shares,
    likenessOf,
    backward(gradient: Float32Array): void {
      const ofShares = new Float32Array(count);
      const pull = (
        word: number,
        other: { encoded: ReturnType<typeof encode> },
        t: number,
        by: number,
      ) => {
        const p = word * dimensions;
        const q = t * dimensions;
        for (let d = 0; d < dimensions; d++) {
          own.encoded.gradients[p + d]! += by * other.encoded.units[q + d]!;
          other.encoded.gradients[q + d]! += by * own.encoded.units[p + d]!;
        }
      };
      for (let word = 0; word < count; word++)
        for (let s = 0; s < m; s++) {
          const down = gradient[questionOf[word]! * m + s]!;
          if (down > -1e-7 && down < 1e-7) continue;
          const { inQuote, inAsked } = parts(word, s);
          ofShares[word]! += down * likenessOf(word, s);
          const by = down * shares[word]!;
          const isHeard = inAsked > inQuote;
          const saidBy = isHeard ? by * (1 - ASKED_WORDS) : by;
          if (bestSaid[word * m + s]! >= 0) pull(word, said, bestSaid[word * m + s]!, saidBy);
          if (isHeard) pull(word, heard, bestHeard[word * m + s]!, by * ASKED_WORDS);
        }
      // A share is a length over the sum of a question's.
      const means = new Float32Array(questions.length);
      ofShares.forEach((value, word) => {
        means[questionOf[word]!]! += value * shares[word]!;
      });
      const ofLengths = ofShares.map(
        (value, word) => (value - means[questionOf[word]!]!) / (totals[questionOf[word]!]! + 1e-6),
      );
      backward(own.encoded, table, ofLengths);
      backward(said.encoded, table);
      backward(heard.encoded, table);
    },
  };
}
