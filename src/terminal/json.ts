import type { QuoteLookup } from "../answer/find-quotes.ts";
import type { Citation, Reply } from "../answer/reply.ts";
import type { Summary } from "../answer/summarise.ts";

/** The shapes that outside programs rely on: one object a line, these keys and no others. */
export const replyJson = (
  { question, status, mode, language, message, claims, citations, nearest }: Reply,
  totalMs: number,
): string =>
  JSON.stringify({
    question,
    status,
    mode,
    language,
    message,
    claims,
    citations: citations.map(contracted),
    nearest: nearest.map((topic) => ({ section: topic.section, question: topic.question })),
    ms: { total: Math.round(totalMs * 100) / 100 },
  });

/** A translation is for people, beside a quote that they see; without a value it has no key. */
const contracted = (citation: Citation) => ({ ...citation, translation: undefined });

export const quotesJson = ({ query, quotes }: QuoteLookup): string =>
  JSON.stringify({ query, quotes });

export const summaryJson = ({ interview, mode, claims, citations }: Summary): string =>
  JSON.stringify({ interview, mode, claims, citations });
