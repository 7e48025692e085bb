import type { Corpus } from "../answer/corpus.ts";
import type { QuoteLookup } from "../answer/find-quotes.ts";
import type { Citation, Reply, Topic } from "../answer/reply.ts";
import type { Summary } from "../answer/summarise.ts";
import type { Topics } from "../answer/topics.ts";
import { metadataOf } from "../answer/verify.ts";
import type { Language } from "../interview/interview.ts";
import type { Messages } from "../locales/messages.ts";
import { contextOf } from "../answer/context.ts";
import { type Layout, layoutOf, type Look } from "./layout.ts";
import {
  askedNote,
  interviewNote,
  sectionNote,
  sectionTitle,
  told,
  voice,
} from "../answer/notes.ts";
import { provenance, provenanceLine } from "./render-notes.ts";
import { printable } from "./printable.ts";

export interface RenderDeps extends Look {
  readonly messages: Messages;
  readonly corpus: Corpus;
  readonly topics: Topics;
}

export function renderReply(reply: Reply, deps: RenderDeps): string {
  const { language } = reply;
  const show = layoutOf(deps, language, deps.messages);
  const why = fallbackNote(reply, deps);
  if (reply.status === "not_found")
    return lines([
      ...show.text(reply.message),
      ...nearestLines(reply, deps, show),
      ...(why ? ["", ...show.text(why)] : []),
    ]);
  return lines([
    ...[why, reply.message].filter(Boolean).flatMap((note) => [...show.text(note), ""]),
    ...claimLines(reply, deps, show),
    ...provenance(reply.citations, language, deps, show),
  ]);
}

/** What of a reply that is still being composed will stay as it is. */
export const renderPart = (reply: Reply, deps: RenderDeps): string =>
  lines(claimLines(reply, deps, layoutOf(deps, reply.language, deps.messages)));

function claimLines({ mode, claims, citations, language }: Reply, deps: RenderDeps, show: Layout) {
  const byNumber = new Map(citations.map((citation) => [citation.n, citation]));
  return claims.flatMap((claim, i) => [
    ...(i === 0 ? [] : [""]),
    ...show.lead(claim.text),
    ...claim.citations.flatMap((n) => {
      const citation = byNumber.get(n)!;
      const { quote, translation: text } = citation;
      // The lead may have said it all already.
      const asked = citation.question !== null && !claim.text.includes(citation.question);
      return show.quote(
        n,
        quote,
        told([
          text !== undefined && deps.messages(language, "render-translated", { text }),
          // The lead of an extractive answer says whose words follow; a model's claim need not.
          mode === "model" && voice(citation, language, deps),
          asked && askedNote(citation, language, deps),
          sectionNote(citation, language, deps),
          interviewNote(citation, language, deps),
        ]),
      );
    }),
  ]);
}

/** Why there is no model's answer though there was to be one. */
const fallbackNote = (
  { fallback, language }: Reply,
  { messages }: Pick<RenderDeps, "messages">,
): string => (fallback ? messages(language, `render-fallback-${fallback}`) : "");

export function renderQuotes(
  { quotes }: QuoteLookup,
  language: Language,
  deps: RenderDeps,
): string {
  const show = layoutOf(deps, language, deps.messages);
  if (quotes.length === 0)
    return lines(show.text(deps.messages(language, nothingFound(deps, "no-quotes"))));
  return lines([
    ...quotes.flatMap((hit) =>
      show.quote(
        hit.n,
        hit.quote,
        told([
          voice(hit, language, deps),
          askedNote(hit, language, deps),
          sectionNote(hit, language, deps),
          interviewNote(hit, language, deps),
        ]),
      ),
    ),
    ...provenance(quotes, language, deps, show),
  ]);
}

export function renderSummary(summary: Summary, language: Language, deps: RenderDeps): string {
  const show = layoutOf(deps, language, deps.messages);
  if (summary.claims.length === 0)
    return lines(show.text(deps.messages(language, nothingFound(deps, "summary-nothing"))));
  const byNumber = new Map(summary.citations.map((citation) => [citation.n, citation]));
  const sections = sectioned(show);
  const claims = summary.claims.flatMap(({ text, citations }) => {
    const cited = citations.map((n) => byNumber.get(n)!);
    const first = cited[0]!;
    return [
      ...sections.above(first.section, first.section && sectionTitle(first, language, deps)),
      ...show.text(text),
      ...cited.flatMap(({ n, quote }) => show.quote(n, quote, [])),
    ];
  });
  const title = summary.title === null ? [] : show.lead(summary.title);
  return lines([...title, ...claims, ...provenance(summary.citations, language, deps, show)]);
}

