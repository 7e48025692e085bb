import { isMap, isScalar, parseDocument } from "yaml";
import { UserError } from "../errors.ts";
import { interviewIdFrom, MAX_ID_LENGTH } from "./interview-id.ts";
import type { Language, MetadataField, Span } from "./interview.ts";

export interface FrontMatter {
  readonly id: string | null;
  readonly language: Language | null;
  /** Where it states what: the values, without their keys and quotation marks. */
  readonly facts: ReadonlyMap<MetadataField, Span>;
  /** Where the text begins. */
  readonly end: number;
}

const FIELDS: Readonly<Record<string, MetadataField>> = {
  title: "title",
  url: "url",
  original_url: "originalUrl",
  publisher: "publisher",
  published: "published",
  date: "published",
  place: "place",
  reporter: "reporter",
};
const KNOWN_KEY = /^(?:id|title|url|original_url|language|date|author|tags|published)[ \t]*:/mu;

/** Longer than any front matter: an opening rule without a partner nearby is a rule. */
const MAX_LENGTH = 20_000;

/** @returns `null` when the text does not begin with YAML between `---` lines. */
export function readFrontMatter(source: string): FrontMatter | null {
  const opening = /^\ufeff?---[ \t]*\r?\n/u.exec(source.slice(0, 100));
  if (!opening) return null;
  const start = opening[0].length;
  const closing = /^(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/mu.exec(
    source.slice(start, start + MAX_LENGTH),
  );
  if (!closing) return null;
  const yaml = source.slice(start, start + closing.index);
  const document = parseDocument(yaml, { logLevel: "silent", keepSourceTokens: false });
  const [error] = document.errors;
  if (error) {
    if (!KNOWN_KEY.test(yaml)) return null;
    const line = (error.linePos?.[0].line ?? 1) + 1;
    const what = error.message.split("\n")[0]!.replace(/ at line \d+, column \d+:?$/u, "");
    throw new UserError("source", `The front matter cannot be read at line ${line}: ${what}.`);
  }
  if (!isMap(document.contents) || !looksLikeFrontMatter(yaml)) return null;
  return readValues(
    valuesOf(document.contents, yaml),
    yaml,
    start,
    start + closing.index + closing[0].length,
  );
}

/** A transcript between two rules (`Interviewer: …`) is a mapping, too, but its keys are names. */
const looksLikeFrontMatter = (yaml: string) => KNOWN_KEY.test(yaml) || !/^[^a-z#\s-]/mu.test(yaml);

function valuesOf(map: { items: readonly { key: unknown; value: unknown }[] }, yaml: string) {
  const values = new Map<string, Span>();
  for (const { key, value } of map.items) {
    if (!isScalar(key) || !isScalar(value) || !value.range || value.value === null) continue;
    let [start, end] = value.range;
    if (/^QUOTE/u.test(value.type ?? "")) [start, end] = [start + 1, end - 1];
    else if (/^BLOCK/u.test(value.type ?? "")) start = yaml.indexOf("\n", start) + 1;
    while (start < end && /\s/u.test(yaml.charAt(start))) start++;
    while (end > start && /\s/u.test(yaml.charAt(end - 1))) end--;
    if (end > start) values.set(String(key.value), { start, end });
  }
  return values;
}

function readValues(
  values: ReadonlyMap<string, Span>,
  yaml: string,
  offset: number,
  end: number,
): FrontMatter {
  const facts = new Map<MetadataField, Span>();
  for (const [key, span] of values) {
    const field = Object.hasOwn(FIELDS, key) ? FIELDS[key] : undefined;
    if (field && !facts.has(field))
      facts.set(field, { start: offset + span.start, end: offset + span.end });
  }
  const textOf = (key: string): string | null => {
    const span = values.get(key);
    return span ? yaml.slice(span.start, span.end) : null;
  };
  const id = textOf("id");
  return { id: id && usableId(id), language: languageOf(textOf("language")), facts, end };
}

const usableId = (id: string) =>
  /^[\w-]+$/u.test(id) && id.length <= MAX_ID_LENGTH ? id : interviewIdFrom(id);

function languageOf(value: string | null): Language | null {
  if (value === null) return null;
  if (/^(?:zh|chinese|中文|汉语|cmn)/iu.test(value)) return "zh";
  return /^(?:en|english|英文|英语)/iu.test(value) ? "en" : null;
}
