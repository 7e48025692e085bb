import { InlineKeyboard } from "grammy";
import { citationCode } from "../answer/citation-code.ts";
import type { Citation, Reply, Topic } from "../answer/reply.ts";
import type { App } from "../app.ts";
import type { Language } from "../interview/interview.ts";

export interface KeyboardDeps {
  readonly app: App;
  readonly isGroup: boolean;
  /** The bot's user name, for links to it. */
  readonly username: string;
}

/** What the Bot API lets a button copy. */
const LONGEST_COPY = 256;
const SUGGESTIONS = 3;

/** Under an answer: its quotes in context, further ones, a verdict, and what may be asked next. */
export function answerKeyboard(reply: Reply, deps: KeyboardDeps): InlineKeyboard | undefined {
  const { app, isGroup } = deps;
  const { language, citations } = reply;
  const keyboard = new InlineKeyboard();
  if (reply.status === "answered") {
    const say = (id: string) => app.messages(language, id);
    contextButtons(keyboard, citations, language, deps);
    if (citations.length > 1) keyboard.row();
    keyboard.text(say("telegram-more"), "more").row();
    const [first] = citations;
    if (!isGroup && first && first.quote.length <= LONGEST_COPY)
      keyboard.copyText(say("telegram-copy"), first.quote);
    keyboard.text("👍", "vote:up").text("👎", "vote:down");
  }
  // A group wants its answer, not more of the bot.
  if (!isGroup) topicButtons(keyboard, suggestionsFor(reply, app), language);
  return keyboard.inline_keyboard.flat().length > 0 ? keyboard : undefined;
}

/** One button for each quote; in a group they lead to the private chat, where there is room. */
export function contextButtons(
  keyboard: InlineKeyboard,
  citations: readonly Citation[],
  language: Language,
  { app, isGroup, username }: KeyboardDeps,
): void {
  const named = citations.flatMap((citation) => {
    const code = citationCode(citation);
    return code === null ? [] : [{ n: citation.n, code }];
  });
  for (const { n, code } of named) {
    const label =
      named.length === 1
        ? app.messages(language, "telegram-in-context")
        : app.messages(language, "telegram-in-context-of", { n });
    if (isGroup) keyboard.url(label, quoteLink(username, code));
    else keyboard.text(label, `context:${code}`);
  }
}

export const quoteLink = (username: string, code: string): string =>
  `https://t.me/${username}?start=q_${code}`;

export function topicButtons(
  keyboard: InlineKeyboard,
  topics: readonly Topic[],
  language: Language,
): void {
  for (const topic of topics)
    keyboard.row().text(topicLabel(topic, language), `ask:${topic.start}`);
}

/** Longer ones are cut by the apps, in the middle of a word. */
const LONGEST_LABEL = 48;

export function topicLabel({ title, question }: Topic, language: Language): string {
  const words = title ?? question;
  const characters = Array.from(words);
  const label =
    characters.length > LONGEST_LABEL
      ? `${characters
          .slice(0, LONGEST_LABEL - 1)
          .join("")
          .trimEnd()}…`
      : words;
  return language === "en" ? label.charAt(0).toUpperCase() + label.slice(1) : label;
}

/** What was near to the question and what comes next in the interview, as far as it was not shown just now. */
function suggestionsFor({ citations, nearest, language, status }: Reply, app: App): Topic[] {
  if (status === "not_found") return nearest.slice(0, SUGGESTIONS);
  const first = citations[0];
  const stored = app.corpus.interviews.find(({ interview }) => interview.id === first?.interview);
  if (!first || !stored) return [];
  const asked = app.topics.of(stored, language).filter((topic) => isAnswered(topic, app));
  const place = asked.findIndex(({ question }) => question === first.question);
  const following = [...asked.slice(place + 1), ...asked.slice(0, Math.max(place, 0))];
  const shown = new Set(citations.map(({ question }) => question));
  const all = [...nearest.slice(0, 2), ...following].filter(
    (topic) => !shown.has(topic.question) && isAnswered(topic, app),
  );
  return all
    .filter(({ start }, index) => all.findIndex((other) => other.start === start) === index)
    .slice(0, SUGGESTIONS);
}

/** A question that somebody answers, rather than a paragraph. */
const isAnswered = ({ start }: Topic, { corpus }: App): boolean => {
  const sentence = corpus.sentence(start);
  return (
    sentence !== undefined &&
    sentence.in.interview.turns.some(({ answers }) => answers === sentence.sentence.turn)
  );
};
