import type { NameDeps } from "../answer/model/names-lacking.ts";
import type { Author, ChatMessage } from "./chat-message.ts";
import type {
  ChatWindow,
  DraftPoint,
  DraftThread,
  Excerpt,
  Recap,
  RecapClaim,
  RecapDraft,
  RecapLink,
  RecapThread,
} from "./recap.ts";
import { checkClaim } from "./check-claim.ts";

/**
 * Turns pointers into a recap. What a draft says of messages is only which; their words, authors and links are
 * read from the window here. What points outside the window, or out of the forum topic of its discussion, goes;
 * and so does a claim in a model's words that its messages do not support, and a discussion left with nothing.
 *
 * @param names what tells names apart in a model's words; without it there are none
 */
export function verifyRecap(
  draft: RecapDraft,
  { messages }: Pick<ChatWindow, "messages">,
  names: NameDeps | null = null,
): Pick<Recap, "mode" | "threads"> {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const people = new Map(messages.map(({ author }) => [author.key, author]));
  const check: Check | null =
    names && ((text, cited) => checkClaim(text, cited, [...people.values()], names));
  const threads = draft.threads.flatMap((thread) => verifyThread(thread, byId, check));
  return { mode: draft.mode, threads };
}

type Messages = ReadonlyMap<number, ChatMessage>;
type Check = (text: string, cited: readonly ChatMessage[]) => string | null;

function verifyThread(draft: DraftThread, window: Messages, check: Check | null): RecapThread[] {
  const first = draft.messages.map((id) => window.get(id)).find((found) => found !== undefined);
  if (!first) return [];
  const ids = [...new Set(draft.messages)].filter((id) => window.get(id)?.thread === first.thread);
  const own: Messages = new Map(ids.map((id) => [id, window.get(id)!]));
  const claims = draft.points.flatMap((point) => verifyPoint(point, own, check));
  const questions = draft.questions.flatMap((excerpt) => exactClaim(excerpt, own, false));
  const links = linksOf([...own.values()]);
  if (claims.length + questions.length === 0) return [];
  return [
    {
      title: draft.title.flatMap((part) => wordsOf(part, own)?.text ?? []).join(" · "),
      topic: first.thread,
      size: ids.length,
      messages: ids,
      authors: byCount([...own.values()]),
      claims,
      questions,
      links,
      quote: null,
    },
  ];
}

const verifyPoint = (point: DraftPoint, own: Messages, check: Check | null): RecapClaim[] =>
  point.kind === "excerpt"
    ? exactClaim(point.excerpt, own, point.decision)
    : modelClaim(point, own, check);

function exactClaim(excerpt: Excerpt, own: Messages, decision: boolean): RecapClaim[] {
  const words = wordsOf(excerpt, own);
  if (!words) return [];
  const { text, message } = words;
  return [{ text, exact: true, authors: [message.author], messages: [message.id], decision }];
}

/** The one place where the words of an excerpt come from. */
function wordsOf({ message: id, start, end }: Excerpt, own: Messages) {
  const message = own.get(id);
  const isInside = message && start >= 0 && start < end && end <= message.text.length;
  if (!isInside) return null;
  const text = message.text.slice(start, end);
  return text.isWellFormed() || !message.text.isWellFormed() ? { text, message } : null;
}

function modelClaim(
  { text, messages, decision }: Extract<DraftPoint, { kind: "claim" }>,
  own: Messages,
  check: Check | null,
): RecapClaim[] {
  const cited = [...new Set(messages)]
    .map((id) => own.get(id))
    .filter((found) => found !== undefined);
  const checked = check?.(text, cited) ?? null;
  if (checked === null) return [];
  const authors = [...new Map(cited.map(({ author }) => [author.key, author])).values()];
  return [{ text: checked, exact: false, authors, messages: cited.map(({ id }) => id), decision }];
}

function linksOf(messages: readonly ChatMessage[]): RecapLink[] {
  const byUrl = new Map<string, number[]>();
  for (const { id, links } of messages)
    for (const url of links) byUrl.set(url, [...(byUrl.get(url) ?? []), id]);
  return [...byUrl].map(([url, ids]) => ({ url, messages: ids }));
}

function byCount(messages: readonly ChatMessage[]): Author[] {
  const counts = new Map<string, { author: Author; count: number }>();
  for (const { author } of messages) {
    const known = counts.get(author.key);
    counts.set(author.key, { author: known?.author ?? author, count: (known?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count).map(({ author }) => author);
}
