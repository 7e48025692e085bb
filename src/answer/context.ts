import type { Corpus, LocatedSentence } from "./corpus.ts";
import type { Citation } from "./reply.ts";
import { quoteOf } from "../interview/quote-of.ts";

export interface ContextPart {
  readonly speaker: string | null;
  readonly text: string;
  /** Whether these are the words of the quote itself. */
  readonly cited: boolean;
}

/** The exchange around a quote, in the words of the source: what was asked and the whole answer. */
export function contextOf({ sentences }: Citation, corpus: Corpus): ContextPart[] {
  const first = corpus.sentence(sentences[0] ?? "");
  if (!first) return [];
  const { interview } = first.in;
  const asked =
    first.turn.answers ?? (first.turn.role === "interviewer" ? first.sentence.turn : null);
  const around =
    asked === null
      ? interview.sentences.filter(({ turn }) => turn === first.sentence.turn)
      : interview.sentences.filter(
          ({ turn }) => turn === asked || interview.turns[turn]!.answers === asked,
        );
  const parts: LocatedSentence[][] = [];
  for (const { id } of around) {
    const sentence = corpus.sentence(id)!;
    const last = parts.at(-1)?.at(-1);
    const together =
      last?.sentence.block === sentence.sentence.block &&
      last.sentence.turn === sentence.sentence.turn &&
      sentences.includes(last.sentence.id) === sentences.includes(id);
    if (together) parts.at(-1)!.push(sentence);
    else parts.push([sentence]);
  }
  return parts.map((run) => ({
    speaker: run[0]!.turn.speaker,
    text: quoteOf(first.in.source.slice(run[0]!.sentence.start, run.at(-1)!.sentence.end)),
    cited: sentences.includes(run[0]!.sentence.id),
  }));
}
