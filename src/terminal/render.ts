import wrapAnsi from "wrap-ansi";
import type { Corpus } from "../answer/corpus.ts";
import type { QuoteLookup } from "../answer/find-quotes.ts";
import type { Citation, Reply, Topic } from "../answer/reply.ts";
import type { Summary } from "../answer/summarise.ts";
import type { Topics } from "../answer/topics.ts";
import { metadataOf } from "../answer/verify.ts";
import type { Language } from "../interview/interview.ts";
import type { Messages } from "../locales/messages.ts";
import { contextOf } from "./context.ts";

export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  /** Around what is quoted, so that it stands out from what the bot says. */
  readonly quote: (text: string) => string;
}

export interface RenderDeps {
  readonly messages: Messages;
  readonly corpus: Corpus;
  readonly topics: Topics;
  readonly style: Style;
  /** In columns, of which a Chinese character takes two. */
  readonly width: number;
}

export function renderReply(reply: Reply, deps: RenderDeps): string {
  const { language } = reply;
  if (reply.status === "not_found")
    return lines([wrap(reply.message, deps.width), ...nearestLines(reply.nearest, language, deps)]);
  const byNumber = new Map(reply.citations.map((citation) => [citation.n, citation]));
  return lines([
    ...reply.claims.flatMap(({ text, citations }) => [
      deps.style.bold(wrap(text, deps.width)),
      ...citations.flatMap((n) => {
        const citation = byNumber.get(n)!;
        // The lead may have said it all already.
        const asked = citation.question !== null && !text.includes(citation.question);
        return quoteLines(citation, deps, [
          asked && askedLine(citation, language, deps),
          sectionLine(citation, language, deps),
        ]);
      }),
    ]),
    ...provenance(reply.citations, language, deps),
  ]);
}

export function renderQuotes(
  { quotes }: QuoteLookup,
  language: Language,
  deps: RenderDeps,
): string {
  if (quotes.length === 0) return deps.messages(language, "no-quotes");
  return lines([
    ...quotes.flatMap((hit) =>
      quoteLines(hit, deps, [
        voice(hit, language, deps),
        askedLine(hit, language, deps),
        sectionLine(hit, language, deps),
      ]),
    ),
    ...provenance(quotes, language, deps),
  ]);
}

export function renderSummary(summary: Summary, language: Language, deps: RenderDeps): string {
  if (summary.claims.length === 0) return deps.messages(language, "summary-nothing");
  const byNumber = new Map(summary.citations.map((citation) => [citation.n, citation]));
  let heading: string | null = null;
  const claims = summary.claims.flatMap(({ text, citations }) => {
    const cited = citations.map((n) => byNumber.get(n)!);
    const { section } = cited[0]!;
    const isNew = section !== heading;
    heading = section;
    const title = section === null ? "" : sectionTitle(cited[0]!, language, deps);
    return [
      ...(isNew ? ["", ...(title ? [deps.style.bold(`# ${title}`)] : [])] : []),
      wrap(text, deps.width),
      ...cited.flatMap((citation) => quoteLines(citation, deps, [])),
    ];
  });
  const title = summary.title === null ? [] : [deps.style.bold(wrap(summary.title, deps.width))];
  return lines([...title, ...claims, ...provenance(summary.citations, language, deps)]);
}

export function renderTopics(language: Language, deps: RenderDeps): string {
  return lines(
    deps.corpus.interviews.flatMap((stored) => {
      let heading: string | null = null;
      return deps.topics.of(stored, language).flatMap((topic) => {
        const isNew = topic.section !== heading;
        heading = topic.section;
        const title = topic.section && deps.topics.sectionTitle(stored, topic.section, language);
        const above = title ? ["", deps.style.bold(`# ${title}`)] : [""];
        return [...(isNew ? above : []), topicLine(topic, deps)];
      });
    }),
  );
}

/** `[1] the quote`, and dimmed under it where the words come from. */
function quoteLines(
  { n, quote }: Citation,
  { style, width }: RenderDeps,
  below: readonly (string | false | null)[],
): string[] {
  const mark = `  [${n}] `;
  const indent = " ".repeat(mark.length);
  const room = width - mark.length;
  const words = wrap(quote, room).split("\n");
  const where = below.filter((part) => typeof part === "string");
  return [
    ...words.map((line, i) => (i === 0 ? mark : indent) + style.quote(line)),
    ...where
      .flatMap((part) => wrap(part, room).split("\n"))
      .map((line) => indent + style.dim(line)),
  ];
}

