import { createHash } from "node:crypto";

/** Derived ids add up to 10 characters (`-p`, and a number of at most 8 digits), and 40 is the limit for all. */
export const MAX_ID_LENGTH = 30;

/** @returns an id for the interview in a file of this name: its letters `a-z`, its digits, and hyphens. */
export function interviewIdFrom(fileName: string): string {
  const name = fileName.normalize("NFC").replace(/\.(md|markdown|txt|text)$/iu, "");
  const slug = name
    .slice(0, 1_000)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, "-");
  const id = trimHyphens(shorten(trimHyphens(slug)));
  return id === "" ? `doc-${createHash("sha256").update(name).digest("hex").slice(0, 8)}` : id;
}

/** At the end of a word, unless that would lose most of the name. */
function shorten(slug: string): string {
  if (slug.length <= MAX_ID_LENGTH) return slug;
  const end = slug.lastIndexOf("-", MAX_ID_LENGTH);
  return slug.slice(0, end > MAX_ID_LENGTH / 2 ? end : MAX_ID_LENGTH);
}

const trimHyphens = (slug: string) => slug.replace(/^-|-$/gu, "");
