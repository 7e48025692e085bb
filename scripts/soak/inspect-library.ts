import { existsSync, readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { quoteOfSentence } from "../../src/interview/parse-interview.ts";
import type { Derived, Deriver } from "../../src/library/derive.ts";
import { openLibrary } from "../../src/library/open-library.ts";
import type { LibraryInterview } from "../../src/library/stored-interview.ts";

export interface Inspection {
  /** Sources that are served, by interview. */
  readonly served: ReadonlyMap<string, string>;
  /** One line for each quote that is not to the letter in the text that was ingested. */
  readonly wrongQuotes: readonly string[];
  /** Files that are cited, and that a writer has replaced since the library was opened. */
  readonly gone: readonly string[];
  readonly warnings: readonly string[];
}

/** Compares every quote that a library can serve with the texts that it was given under each id. */
export function createInspector(deriver: Deriver) {
  const fresh = new Map<string, Promise<Derived>>();
  const derived = (source: string, id: string) => {
    const known = fresh.get(id + source) ?? deriver.derive(source, id);
    fresh.set(id + source, known);
    return known;
  };

  return async function inspect(
    library: string,
    given: ReadonlyMap<string, readonly string[]>,
  ): Promise<Inspection> {
    const warnings: string[] = [];
    const { interviews } = await openLibrary(library, deriver, {
      onWarning: (line) => warnings.push(line),
    });
    const wrongQuotes: string[] = [];
    const gone = interviews.filter(({ file }) => !existsSync(file)).map(({ file }) => file);
    for (const stored of interviews) {
      const { id } = stored.interview;
      const original = given.get(id)?.find((text) => text === stored.source);
      if (original === undefined) wrongQuotes.push(`${id}: no such text was ingested`);
      else wrongQuotes.push(...wrongIn(stored, original, await derived(original, id)));
    }
    return {
      served: new Map(interviews.map(({ interview, source }) => [interview.id, source])),
      wrongQuotes,
      gone,
      warnings,
    };
  };
}

function wrongIn(stored: LibraryInterview, original: string, expected: Derived): string[] {
  const { id, sentences } = stored.interview;
  const file = readIfThere(stored.file) ?? original;
  const wrong = sentences
    .filter((sentence, index) => {
      const quote = quoteOfSentence(original, expected.interview.sentences[index]!);
      return (
        quoteOfSentence(stored.source, sentence) !== quote ||
        quoteOfSentence(file, sentence) !== quote
      );
    })
    .map((sentence) => `${sentence.id}: not the words of the source`);
  const { interview, passages, vectors } = stored;
  if (!isDeepStrictEqual({ interview, passages, vectors }, expected))
    wrong.push(`${id}: what is derived is not what the source gives`);
  return wrong;
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
