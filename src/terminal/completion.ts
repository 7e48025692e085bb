import { COMMANDS } from "./command-names.ts";

export interface CompletionFacts {
  readonly speakers: readonly string[];
  /** Numbers of the quotes that were shown last. */
  readonly quotes: readonly number[];
}

/** As readline wants it: what could stand in place of the end of the line, and that end. */
export type Completion = [candidates: string[], replaced: string];

const ARGUMENTS: Readonly<Record<string, (facts: CompletionFacts) => readonly string[]>> = {
  lang: () => ["zh", "en", "auto"],
  history: () => ["on", "off", "clear"],
  context: ({ quotes }) => quotes.map(String),
  open: ({ quotes }) => quotes.map(String),
  quotes: () => ["--speaker"],
};
const BARE: readonly string[] = ["topics", "plain", "help", "quit"];

/** Commands, what they take, and speakers; questions are never completed. */
export function complete(line: string, facts: CompletionFacts): Completion {
  const [, slash, name, rest] = /^\s*([/／])(\S*)(?:\s+(.*))?$/su.exec(line) ?? [];
  if (slash === undefined || name === undefined) return [[], line];
  if (rest === undefined && !/\s$/u.test(line))
    return [
      COMMANDS.filter((known) => known.startsWith(name.toLowerCase())).map(
        (known) => `/${known}${BARE.includes(known) ? "" : " "}`,
      ),
      slash + name,
    ];
  const speaker = /^(?:--|—)speaker(?:\s+|=)(?<typed>["“”'].*|\S*)$/su.exec(rest ?? "");
  if (name.toLowerCase() === "quotes" && speaker)
    return speakersLike(speaker.groups?.["typed"] ?? "", facts.speakers);
  const words = Object.hasOwn(ARGUMENTS, name.toLowerCase())
    ? ARGUMENTS[name.toLowerCase()]!(facts)
    : [];
  const typed = rest ?? "";
  const hits = words.filter((word) => word.startsWith(typed));
  return [hits.map((word) => (word === "--speaker" ? `${word} ` : word)), typed];
}

/** Any part of a name will do; a name with blanks comes back in quotation marks. */
function speakersLike(typed: string, speakers: readonly string[]): Completion {
  const wanted = typed.replace(/^["“”']/u, "").toLowerCase();
  if (/["“”']$/u.test(wanted)) return [[], typed];
  const hits = speakers.filter((name) => {
    const known = name.toLowerCase();
    return known.startsWith(wanted) || known.split(/\s+/u).some((part) => part.startsWith(wanted));
  });
  return [hits.map((name) => (/\s/u.test(name) ? `"${name}" ` : `${name} `)), typed];
}
