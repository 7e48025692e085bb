import type { Reply } from "../../answer/reply.ts";
import type { RenderDeps } from "./attribution.ts";
import { clip } from "./cut-text.ts";
import { provenance } from "./provenance.ts";
import { renderClaims, type Room } from "./render-claims.ts";
import { bold, italic, join, plain, type TelegramText } from "./telegram-text.ts";
import { topicLine } from "./topic-line.ts";

/** The messages that a reply becomes, in order; at least one. */
export function renderReply(reply: Reply, deps: RenderDeps, room: Room): TelegramText[] {
  const { language, mode, claims, citations } = reply;
  const head = plain(clip(reply.message, LONGEST_MESSAGE));
  const why = reply.fallback ? deps.messages(language, `render-fallback-${reply.fallback}`) : "";
  if (reply.status === "not_found")
    return [join([head, nearest(reply, deps), italic(why)], "\n\n")];
  const footer = join([italic(why), provenance(citations, language, deps)], "\n");
  const page = { head, footer, mode, claims, citations };
  return renderClaims(page, language, deps, { ...room, style: bold });
}

/** In UTF-16 units; the bot's own sentences are far shorter. */
const LONGEST_MESSAGE = 300;
/** That so many fit with a message is certain. */
const MOST_TOPICS = 8;

function nearest({ nearest: topics, language }: Reply, { messages }: RenderDeps): TelegramText {
  if (topics.length === 0) return plain("");
  const lines = topics.slice(0, MOST_TOPICS).map((topic) => topicLine("•", topic));
  return join([plain(messages(language, "nearest")), ...lines], "\n");
}
