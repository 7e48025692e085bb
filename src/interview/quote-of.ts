import { isCjkAt } from "./characters.ts";
import { findMarkers } from "./emphasis.ts";

const NEWLINE = /\r\n|[\n\r\u2028\u2029]/;

/**
 * The words of a slice of the source, as they are quoted: without emphasis markers and hard line
 * wraps, and otherwise character for character.
 */
export function quoteOf(slice: string): string {
  return unwrap(withoutMarkers(slice));
}

function withoutMarkers(slice: string): string {
  let text = "";
  let kept = 0;
  for (const marker of findMarkers(slice)) {
    text += slice.slice(kept, marker.start);
    kept = marker.end;
  }
  return text + slice.slice(kept);
}

function unwrap(text: string): string {
  if (!NEWLINE.test(text)) return text;
  const lines = text.split(NEWLINE);
  const parts: string[] = [];
  let tail = "";
  lines.forEach((raw, index) => {
    let line = index === 0 ? raw : raw.trimStart();
    if (index < lines.length - 1) line = line.trimEnd();
    if (line === "" && index > 0 && index < lines.length - 1) return;
    if (index > 0) parts.push(joint(tail, line));
    parts.push(line);
    tail = (tail + (parts.at(-2) ?? "") + line).slice(-2_000);
  });
  return parts.join("");
}

function joint(before: string, after: string): string {
  if (isCjkAt(before, before.length, -1) && isCjkAt(after, 0, 1)) return "";
  if (/^[A-Za-z0-9]/.test(after) && endsInsideUrl(before)) return "";
  return " ";
}

/** A long URL is wrapped after one of its hyphens. */
function endsInsideUrl(text: string): boolean {
  if (!text.endsWith("-")) return false;
  const token = text.slice(Math.max(text.lastIndexOf(" "), text.lastIndexOf("\n")) + 1);
  return /(?:https?:\/\/|www\.)[^\s\u3000-\u303f\uff00-\uffef\p{Script=Han}“”"<>]*-$/u.test(token);
}
