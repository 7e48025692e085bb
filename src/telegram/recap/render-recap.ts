import type { Language } from "../../interview/interview.ts";
import { messageLink } from "../../recap/message-link.ts";
import { coverageOf, namesOf, periodOf } from "../../recap/recap-notes.ts";
import type { Recap, RecapClaim, RecapThread } from "../../recap/recap.ts";
import { quoteBlock, type RenderDeps } from "../render/attribution.ts";
import { type Block, textBlock } from "../render/block.ts";
import { clip } from "../render/cut-text.ts";
import { layOut } from "../render/lay-out.ts";
import { provenance } from "../render/provenance.ts";
import { bold, italic, join, link, plain, type TelegramText } from "../render/telegram-text.ts";
import { oneLine, passedOn, shownName } from "./passed-on.ts";

export interface MadeRecap extends Recap {
  /** The texts of the messages that it is made of, by their ids. */
  readonly said: ReadonlyMap<number, string>;
}

export interface RecapRoom {
  /** One message, with as many discussions as fit. */
  readonly single: boolean;
  /** An IANA name: in which times are shown. */
  readonly timeZone: string;
}

/** In UTF-16 units. */
const LONGEST_NAME = 60;
const LONGEST_TITLE = 120;
const LONGEST_ADDRESS = 60;
/** Of a message that a model's words are about and that no link leads to. */
const LONGEST_PROOF = 120;
const MOST_LINKS = 5;

/** What a group discussed. What people wrote is no quote of the interview, and so stands in no block quote. */
export function renderRecap(
  recap: MadeRecap,
  language: Language,
  deps: RenderDeps,
  { single, timeZone }: RecapRoom,
): TelegramText[] {
  const { messages } = deps;
  const period = periodOf(recap, language, messages, timeZone);
  const coverage = plain(
    [period, coverageOf(recap, language, messages)].filter((part) => part !== "").join(" · "),
  );
  const title = bold(shownName(recap.chat.name));
  if (recap.threads.length === 0) {
    const count = recap.covered + recap.skipped;
    const nothing = plain(messages(language, "recap-nothing", { count }));
    return [join([title, nothing, count > 0 ? coverage : plain("")], "\n\n")];
  }
  const fallback = recap.fallback
    ? italic(messages(language, `recap-fallback-${recap.fallback}`))
    : plain("");
  const upTo = (shown: number): TelegramText[] => {
    const threads = recap.threads.slice(0, shown);
    const more = recap.more + recap.threads.length - shown;
    const quotes = threads.flatMap(({ quote }) => (quote ? [quote] : []));
    const footer = join(
      [
        provenance(quotes, language, deps),
        plain(more > 0 ? messages(language, "recap-more", { count: more }) : ""),
        coverage,
      ],
      "\n",
    );
    const blocks = threads.flatMap((thread) => threadBlocks(thread, recap, language, deps));
    return layOut([textBlock(join([title, fallback], "\n")), ...blocks], footer);
  };
  if (!single) return upTo(recap.threads.length);
  let shown = recap.threads.length;
  while (shown > 1 && upTo(shown).length > 1) shown--;
  return upTo(shown).slice(0, 1);
}

function threadBlocks(
  thread: RecapThread,
  recap: MadeRecap,
  language: Language,
  deps: RenderDeps,
): Block[] {
  const { messages } = deps;
  const say = (id: string, values?: Record<string, string | number>) =>
    plain(messages(language, id, values));
  const authors = thread.authors.map(({ name, ...author }) => ({
    ...author,
    name: nameFor(name, language, deps),
  }));
  const names = namesOf(authors, language, messages);
  const pointOf = (claim: RecapClaim, mark: string) =>
    join([plain(mark), ...partsOf(claim, thread, recap, language, deps)], " ");
  const text = join(
    [
      bold(clip(oneLine(thread.title), LONGEST_TITLE)),
      say("recap-thread", { count: thread.size, names }),
      ...thread.claims.map((claim) => pointOf(claim, claim.decision ? "✓" : "•")),
      ...thread.questions.map((claim) => pointOf(claim, "❓")),
      ...furtherLinks(thread).map((url) =>
        join([plain("🔗"), link(clip(url, LONGEST_ADDRESS), url)], " "),
      ),
    ],
    "\n",
  );
  if (!thread.quote) return [textBlock(text)];
  const block = quoteBlock(thread.quote, language, deps, { fold: true, isNumbered: false });
  const above = join([say("telegram-recap-interview"), block.above], "\n");
  return [textBlock(text), { ...block, above, alone: above }];
}

/** What was shared, as far as it does not stand in a point already. */
function furtherLinks({ links, claims, questions }: RecapThread): string[] {
  const shown = [...claims, ...questions].map(({ text }) => text);
  return links
    .map(({ url }) => url)
    .filter((url) => /^https?:/iu.test(url) && URL.canParse(url))
    .filter((url) => !shown.some((text) => text.includes(url.replace(/^https?:\/\//iu, ""))))
    .slice(0, MOST_LINKS);
}

/** "Ann: her words", with her name leading to the message; a model's words are followed by what they are about. */
function partsOf(
  { text, exact, authors, messages }: RecapClaim,
  { topic }: RecapThread,
  { chat, said }: MadeRecap,
  language: Language,
  deps: RenderDeps,
): TelegramText[] {
  const addresses = messages.map((id) => messageLink(chat, id, topic));
  const first = addresses[0] ?? null;
  if (exact) {
    const name = nameFor(authors[0]?.name ?? "", language, deps);
    const linked = first === null ? bold(name) : link(name, first);
    return [join([linked, passedOn(text, first)], ": ")];
  }
  const proofs = messages.map((id, i) => {
    const address = addresses[i] ?? null;
    if (address !== null) return link(`[${i + 1}]`, address);
    return plain(`(${clip(oneLine(said.get(id) ?? ""), LONGEST_PROOF)})`);
  });
  return [passedOn(text, first), ...proofs];
}

/** Deleted accounts have no name. */
const nameFor = (name: string, language: Language, { messages }: RenderDeps): string =>
  clip(shownName(name), LONGEST_NAME) || messages(language, "telegram-recap-nameless");
