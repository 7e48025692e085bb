import type { Speaker } from "../interview/interview.ts";
import { speakerNamed } from "./speakers.ts";

/** What a person asks for after `/quotes`. */
export interface QuotesQuery {
  /** A speaker's label. */
  readonly speaker: string | null;
  readonly topic: string;
  /** What stands where a speaker is named, and names none. */
  readonly unknown: string | null;
}

/** In words. */
const LONGEST_NAME = 4;

const OPTION =
  /^(?:--|—)speaker(?:\s+|=)(?:["“”'](?<quoted>[^"“”']+)["“”']|(?<bare>\S+))\s*(?<topic>.*)$/su;

/**
 * `topic`, `@Mira Murati topic` or `--speaker "Mira Murati" topic`. After the sign, as many words are the name as
 * name one speaker; a name of one word may be typed with underscores for blanks.
 */
export function parseQuotesQuery(rest: string, speakers: readonly Speaker[]): QuotesQuery {
  const text = rest.trim();
  const option = OPTION.exec(text)?.groups;
  if (option) return named((option["quoted"] ?? option["bare"] ?? "").trim(), option["topic"]!);
  if (!/^[@＠]/u.test(text)) return { speaker: null, topic: text, unknown: null };
  const words = text.slice(1).trim().split(/\s+/u);
  for (let count = Math.min(words.length, LONGEST_NAME); count > 0; count--) {
    const query = named(words.slice(0, count).join(" "), words.slice(count).join(" "));
    if (query.unknown === null) return query;
  }
  return { speaker: null, topic: "", unknown: words[0]! };

  function named(name: string, topic: string): QuotesQuery {
    const speaker = speakerNamed(name.replaceAll("_", " "), speakers);
    return speaker
      ? { speaker: speaker.name, topic: topic.trim(), unknown: null }
      : { speaker: null, topic: topic.trim(), unknown: name };
  }
}
