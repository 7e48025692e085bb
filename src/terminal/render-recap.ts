import type { Corpus } from "../answer/corpus.ts";
import type { Citation } from "../answer/reply.ts";
import type { Language } from "../interview/interview.ts";
import type { Messages } from "../locales/messages.ts";
import { claimText } from "../recap/claim-text.ts";
import { messageLink } from "../recap/message-link.ts";
import { coverageOf, namesOf, periodOf } from "../recap/recap-notes.ts";
import type { Recap, RecapClaim, RecapThread } from "../recap/recap.ts";
import { layoutOf, type Look } from "./layout.ts";
import { provenance } from "./render-notes.ts";
import { printable } from "./printable.ts";
import { wrap } from "./wrap.ts";

export interface RecapRenderDeps extends Look {
  readonly messages: Messages;
  readonly corpus: Corpus;
  /** An IANA name: in which times are shown. */
  readonly timeZone: string;
}

/** A recap for people: by discussion what was said, decided and left open, with the address of each message. */
export function renderRecap(recap: Recap, language: Language, deps: RecapRenderDeps): string {
  const show = sheet(deps);
  const { threads, covered, skipped } = recap;
  const title = [
    printable(recap.chat.name),
    periodOf(recap, language, deps.messages, deps.timeZone),
  ].filter((part) => part !== "");
  const say = (id: string, values?: Record<string, string | number>) =>
    deps.messages(language, id, values);
  if (threads.length === 0)
    return [
      ...show.heading(title.join(" · ")),
      ...show.text(say("recap-nothing", { count: covered + skipped })),
      ...(skipped > 0 ? ["", ...show.note(coverageOf(recap, language, deps.messages))] : []),
    ].join("\n");
  const fallback =
    recap.fallback === undefined ? [] : show.note(say(`recap-fallback-${recap.fallback}`));
  const quotes = threads.flatMap(({ quote }) => quote ?? []);
  const layout = layoutOf(deps, language, deps.messages);
  const more = recap.more > 0 ? show.note(say("recap-more", { count: recap.more })) : [];
  return [
    ...show.heading(title.join(" · ")),
    ...fallback,
    ...threads.flatMap((thread) => ["", ...threadLines(thread, recap, language, deps)]),
    ...provenance(quotes, language, deps, layout),
    "",
    ...more,
    ...show.note(coverageOf(recap, language, deps.messages)),
  ].join("\n");
}

function threadLines(
  thread: RecapThread,
  { chat }: Recap,
  language: Language,
  deps: RecapRenderDeps,
): string[] {
  const show = sheet(deps);
  const { messages } = deps;
  const names = namesOf(thread.authors, language, messages);
  const point = (claim: RecapClaim, text: string) => [
    ...show.point(text),
    ...claim.messages.flatMap((id) => {
      const link = messageLink(chat, id, thread.topic);
      return link === null ? [] : show.address(link);
    }),
  ];
  return [
    ...show.heading(`# ${thread.title}`),
    ...show.note(messages(language, "recap-thread", { count: thread.size, names })),
    ...thread.claims.flatMap((claim) => {
      const text = claimText(claim, language, messages);
      return point(claim, claim.decision ? messages(language, "recap-decision", { text }) : text);
    }),
    ...thread.questions.flatMap((claim) =>
      point(
        claim,
        messages(language, "recap-question", { text: claimText(claim, language, messages) }),
      ),
    ),
    ...thread.links.flatMap(({ url }) => show.point(messages(language, "recap-link", { url }))),
    ...(thread.quote ? quoteLines(thread.quote, language, deps) : []),
  ];
}

function quoteLines(quote: Citation, language: Language, deps: RecapRenderDeps): string[] {
  const show = sheet(deps);
  const speaker = quote.speaker ?? quote.quoted_speaker;
  const lead =
    speaker === null
      ? deps.messages(language, "recap-quote-narrated")
      : deps.messages(language, "recap-quote", { speaker });
  return [...show.point(lead), ...show.quote(quote.quote)];
}

/** Lines of the window; for screen readers words alone, each thing on one line. */
function sheet({ style, width, plain }: Look) {
  const lines = (text: string, room: number) =>
    plain ? [printable(text).trim()] : wrap(text, room);
  const under = (text: string, indent: string, as = (line: string) => line) =>
    lines(text, width - indent.length).map((line) => (plain ? "" : indent) + as(line));
  return {
    text: (text: string) => lines(text, width),
    heading: (text: string) => lines(text, width).map(style.bold),
    note: (text: string) => lines(text, width).map(style.dim),
    point: (text: string) =>
      under(text, "    ").map((line, i) => (i === 0 && !plain ? `  • ${line.slice(4)}` : line)),
    address: (url: string) => under(url, "    ", style.dim),
    quote: (text: string) => under(text, "    ", style.quote),
  };
}
