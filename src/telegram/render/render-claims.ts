import type { Mode } from "../../answer/reply.ts";
import type { Language } from "../../interview/interview.ts";
import type { RenderDeps } from "./attribution.ts";
import { type Block, textBlock } from "./block.ts";
import {
  claimBlocks,
  claimsThenQuotes,
  type Cited,
  leadBlocks,
  type LeadOptions,
} from "./claim-blocks.ts";
import { clip } from "./cut-text.ts";
import { layOut } from "./lay-out.ts";
import { layOutOne } from "./lay-out-one.ts";
import type { TelegramText } from "./telegram-text.ts";

/** How much room there is. */
export interface Room {
  /** Whether short quotes are folded, too. */
  readonly fold: boolean;
  /** Whether all must be one message, of which what does not fit is left out. */
  readonly single: boolean;
}

export interface ClaimsPage extends Cited {
  readonly mode: Mode;
  /** At most 300 UTF-16 units; may be empty, and so may the footer. */
  readonly head: TelegramText;
  readonly footer: TelegramText;
}

/** Claims and their quotes as one message or several. */
export function renderClaims(
  page: ClaimsPage,
  language: Language,
  deps: RenderDeps,
  { single, ...options }: Room & Omit<LeadOptions, "fold">,
): TelegramText[] {
  const { head, footer, mode } = page;
  const { fold } = options;
  const blocks =
    mode === "model"
      ? claimsThenQuotes(page, language, deps, fold)
      : leadBlocks(page, language, deps, options);
  const messages = layOut([...said(head), ...blocks], footer);
  if (!single || messages.length === 1) return messages;
  // Where only a part is shown, each claim has its quotes with it, and none takes the room of a quote.
  const claims = page.claims.map((one) => ({ ...one, text: clip(one.text, LONGEST_SHORT_CLAIM) }));
  const short = { claims, citations: page.citations };
  const fewer =
    mode === "model"
      ? claimBlocks(short, language, deps, fold)
      : leadBlocks(short, language, deps, options);
  return [layOutOne([...said(head), ...fewer], footer, language, deps.messages)];
}

/** In UTF-16 units; with its numbers, a claim then stays with its first quote. */
const LONGEST_SHORT_CLAIM = 500;

const said = (head: TelegramText): Block[] => (head.text === "" ? [] : [textBlock(head)]);
