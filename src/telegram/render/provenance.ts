import { type Source, sourcesOf } from "../../answer/notes.ts";
import type { Citation } from "../../answer/reply.ts";
import type { Language } from "../../interview/interview.ts";
import type { RenderDeps } from "./attribution.ts";
import { clip } from "./cut-text.ts";
import { join, link, plain, type TelegramText } from "./telegram-text.ts";

/** More links than this at the end of an answer are not read, and a single message has no room for them. */
const MOST_SOURCES = 3;
/** In UTF-16 units; Telegram takes about 9,500 for all that a message's entities carry. */
const LONGEST_ADDRESS = 500;
const LONGEST_SITE = 60;

/** Where the quoted words can be read, and that they are a translation where they are one; a line each. */
export function provenance(
  citations: readonly Citation[],
  language: Language,
  deps: RenderDeps,
): TelegramText {
  const sources = sourcesOf(citations, deps).slice(0, MOST_SOURCES);
  return join(
    sources.map((source) => sourceLine(source, language, deps)),
    "\n",
  );
}

/** Its site stands in the place of the address, and leads there. */
function sourceLine({ id, url }: Source, language: Language, { messages }: RenderDeps) {
  const [before = "", after = ""] = messages(language, id, { url: PLACE }).split(PLACE);
  const line = [sited(url), plain(after)];
  // The words of a message end in white space only before the address.
  return before === ""
    ? join(line, "")
    : join([plain(before), ...line], / $/u.test(before) ? " " : "");
}

/** Stands in no message. */
const PLACE = "\ue000";

function sited(url: string): TelegramText {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || !/^https?:$/u.test(parsed.protocol)) return plain(clip(url, LONGEST_SITE));
  const site = clip(parsed.hostname.replace(/^www\./u, ""), LONGEST_SITE);
  return parsed.href.length > LONGEST_ADDRESS ? plain(site) : link(site, parsed.href);
}
