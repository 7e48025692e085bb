import type { Citation, Reply } from "../../src/answer/reply.ts";
import type { Share } from "./share.ts";

/** Whether these citations together say what the statement says. */
export type Judge = (statement: string, citations: readonly Citation[]) => Promise<boolean>;

/** Of one answer, or `null` where there is nothing to judge. */
export interface CitationScore {
  readonly recall: number;
  readonly precision: number;
  readonly statements: number;
}

/**
 * Citation recall and precision as in ALCE (Gao et al. 2023, "Enabling Large Language Models to Generate Text
 * with Citations", section 3), with a judge of one's choice in place of its NLI model. A statement is recalled
 * when its citations together support it. Of a statement that is not, no citation is precise; else a citation
 * is, unless it is irrelevant: it does not support the statement alone, and the others do without it.
 */
export async function scoreCitations(
  { claims, citations }: Pick<Reply, "claims" | "citations">,
  judge: Judge,
): Promise<CitationScore | null> {
  if (claims.length === 0) return null;
  let [recalled, precise, cited] = [0, 0, 0];
  for (const { text, citations: numbers } of claims) {
    const own = citations.filter(({ n }) => numbers.includes(n));
    cited += own.length;
    if (own.length === 0 || !(await judge(text, own))) continue;
    recalled++;
    for (const one of own) if (!(await isIrrelevant(one, own, text, judge))) precise++;
  }
  return {
    recall: recalled / claims.length,
    precision: cited === 0 ? 0 : precise / cited,
    statements: claims.length,
  };
}

async function isIrrelevant(
  citation: Citation,
  own: readonly Citation[],
  statement: string,
  judge: Judge,
): Promise<boolean> {
  if (own.length === 1 || (await judge(statement, [citation]))) return false;
  return judge(
    statement,
    own.filter((other) => other !== citation),
  );
}

const Z = 1.96;

/** The mean over answers, as ALCE takes it, with its 95 % interval by the normal approximation. */
export function meanOf(values: readonly number[]): Share {
  const of = values.length;
  if (of === 0) return { share: 0, low: 0, high: 1, of };
  const share = values.reduce((sum, value) => sum + value, 0) / of;
  const variance = values.reduce((sum, value) => sum + (value - share) ** 2, 0) / of;
  const half = Z * Math.sqrt(variance / of);
  return { share, low: Math.max(0, share - half), high: Math.min(1, share + half), of };
}
