import { contextOf } from "../../answer/context.ts";
import { interviewNote, interviewOf, sectionTitle } from "../../answer/notes.ts";
import type { Citation } from "../../answer/reply.ts";
import type { Language } from "../../interview/interview.ts";
import { goesOn, isLong, quoteBlock, type RenderDeps, translationOf } from "./attribution.ts";
import { type Block, textBlock } from "./block.ts";
import { clip } from "./cut-text.ts";
import { layOut } from "./lay-out.ts";
import { provenance } from "./provenance.ts";
import { bold, join, plain, type TelegramText } from "./telegram-text.ts";

/** In UTF-16 units. */
const LONGEST_TITLE = 150;
const LONGEST_NAME = 120;

/** The exchange around a quote in the words of the source, with the quote standing out; at least one message. */
export function renderContext(
  citation: Citation,
  language: Language,
  deps: RenderDeps,
): TelegramText[] {
  const footer = provenance([citation], language, deps);
  const exchange = exchangeBlocks(citation, language, deps);
  if (exchange.length === 0) {
    const alone = { fold: false, isNumbered: false };
    return layOut([quoteBlock(citation, language, deps, alone)], footer);
  }
  const title = titleOf(citation, language, deps);
  return layOut([...(title.text === "" ? [] : [textBlock(title)]), ...exchange], footer);
}

function exchangeBlocks(citation: Citation, language: Language, deps: RenderDeps): Block[] {
  const { messages, corpus } = deps;
  const parts = contextOf(citation, corpus);
  return parts.map(({ speaker, text, cited }, i): Block => {
    const who = bold(leadOfSpeaker(speaker, citation, language, deps));
    const mark = plain(cited ? messages(language, "render-this-quote") : "");
    const before = parts[i - 1];
    const isSame = before !== undefined && before.speaker === speaker;
    const name = plain(who.text.replace(/[:：]$/u, ""));
    const continued = join([goesOn(name, language, deps), mark], "\n");
    return {
      kind: "quote",
      quote: text,
      // The quote itself is what the reader came for.
      isFolded: !cited && isLong(text),
      above: isSame ? mark : join([who, mark], "\n"),
      alone: isSame ? continued : join([who, mark], "\n"),
      continued,
      below: cited ? translationOf(citation, language, deps) : plain(""),
    };
  });
}

function leadOfSpeaker(
  name: string | null,
  { interview }: Citation,
  language: Language,
  { messages, corpus }: RenderDeps,
): string {
  if (name === null) return messages(language, "lead-narrator");
  const speaker = clip(name, LONGEST_NAME);
  const speakers = interviewOf({ interview }, corpus)?.interview.speakers ?? [];
  const isInterviewer = speakers.find((one) => one.name === name)?.role === "interviewer";
  return messages(language, isInterviewer ? "lead-interviewer" : "lead-speaker", { speaker });
}

/** What the exchange is about, in the reader's language, and in which interview it was where there are several. */
function titleOf(citation: Citation, language: Language, deps: RenderDeps): TelegramText {
  const sentence = deps.corpus.sentence(citation.sentences[0] ?? "");
  const titles = [
    sectionTitle(citation, language, deps),
    (sentence && deps.topics.titleOf(sentence, language)) ?? "",
  ];
  const note = plain(clip(interviewNote(citation, language, deps) ?? "", LONGEST_TITLE));
  return join([bold(clip(titles.filter(Boolean).join(" · "), LONGEST_TITLE)), note], "\n");
}
