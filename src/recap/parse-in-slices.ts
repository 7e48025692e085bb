import { repairExport } from "./repair-export.ts";

/** Where the messages of an export of one chat stand: their list, and the places of its members. */
interface MessageList {
  readonly start: number;
  readonly end: number;
  readonly members: readonly { readonly start: number; readonly end: number }[];
}

const CODES = {
  quote: '"'.charCodeAt(0),
  backslash: "\\".charCodeAt(0),
  openers: new Set(["{", "["].map((mark) => mark.charCodeAt(0))),
  closers: new Set(["}", "]"].map((mark) => mark.charCodeAt(0))),
};
const KEY = '"messages"';
/** Of characters, or of members: so many are looked at before others may have their turn. */
const STEP = 20_000;

/**
 * An export of one chat, as `JSON.parse` has it, but message by message, with pauses for others: parsing 20 MB at
 * once would hold everybody up for most of a second. `null` for what is laid out in another way, or is broken.
 */
export async function parseInSlices(
  json: string,
  slices: () => Promise<void> | undefined,
): Promise<unknown> {
  const list = await findMessages(json, slices);
  if (!list) return null;
  try {
    const rest = JSON.parse(json.slice(0, list.start) + json.slice(list.end)) as object;
    const messages: unknown[] = [];
    for (const { start, end } of list.members) {
      await slices();
      messages.push(parseMember(json.slice(start, end)));
    }
    return { ...rest, messages };
  } catch {
    return null;
  }
}

function parseMember(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return JSON.parse(repairExport(json));
  }
}

async function findMessages(
  json: string,
  slices: () => Promise<void> | undefined,
): Promise<MessageList | null> {
  const members: { start: number; end: number }[] = [];
  let depth = 0;
  let start = -1;
  let memberStart = -1;
  let nextPause = STEP;
  for (let at = 0; at < json.length; at++) {
    if (at >= nextPause) {
      await slices();
      nextPause = at + STEP;
    }
    const code = json.charCodeAt(at);
    if (code === CODES.quote) {
      const end = endOfString(json, at);
      if (end < 0) return null;
      const isKey = depth === 1 && start < 0 && json.startsWith(KEY, at);
      at = end;
      if (isKey) {
        const [opening] = /^\s*:\s*\[/u.exec(json.slice(end + 1, end + 100)) ?? [];
        if (opening === undefined) return null;
        at = end + opening.length;
        start = at + 1;
        depth = 2;
      }
    } else if (CODES.openers.has(code)) {
      depth += 1;
      if (start >= 0 && depth === 3) memberStart = at;
    } else if (CODES.closers.has(code)) {
      depth -= 1;
      if (start >= 0 && depth === 2) members.push({ start: memberStart, end: at + 1 });
      if (start >= 0 && depth === 1)
        return isOnly(json, start, at, members) ? { start, end: at, members } : null;
    }
  }
  return null;
}

/** The quotation mark that ends a string; -1 without one. */
function endOfString(json: string, from: number): number {
  for (let at = json.indexOf('"', from + 1); at >= 0; at = json.indexOf('"', at + 1)) {
    let first = at;
    while (json.charCodeAt(first - 1) === CODES.backslash) first -= 1;
    if ((at - first) % 2 === 0) return at;
  }
  return -1;
}

/** Whether there is nothing in the list but these members, with commas between them. */
function isOnly(
  json: string,
  start: number,
  end: number,
  members: MessageList["members"],
): boolean {
  let from = start;
  return (
    members.every((member, i) => {
      const between = json.slice(from, member.start).trim();
      from = member.end;
      return between === (i === 0 ? "" : ",");
    }) && json.slice(from, end).trim() === ""
  );
}
