import type { Corpus, LocatedSentence } from "./corpus.ts";
import type { Citation } from "./reply.ts";
import { joins, sentenceCitation } from "./verify.ts";

/**
 * A short name for the sentences of a citation: the id of the first, and their number when there are several.
 * It fits into links and buttons: at most 44 characters of `A-Za-z0-9_-`. A fact about the article itself has
 * none, since nothing stands around it.
 */
export function citationCode({ sentences }: Pick<Citation, "sentences">): string | null {
  const [first] = sentences;
  if (first === undefined || !CODE.test(first)) return null;
  return sentences.length > 1 ? `${first}_${sentences.length}` : first;
}

/** Sentence ids end in `-<number>`, so what follows an underscore behind that is no part of one. */
const CODE = /^(?<first>[\w-]+-\d+)(?:_(?<count>\d{1,3}))?$/u;

/** The citation of that name, numbered 1; none when the library has no such sentences any more. */
export function citationOfCode(code: string, corpus: Corpus): Citation | null {
  const { first, count = "1" } = CODE.exec(code)?.groups ?? {};
  const found = first === undefined ? undefined : corpus.sentence(first);
  if (!found) return null;
  const run: LocatedSentence[] = [found];
  while (run.length < Number(count)) {
    const next = found.in.interview.sentences[found.index + run.length];
    const following = next && corpus.sentence(next.id);
    if (!following || !joins(run.at(-1)!, following)) break;
    run.push(following);
  }
  return { n: 1, ...sentenceCitation(run, corpus) };
}
