import type { Span } from "../interview/interview.ts";
import type { Lexicon } from "../retrieve/lexicon.ts";
import type { ChatMessage } from "./chat-message.ts";
import { type DecisionCue, decisionIn } from "./decisions.ts";
import { kindOf, type MessageKind } from "./message-kind.ts";
import { type Term, termsOf } from "./message-terms.ts";
import { questionIn } from "./questions.ts";
import { type SurfaceToken, surfaceTokens } from "./surface-tokens.ts";

/** A message, and what is known of it from its words. */
export interface ReadMessage {
  readonly message: ChatMessage;
  readonly kind: MessageKind;
  readonly tokens: readonly SurfaceToken[];
  readonly terms: readonly Term[];
  /** The sentence that asks, and the one that decides. */
  readonly question: Span | null;
  readonly decision: DecisionCue | null;
}

export function readMessage(message: ChatMessage, lexicon: Lexicon): ReadMessage {
  const tokens = surfaceTokens(message.text, lexicon);
  const terms = termsOf(tokens, lexicon);
  return {
    message,
    tokens,
    terms,
    kind: kindOf(message, terms),
    question: questionIn(message.text),
    decision: decisionIn(message.text),
  };
}
