import { jsonrepair } from "jsonrepair";
import { z } from "zod";
import { createClaimReader } from "./read-claims.ts";

/** One claim as a model gave it: IDs of the prompt, nothing verified. */
export interface RawClaim {
  readonly text: string;
  readonly ids: readonly number[];
  readonly translations: readonly { readonly id: number; readonly text: string }[];
}

export interface RawReply {
  readonly answerable: boolean;
  readonly claims: readonly RawClaim[];
}

/** A longer reply is no answer. In UTF-16 units. */
export const LONGEST_REPLY = 60_000;

/**
 * Reads the reply of a model that was asked for JSON, whatever stands around or is wrong with it. Of a reply
 * that breaks off, the claims that are complete count: what is cut off could point at another sentence.
 *
 * @returns `null` when there is no reply in it
 */
export function parseReply(output: string): RawReply | null {
  const text = withoutThoughts(output.slice(0, LONGEST_REPLY));
  for (const candidate of jsonIn(text)) {
    const reply = readReply(parsed(candidate));
    if (reply) return reply;
  }
  const reader = createClaimReader();
  const claims = reader.read(text).flatMap((claim) => readClaim(claim) ?? []);
  return claims.length > 0 ? { answerable: reader.answerable() !== false, claims } : null;
}

/** Some models think aloud before they reply. */
export const withoutThoughts = (text: string): string =>
  text.replace(/^\uFEFF?\s*<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/iu, "");

/** Where the object may stand: all of it, inside a fence, from the first brace to the last. */
function* jsonIn(text: string): Generator<string> {
  yield text;
  for (const [, inside] of text.matchAll(/```(?:json\w*)?\s*([\s\S]*?)```/giu)) yield inside!;
  const end = Math.max(text.lastIndexOf("}"), text.lastIndexOf("]")) + 1;
  for (const { index } of [...text.matchAll(/[{[]\s*["'{a-z]/giu)].slice(0, MOST_STARTS)) {
    const slice = text.slice(index, end);
    if (slice !== "") yield slice;
  }
}

const MOST_STARTS = 12;

/** Mends quotes, commas and comments, but never completes what breaks off. */
function parsed(text: string): unknown {
  const trimmed = text.trim();
  try {
    return JSON.parse(trimmed);
  } catch {
    if (!/^[{[][\s\S]*[}\]]$/u.test(trimmed) || !isBalanced(trimmed)) return null;
  }
  try {
    return JSON.parse(jsonrepair(trimmed));
  } catch {
    return null;
  }
}

function isBalanced(text: string): boolean {
  const bare = text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\\n]|\\.)*'/gu, "");
  const count = (bracket: string) => bare.split(bracket).length;
  return count("{") === count("}") && count("[") === count("]");
}

const isTrue = z.union([z.boolean(), z.stringbool()]);
const replySchema = z.object({
  answerable: isTrue.optional(),
  claims: z.array(z.unknown()).optional(),
});
const translationSchema = z.object({ sentence: z.unknown(), text: z.string() });
const claimSchema = z.object({
  text: z.string(),
  sentences: z.unknown(),
  translations: z.array(z.unknown()).nullish().catch(null),
});

function readReply(value: unknown): RawReply | null {
  const whole = replySchema.safeParse(
    Array.isArray(value) ? { claims: value as unknown[] } : value,
  );
  if (!whole.success) return null;
  const { answerable, claims } = whole.data;
  if (answerable === undefined && claims === undefined) return null;
  const read = (claims ?? []).flatMap((claim) => readClaim(claim) ?? []);
  if (answerable === undefined && read.length === 0) return null;
  return { answerable: answerable ?? true, claims: read };
}

export function readClaim(value: unknown): RawClaim | null {
  const claim = claimSchema.safeParse(value);
  if (!claim.success) return null;
  const { text, sentences, translations } = claim.data;
  return {
    text,
    ids: idsIn(sentences),
    translations: (translations ?? []).flatMap((item) => {
      const read = translationSchema.safeParse(item);
      const [id] = read.success ? idsIn(read.data.sentence) : [];
      return read.success && id !== undefined ? [{ id, text: read.data.text }] : [];
    }),
  };
}

const LONGEST_RANGE = 5;

/** 3, "3", "[3]", "S3", "3, 4" and "3-5" all point at sentences; anything else at none. */
function idsIn(value: unknown): number[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => idsIn(item)))];
  if (typeof value === "number") return Number.isInteger(value) ? [value] : [];
  if (typeof value !== "string" || value.length > 100) return [];
  return value.split(/[\s,，、;\][]+/u).flatMap((part) => {
    const [, first, last] =
      /^\W*[A-Za-z]{0,2}(\d{1,10})(?:\s*[-–]\s*[A-Za-z]{0,2}(\d{1,10}))?\W*$/u.exec(part) ?? [];
    if (first === undefined) return [];
    const from = Number(first);
    const to = Number(last ?? first);
    if (to < from || to - from > LONGEST_RANGE) return [];
    return Array.from({ length: to - from + 1 }, (_, step) => from + step);
  });
}
