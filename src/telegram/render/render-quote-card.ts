import type { Citation } from "../../answer/reply.ts";
import type { Language } from "../../interview/interview.ts";
import { quoteBlock, type RenderDeps } from "./attribution.ts";
import { layOutOne } from "./lay-out-one.ts";
import { provenance } from "./provenance.ts";
import { join, link, plain, type TelegramText } from "./telegram-text.ts";

/** One quote by itself, to stand in any chat. `address` leads to the exchange around it. */
export function renderQuoteCard(
  citation: Citation,
  language: Language,
  deps: RenderDeps,
  address: string | null,
): TelegramText {
  const block = quoteBlock(citation, language, deps, { fold: false, isNumbered: false });
  const more =
    address === null ? plain("") : link(deps.messages(language, "render-in-context"), address);
  const footer = join([provenance([citation], language, deps), more], "\n");
  return layOutOne([block], footer, language, deps.messages);
}
