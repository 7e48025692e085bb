import type { Role } from "./interview.ts";
import { roleOfLabel } from "./label-words.ts";
import { createNameFinder, type NameFinder, outsideQuotations } from "./names.ts";
import type { Piece, TurnDraft } from "./turn-draft.ts";

const CALLS_BACK =
  /打了?回来|打来|回电|来电|又打|called (?:me |us )?back|calls (?:me |us )?back|called again|phoned|rang/iu;
const SPEAKS =
  /说|表示|补充|告诉|写道|继续|发来|谈到|said|says|told|added|continued|wrote|went on|emailed|texted/iu;
const FIRST_PERSON = /我|\b(?:I|my|me|mine)\b/u;
const REPORTER_SPEAKS =
  /我(?:问|追问|请|对[他她]|告诉[他她]|挂)|\bI (?:asked|told|replied|hung|thanked|called)\b/u;

/** The beginning of a paragraph tells whose it is. */
const MAX_LOOK = 3_000;
const narration = (source: string, start: number, end: number) =>
  outsideQuotations(source.slice(start, Math.min(end, start + MAX_LOOK)));

/** Who asks is an interviewer: by what the label says, or else by whose turns end in questions. */
export function rolesOf(source: string, turns: readonly TurnDraft[]): Map<string, Role> {
  const speakers = [...new Set(turns.flatMap(({ speaker }) => speaker ?? []))];
  const roles = new Map<string, Role>();
  for (const speaker of speakers) roles.set(speaker, roleOfLabel(speaker) ?? "interviewee");
  const isDecided = speakers.length < 2 || [...roles.values()].includes("interviewer");
  if (isDecided) return roles;
  const [first, second] = speakers
    .map((speaker) => ({ speaker, share: shareOfQuestions(source, turns, speaker) }))
    .sort((a, b) => b.share - a.share);
  if (first!.share >= 0.5 && first!.share - second!.share >= 0.25)
    roles.set(first!.speaker, "interviewer");
  return roles;
}

function shareOfQuestions(source: string, turns: readonly TurnDraft[], speaker: string): number {
  const own = turns.filter((turn) => turn.speaker === speaker);
  const asking = own.filter(({ pieces }) => {
    const { start, end } = pieces.at(-1)!;
    return /[?？][\s*_”"’'」』)）]*$/u.test(source.slice(Math.max(start, end - 20), end));
  });
  return asking.length / own.length;
}

/** Gives the prose behind the last labelled turn to whoever speaks in it. */
export function voiceEpilogue(
  source: string,
  turns: readonly TurnDraft[],
  roles: ReadonlyMap<string, Role>,
): TurnDraft[] {
  const speakers = [...roles.keys()].filter((name) => roles.get(name) === "interviewee");
  const findName = createNameFinder(speakers);
  const last = turns.findLastIndex(({ speaker }) => speaker !== null);
  if (last < 0) return [...turns];
  const voiced = turns.slice(0, last);
  const { told, after } = splitAtCallBack(source, turns[last]!, findName);
  voiced.push(told);
  const epilogue = [...(after ? [after] : []), ...turns.slice(last + 1)];
  for (const turn of epilogue) voiced.push(...byVoice(source, turn, findName));
  return voiced;
}

/** The last speaker does not tell of their own call back: from there on, the reporter does. */
function splitAtCallBack(source: string, turn: TurnDraft, findName: NameFinder) {
  const at = turn.pieces.findIndex(({ start, end }, index) => {
    const text = narration(source, start, end);
    return index > 0 && findName(text)?.name === turn.speaker && CALLS_BACK.test(text);
  });
  if (at < 0) return { told: turn, after: null };
  const after = { speaker: null, section: null, pieces: turn.pieces.slice(at), isEpilogue: true };
  return { told: { ...turn, pieces: turn.pieces.slice(0, at) }, after };
}

/** Paragraphs in the first person, after one that lets a speaker speak on, are that speaker's. */
function byVoice(source: string, turn: TurnDraft, findName: NameFinder): TurnDraft[] {
  if (!turn.isEpilogue) return [turn];
  const turns: TurnDraft[] = [];
  let caller: string | null = null;
  for (const piece of turn.pieces) {
    const text = narration(source, piece.start, piece.end);
    const name = findName(text)?.name ?? null;
    const isOwn: boolean =
      caller !== null && name !== caller && FIRST_PERSON.test(text) && !REPORTER_SPEAKS.test(text);
    if (!isOwn)
      caller = name !== null && (CALLS_BACK.test(text) || SPEAKS.test(text)) ? name : null;
    addPiece(turns, turn, isOwn ? caller : null, piece);
  }
  return turns;
}

function addPiece(turns: TurnDraft[], from: TurnDraft, speaker: string | null, piece: Piece): void {
  const last = turns.at(-1);
  if (last && last.speaker === speaker) last.pieces.push(piece);
  else turns.push({ ...from, speaker, pieces: [piece] });
}
