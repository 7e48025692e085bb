import { UserError } from "../errors.ts";
import { hasWords } from "./characters.ts";

export const MAX_SOURCE_BYTES = 20 * 1024 * 1024;

/** Where binary data shows itself, if not by a NUL. */
const SAMPLE_LENGTH = 100_000;
const MAX_CONTROL_SHARE = 0.01;

/** The text of an interview file, its byte-order mark included, so that offsets are those of the file. */
export function decodeSource(bytes: Uint8Array, name: string): string {
  if (bytes.length > MAX_SOURCE_BYTES)
    throw unreadable(name, "is larger than 20 MB. Split it into several files");
  if (bytes.includes(0)) throw unreadable(name, binary);
  const text = decodeUtf8(bytes, name);
  if (controlShare(text) > MAX_CONTROL_SHARE) throw unreadable(name, binary);
  if (!hasWords(text, 0, text.length))
    throw unreadable(name, "is empty. Put the interview's text into it");
  return text;
}

const binary = "is not a text file. Export the interview as text or Markdown, in UTF-8";

function decodeUtf8(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw unreadable(name, "is not UTF-8. Save it with the encoding UTF-8", cause);
  }
}

function controlShare(text: string): number {
  const length = Math.min(text.length, SAMPLE_LENGTH);
  let controls = 0;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if ((code < 0x20 && (code < 0x09 || code > 0x0d) && code !== 0x1b) || code === 0x7f) controls++;
  }
  return length === 0 ? 0 : controls / length;
}

const unreadable = (name: string, what: string, cause?: unknown) =>
  new UserError("source", `${name.replace(/\s+/gu, " ")} ${what}.`, { cause });
