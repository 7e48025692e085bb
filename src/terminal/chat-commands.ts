import type { Exchange } from "../answer/conversation.ts";
import type { Citation } from "../answer/reply.ts";
import { parseQuotesQuery } from "../answer/parse-quotes-query.ts";
import { speakersOf } from "../answer/speakers.ts";
import type { App } from "../app.ts";
import type { Language } from "../interview/interview.ts";
import { languageOf } from "../retrieve/language.ts";
import type { ChatHistory } from "./chat-history.ts";
import type { ChatTurn } from "./chat.ts";
import type { CommandName } from "./command-names.ts";
import { renderHelp } from "./help.ts";
import {
  renderContext,
  type RenderDeps,
  renderLinks,
  renderQuotes,
  renderSummary,
  renderTopics,
} from "./render.ts";

/** What a conversation remembers. */
export interface Conversation {
  language: Language;
  /** Set with `/lang`; otherwise replies follow the language of the question. */
  fixed: Language | null;
  before: Exchange | null;
  /** The quotes that were shown last, for `/context` and `/open`. */
  cited: readonly Citation[];
  plain: boolean;
}

export interface CommandDeps {
  readonly app: App;
  readonly talk: Conversation;
  readonly history: ChatHistory;
  readonly look: () => RenderDeps;
  /** A message as lines of text. */
  readonly say: (id: string, values?: Parameters<App["messages"]>[2]) => string;
}

/** Rejects when the person gave up; what it was to change is then left as it was. */
export type Waiting = <Result>(work: Promise<Result>) => Promise<Result>;

type Outcome = string | ChatTurn;
type Command = (rest: string, waitFor: Waiting) => Outcome | Promise<Outcome>;

export function createCommands(deps: CommandDeps): Record<CommandName, Command> {
  const { app, talk, history, look, say } = deps;
  /** A topic says which language its reader reads; a bare command does not. */
  const follow = (topic: string) => {
    if (topic !== "") talk.language = talk.fixed ?? languageOf(topic);
  };

  function aboutQuote(number: string, render: typeof renderContext): string {
    // As it stands before the quote, [2], or with the wide digits of a Chinese input method.
    const n = Number(number.normalize("NFKC").replace(/^[[#]|\]$/gu, ""));
    if (number === "" || !Number.isInteger(n)) return say("chat-context-usage");
    const citation = talk.cited.find((one) => one.n === n);
    return citation
      ? render(citation, talk.language, look())
      : say("chat-context-none", { number: n });
  }

  return {
    async quotes(rest, waitFor) {
      const speakers = speakersOf(app.corpus);
      const { speaker, topic, unknown } = parseQuotesQuery(rest, speakers);
      if (unknown !== null)
        return say("chat-unknown-speaker", {
          name: unknown,
          speakers: speakers.map((known) => known.name).join(", "),
        });
      if (topic === "") return say("chat-usage-quotes");
      follow(topic);
      const found = await waitFor(app.findQuotes(topic, speaker === null ? {} : { speaker }));
      talk.cited = found.quotes;
      return renderQuotes(found, talk.language, look());
    },
    async summary(topic, waitFor) {
      follow(topic);
      const { language } = talk;
      const wanted = { language, ...(topic === "" ? {} : { topic }) };
      const summaries = await waitFor(app.summaries(wanted));
      if (summaries.length === 0) return say("library-empty");
      talk.cited = summaries.flatMap(({ citations }) => citations);
      return summaries.map((summary) => renderSummary(summary, language, look())).join("\n\n");
    },
    topics: () => renderTopics(talk.language, look()),
    context: (number) => aboutQuote(number, renderContext),
    open: (number) => aboutQuote(number || "1", renderLinks),
    lang(wanted) {
      if (wanted === "auto") {
        talk.fixed = null;
        return say("chat-language-auto");
      }
      if (wanted !== "zh" && wanted !== "en") return say("chat-unknown-language");
      talk.language = talk.fixed = wanted;
      return say("chat-language-set", { language: wanted === "zh" ? "中文" : "English" });
    },
    plain() {
      talk.plain = !talk.plain;
      return say(talk.plain ? "chat-plain-on" : "chat-plain-off");
    },
    async history(wanted) {
      if (wanted === "clear" || wanted === "off") {
        const done = wanted === "clear" ? await history.clear() : await history.keep(false);
        const text = say(done ? `chat-history-${wanted}` : "chat-history-unwritable");
        return { text, quit: false, forget: true };
      }
      if (wanted === "on")
        return say((await history.keep(true)) ? "chat-history-kept" : "chat-history-unwritable");
      return say((await history.isKept()) ? "chat-history-kept" : "chat-history-off");
    },
    help: () => renderHelp(talk.language, look()),
    quit: () => ({ text: say("chat-bye"), quit: true }),
  };
}
