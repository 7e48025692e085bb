import type { Citation } from "../../answer/reply.ts";
import type { Language } from "../../interview/interview.ts";
import { quoteBlock, type RenderDeps } from "./attribution.ts";
import { textBlock } from "./block.ts";
import { clip } from "./cut-text.ts";
import { layOutOne } from "./lay-out-one.ts";
import { provenance } from "./provenance.ts";
import { bold, join, plain, type TelegramText } from "./telegram-text.ts";

export interface QuotesPage {
  /** Those of this page. */
  readonly quotes: readonly Citation[];
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  /** The topic that was looked up. */
  readonly query: string;
  /** Whose words alone were looked for. */
  readonly speaker: string | null;
}

/** In UTF-16 units. */
const LONGEST_TOPIC = 80;

/** One message with the quotes of a page, or that there are none. */
export function renderQuotesPage(
  { quotes, page, pages, query, speaker }: QuotesPage,
  language: Language,
  deps: RenderDeps,
): TelegramText {
  const { messages, corpus } = deps;
  if (quotes.length === 0)
    return plain(
      messages(language, corpus.interviews.length === 0 ? "library-empty" : "no-quotes"),
    );
  const topic = clip(query.replace(/\s+/gu, " ").trim(), LONGEST_TOPIC);
  const title =
    speaker === null
      ? messages(language, "render-quotes-title", { topic })
      : messages(language, "render-quotes-title-by", {
          topic,
          speaker: clip(speaker, LONGEST_TOPIC),
        });
  const place = pages > 1 ? messages(language, "render-page", { page, pages }) : "";
  const head = join([bold(title), plain(place)], " · ");
  const blocks = quotes.map((quote) => quoteBlock(quote, language, deps, { fold: false }));
  const footer = provenance(quotes, language, deps);
  return layOutOne([textBlock(head), ...blocks], footer, language, messages);
}
