import type { Block } from "./blocks.ts";
import { hasWords, skipBlanks, skipBlanksBack } from "./characters.ts";
import type { Label } from "./find-labels.ts";
import { isHeadingLine, titleOf } from "./headings.ts";
import type { Span } from "./interview.ts";

/** Text that a quote may not leave: a paragraph, a list item, or what a label parts off from one. */
export interface Piece extends Span {
  /** The block that it was cut out of: emphasis may open before the label and close after it. */
  readonly block: Span;
}

export interface TurnDraft {
  readonly speaker: string | null;
  readonly section: string | null;
  readonly pieces: Piece[];
  /** Whether it stands behind the last labelled turn. */
  readonly isEpilogue: boolean;
}

/** Who speaks where, by labels and headings alone: without a label, whoever spoke speaks on. */
export function draftTurns(
  source: string,
  blocks: readonly Block[],
  labels: readonly Label[],
): TurnDraft[] {
  const lastLabel = labels.findLast(({ speaker }) => speaker !== null)?.start ?? Infinity;
  const draft = createDraft(source, lastLabel);
  let next = 0;
  for (const block of blocks) {
    while (next < labels.length && labels[next]!.start < block.start) next++;
    const isLabelled = next < labels.length && labels[next]!.start < block.end;
    if (block.kind === "rule") draft.rule(block);
    else if (!isLabelled && (block.kind === "heading" || isHeadingLine(source, block)))
      draft.heading(block);
    else {
      let from = block.start;
      for (; next < labels.length && labels[next]!.start < block.end; next++) {
        const { start, bodyStart, speaker } = labels[next]!;
        draft.text(block, from, start);
        if (speaker !== null) draft.turn(speaker);
        from = Math.max(bodyStart, from);
      }
      draft.text(block, from, block.end);
    }
  }
  return draft.turns.filter(({ pieces }) => pieces.length > 0);
}

function createDraft(source: string, lastLabel: number) {
  const turns: TurnDraft[] = [];
  let section: string | null = null;
  let current: TurnDraft | null = null;
  const open = (speaker: string | null, isEpilogue: boolean): TurnDraft => {
    const turn = { speaker, section, pieces: [], isEpilogue };
    turns.push(turn);
    return turn;
  };
  return {
    turns,
    turn(speaker: string): void {
      current = open(speaker, false);
    },
    heading({ start, end }: Span): void {
      section = titleOf(source.slice(start, end)) || null;
      current = null;
    },
    rule({ start }: Span): void {
      const isBehind = start > lastLabel;
      if (isBehind) section = null;
      // Narrator prose runs on below a rule; a speaker's turn does not.
      if (isBehind || current?.speaker !== null) current = null;
    },
    text(block: Block, from: number, to: number): void {
      const start = skipBlanks(source, from, to);
      const end = skipBlanksBack(source, start, to);
      if (!hasWords(source, start, end)) return;
      current ??= open(null, start > lastLabel);
      current.pieces.push({ start, end, block });
    },
  };
}
