import type { Language } from "../../interview/interview.ts";
import type { Author } from "../../recap/chat-message.ts";
import { messageLink } from "../../recap/message-link.ts";
import { coverageOf, namesOf, periodOf } from "../../recap/recap-notes.ts";
import type { Recap, RecapClaim, RecapThread } from "../../recap/recap.ts";
import { quoteBlock, type RenderDeps } from "../render/attribution.ts";
import { type Block, textBlock } from "../render/block.ts";
import { clip } from "../render/cut-text.ts";
import { layOut } from "../render/lay-out.ts";
import { provenance } from "../render/provenance.ts";
import { bold, italic, join, link, plain, type TelegramText } from "../render/telegram-text.ts";

export interface RecapRoom {
  /** One message, with as many discussions as fit. */
  readonly single: boolean;
  /** An IANA name: in which times are shown. */
  readonly timeZone: string;
}

/** In UTF-16 units. */
const LONGEST_NAME = 60;
const LONGEST_TITLE = 120;

/** What a group discussed. What people wrote is no quote of the interview, and so stands in no block quote. */
export function renderRecap(
  recap: Recap,
  language: Language,
  deps: RenderDeps,
  { single, timeZone }: RecapRoom,
): TelegramText[] {
  const { messages } = deps;
  const heading = [recap.chat.name, periodOf(recap, language, messages, timeZone)];
  const title = bold(heading.filter((part) => part !== "").join(" · "));
  if (recap.threads.length === 0) {
    const count = recap.covered + recap.skipped;
    return [join([title, plain(messages(language, "recap-nothing", { count }))], "\n\n")];
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
        plain(more > 0 ? messages(language, "recap-more", { count: more }) : ""),
        plain(coverageOf(recap, language, messages)),
        provenance(quotes, language, deps),
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
  recap: Recap,
  language: Language,
  deps: RenderDeps,
): Block[] {
  const { messages } = deps;
  const say = (id: string, values?: Record<string, string | number>) =>
    plain(messages(language, id, values));
  const names = namesOf(thread.authors, language, messages);
  const text = join(
    [
      bold(clip(thread.title, LONGEST_TITLE)),
      say("recap-thread", { count: thread.size, names }),
      ...thread.claims.map((claim) => pointOf(claim, thread, recap, claim.decision ? "✓" : "•")),
      ...thread.questions.map((claim) => pointOf(claim, thread, recap, "?")),
      ...thread.links.map(({ url }) =>
        join([plain("🔗"), link(clip(url, LONGEST_NAME), url)], " "),
      ),
      ...(thread.quote ? [say("telegram-recap-interview")] : []),
    ],
    "\n",
  );
  const quote = thread.quote
    ? [quoteBlock(thread.quote, language, deps, { fold: true, isNumbered: false })]
    : [];
  return [textBlock(text), ...quote];
}

/** "• Ann: her words", with her name leading to the message; a model's words are followed by what they are about. */
function pointOf(
  { text, exact, authors, messages }: RecapClaim,
  { topic }: RecapThread,
  { chat }: Recap,
  mark: string,
): TelegramText {
  const addresses = messages.map((id) => messageLink(chat, id, topic));
  const linked = (words: string, address: string | null | undefined) =>
    address ? link(words, address) : bold(words);
  if (!exact) {
    const numbers = addresses.flatMap((address, i) =>
      address ? [link(`[${i + 1}]`, address)] : [],
    );
    return join([plain(mark), plain(text), ...numbers], " ");
  }
  const name = clip(nameOf(authors), LONGEST_NAME);
  return join([plain(mark), join([linked(name, addresses[0]), plain(text)], ": ")], " ");
}

const nameOf = (authors: readonly Author[]): string => authors.map(({ name }) => name).join(", ");