const voice = (
  { speaker, quoted_speaker }: Citation,
  language: Language,
  { messages }: RenderDeps,
) =>
  speaker ??
  (quoted_speaker
    ? messages(language, "quoted", { speaker: quoted_speaker })
    : messages(language, "narration"));

const askedLine = ({ question }: Citation, language: Language, { messages }: RenderDeps) =>
  question && messages(language, "asked", { question });

const sectionLine = (citation: Citation, language: Language, deps: RenderDeps) =>
  citation.section &&
  deps.messages(language, "in-section", { section: sectionTitle(citation, language, deps) });

function sectionTitle(citation: Citation, language: Language, deps: RenderDeps): string {
  const stored = deps.corpus.interviews.find(
    ({ interview }) => interview.id === citation.interview,
  );
  const heading = citation.section ?? "";
  return stored ? deps.topics.sectionTitle(stored, heading, language) : heading;
}

/** Where the quoted words can be read, and that they are a translation where they are one; each once. */
function provenance(
  citations: readonly Citation[],
  language: Language,
  { corpus, messages, style }: RenderDeps,
): string[] {
  const ids = new Set(citations.map(({ interview }) => interview));
  const interviews = corpus.interviews.filter(({ interview }) => ids.has(interview.id));
  const notes = interviews.map(({ interview: { metadata } }) => {
    const url = metadataOf(metadata, "url");
    const original = metadataOf(metadata, "originalUrl");
    if (original) return messages(language, "translation", { url: original });
    return url && messages(language, "source", { url });
  });
  return [...new Set(notes)].filter((note) => note !== null).map((note) => style.dim(note));
}

function nearestLines(nearest: readonly Topic[], language: Language, deps: RenderDeps): string[] {
  if (nearest.length === 0) return [];
  return [deps.messages(language, "nearest"), ...nearest.map((topic) => topicLine(topic, deps))];
}

const LONGEST_TOPIC = 120;

/** The editor's title beside the question itself; a long one, such as a paragraph of prose, is cut short. */
function topicLine({ question, title }: Topic, { style, width }: RenderDeps): string {
  const characters = Array.from(question);
  const short =
    characters.length > LONGEST_TOPIC
      ? `${characters.slice(0, LONGEST_TOPIC).join("")}…`
      : question;
  const text = title === null ? short : `${title} ${style.dim(`— ${short}`)}`;
  return `  • ${wrap(text, width - 4).replaceAll("\n", "\n    ")}`;
}

/** Breaks at blanks where there are any, and anywhere in Chinese, which has none. */
const wrap = (text: string, columns: number): string =>
  wrapAnsi(text, Math.max(columns, 20), { hard: true, wordWrap: true, trim: true });

const lines = (parts: readonly string[]): string => parts.join("\n");

/** The exchange around a quote, with the quote itself standing out. */
export function renderContext(citation: Citation, { corpus, style, width }: RenderDeps): string {
  let speaker: string | null | undefined;
  return lines(
    contextOf(citation, corpus).flatMap((part) => {
      const label =
        part.speaker !== null && part.speaker !== speaker ? [style.bold(`${part.speaker}:`)] : [];
      speaker = part.speaker;
      const words = wrap(part.text, width - 4).split("\n");
      return [
        ...label,
        ...words.map((line) => (part.cited ? `  > ${style.quote(line)}` : `    ${line}`)),
      ];
    }),
  );
}

/** A whole answer on one line, for one question per line of input. */
export function renderReplyLine(reply: Reply): string {
  if (reply.status === "not_found") return reply.message;
  const quotes = new Map(reply.citations.map(({ n, quote }) => [n, quote]));
  return reply.claims
    .map(({ text, citations }) =>
      [text, ...citations.map((n) => `[${n}] ${quotes.get(n)!}`)].join(" "),
    )
    .join(" ");
}

export const renderQuotesLine = (
  { quotes }: QuoteLookup,
  language: Language,
  deps: RenderDeps,
): string =>
  quotes.length === 0
    ? deps.messages(language, "no-quotes")
    : quotes.map((hit) => `[${hit.n}] ${voice(hit, language, deps)}: ${hit.quote}`).join(" ");