export function renderTopics(language: Language, deps: RenderDeps): string {
  const show = layoutOf(deps, language, deps.messages);
  const { interviews } = deps.corpus;
  if (interviews.length === 0) return lines(show.text(deps.messages(language, "library-empty")));
  return lines(
    interviews.flatMap((stored) => {
      const title = metadataOf(stored.interview.metadata, "title");
      const sections = sectioned(show);
      return [
        ...(interviews.length > 1 ? show.lead(title ?? stored.interview.id) : []),
        ...deps.topics.of(stored, language).flatMap((topic) => {
          const { section } = topic;
          const heading = section && deps.topics.sectionTitle(stored, section, language);
          return [...sections.above(section, heading), ...topicLines(topic, show)];
        }),
      ];
    }),
  ).replace(/^\n/u, "");
}

/** The exchange around a quote, with the quote itself standing out. */
export function renderContext(citation: Citation, language: Language, deps: RenderDeps): string {
  const show = layoutOf(deps, language, deps.messages);
  let speaker: string | null | undefined;
  return lines(
    contextOf(citation, deps.corpus).flatMap((part) => {
      const isNew = part.speaker !== null && part.speaker !== speaker;
      speaker = part.speaker;
      return [
        ...(isNew
          ? show.lead(deps.messages(language, "lead-speaker", { speaker: part.speaker }))
          : []),
        ...show.passage(part.text, part.cited ? citation.n : null),
      ];
    }),
  );
}

/** Where a quote can be read: what is quoted, and what that was translated from. */
export function renderLinks(citation: Citation, language: Language, deps: RenderDeps): string {
  const { messages, corpus } = deps;
  const show = layoutOf(deps, language, messages);
  const stored = corpus.interviews.find(({ interview }) => interview.id === citation.interview);
  const links = (["originalUrl", "url"] as const).flatMap((field) => {
    const url = metadataOf(stored?.interview.metadata ?? [], field);
    const label = messages(language, field === "url" ? "open-url" : "open-original-url");
    return url === null ? [] : [...show.text(label), ...show.address(url)];
  });
  return lines(links.length > 0 ? links : show.text(messages(language, "chat-no-source")));
}

/** A whole answer on one line, for one question per line of input. */
export function renderReplyLine(
  reply: Reply,
  deps: Pick<RenderDeps, "corpus" | "messages">,
): string {
  const why = fallbackNote(reply, deps);
  if (reply.status === "not_found")
    return printable([reply.message, why].filter(Boolean).join(" "));
  const { mode, language } = reply;
  const quotes = new Map(
    reply.citations.map((citation) => {
      const whose = mode === "model" ? `${voice(citation, language, deps)}: ` : "";
      return [citation.n, `${whose}${citation.quote}`];
    }),
  );
  const claims = reply.claims.map(({ text, citations }) =>
    [text, ...citations.map((n) => `[${n}] ${quotes.get(n)!}`)].join(" "),
  );
  const said = [why, reply.message, ...claims].filter(Boolean).join(" ");
  return printable(said + provenanceLine(reply.citations, reply.language, deps));
}

export function renderQuotesLine(
  { quotes }: QuoteLookup,
  language: Language,
  deps: RenderDeps,
): string {
  if (quotes.length === 0) return deps.messages(language, nothingFound(deps, "no-quotes"));
  const hits = quotes.map((hit) => `[${hit.n}] ${voice(hit, language, deps)}: ${hit.quote}`);
  return printable(hits.join(" ") + provenanceLine(quotes, language, deps));
}

/** A blank line and a heading wherever the section changes. */
function sectioned(show: Layout) {
  let current: string | null = null;
  return {
    above(section: string | null, title: string | null): string[] {
      if (section === current) return [];
      current = section;
      return ["", ...(title ? show.heading(title) : [])];
    },
  };
}

function nearestLines({ nearest, language }: Reply, deps: RenderDeps, show: Layout): string[] {
  if (nearest.length === 0) return [];
  const lead = show.text(deps.messages(language, "nearest"));
  return ["", ...lead, ...nearest.flatMap((topic) => topicLines(topic, show))];
}

const LONGEST_TOPIC = 120;

/** The editor's title beside the question itself; a long one, such as a paragraph of prose, is cut short. */
function topicLines({ question, title }: Topic, show: Layout): string[] {
  const characters = Array.from(question);
  const short =
    characters.length > LONGEST_TOPIC
      ? `${characters.slice(0, LONGEST_TOPIC).join("")}…`
      : question;
  return show.topic(short, title);
}

const lines = (parts: readonly string[]): string => parts.join("\n");

/** An empty library says nothing on anything; that it is empty is what its reader must know. */
const nothingFound = ({ corpus }: Pick<RenderDeps, "corpus">, id: string): string =>
  corpus.interviews.length === 0 ? "library-empty" : id;
