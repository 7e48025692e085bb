import { cleanQuestion } from "../answer/clean-question.ts";
import type { Exchange } from "../answer/conversation.ts";
import type { Citation } from "../answer/reply.ts";
import { speakerNamed, speakersOf } from "../answer/speakers.ts";
import { metadataOf } from "../answer/verify.ts";
import type { App } from "../app.ts";
import { UserError } from "../errors.ts";
import type { Language } from "../interview/interview.ts";
import { languageOf } from "../retrieve/language.ts";
import { splitSpeakerOption } from "./speaker-option.ts";
import {
  renderContext,
  type RenderDeps,
  renderQuotes,
  renderReply,
  renderSummary,
  renderTopics,
} from "./render.ts";

export interface ChatTurn {
  readonly text: string;
  readonly quit: boolean;
}

/** One person's conversation at a terminal. Lines are handled one after another. */
export interface Chat {
  readonly welcome: string;
  handle(line: string): Promise<ChatTurn>;
}

export interface ChatDeps extends Pick<RenderDeps, "style"> {
  readonly app: App;
  readonly language: Language;
  /** Asked for anew with each reply, since a window changes its size. */
  readonly width: () => number;
}

export function createChat({ app, style, width, language: initial }: ChatDeps): Chat {
  const { messages } = app;
  let fixed: Language | null = null;
  let language = initial;
  let before: Exchange | null = null;
  let cited: readonly Citation[] = [];

  const render = (): RenderDeps => ({ ...app, style, width: width() });
  const say = (id: string, values?: Parameters<App["messages"]>[2]) =>
    messages(language, id, values);
  /** A topic says which language its reader reads; a bare command does not. */
  const follow = (text: string) => {
    if (text !== "") language = fixed ?? languageOf(text);
  };

  const commands: Record<string, (rest: string) => string | Promise<string>> = {
    async quotes(rest) {
      const { speaker: name, topic } = splitSpeakerOption(rest);
      if (topic === "") return say("chat-usage-quotes");
      follow(topic);
      const speakers = speakersOf(app.corpus);
      const speaker = name === null ? undefined : speakerNamed(name, speakers);
      if (name !== null && !speaker)
        return say("chat-unknown-speaker", {
          name,
          speakers: speakers.map((known) => known.name).join(", "),
        });
      const found = await app.findQuotes(topic, { speaker: speaker?.name });
      cited = found.quotes;
      return renderQuotes(found, language, render());
    },
    async summary(topic) {
      follow(topic);
      const summaries = await app.summaries({ language, ...(topic === "" ? {} : { topic }) });
      cited = summaries.flatMap(({ citations }) => citations);
      return summaries.map((summary) => renderSummary(summary, language, render())).join("\n\n");
    },
    topics: () => renderTopics(language, render()),
    help: () => say("chat-help"),
    context: (number) => {
      const citation = numbered(number);
      return typeof citation === "string" ? citation : renderContext(citation, render());
    },
    open: (number) => {
      const citation = numbered(number || "1");
      return typeof citation === "string" ? citation : linkOf(citation);
    },
    lang(wanted) {
      if (wanted === "auto") {
        fixed = null;
        return say("chat-language-auto");
      }
      if (wanted !== "zh" && wanted !== "en") return say("chat-unknown-language");
      language = fixed = wanted;
      return say("chat-language-set", { language: wanted === "zh" ? "中文" : "English" });
    },
  };

  function numbered(text: string): Citation | string {
    const number = Number(text);
    if (text === "" || !Number.isInteger(number)) return say("chat-context-usage");
    return cited.find(({ n }) => n === number) ?? say("chat-context-none", { number });
  }

  function linkOf({ interview: id }: Citation): string {
    const stored = app.corpus.interviews.find(({ interview }) => interview.id === id);
    const links = (["originalUrl", "url"] as const)
      .map((field) => metadataOf(stored?.interview.metadata ?? [], field))
      .filter((link) => link !== null);
    return links.length > 0 ? links.join("\n") : say("chat-no-source");
  }

  async function respond(line: string): Promise<string> {
    const [, name, rest] = /^\/(\S*)\s*(.*)$/su.exec(line) ?? [];
    if (name !== undefined) {
      const command = Object.hasOwn(commands, name.toLowerCase()) && commands[name.toLowerCase()];
      return command
        ? command(cleanQuestion(rest ?? ""))
        : say("chat-unknown-command", { command: cleanQuestion(`/${name}`).slice(0, 40) });
    }
    const { reply, exchange } = await app.ask(
      line,
      fixed ? { before, language: fixed } : { before },
    );
    language = reply.language;
    if (exchange) before = exchange;
    cited = reply.citations;
    return renderReply(reply, render());
  }

  return {
    get welcome() {
      const [first] = app.corpus.interviews;
      const title =
        metadataOf(first?.interview.metadata ?? [], "title") ?? first?.interview.id ?? "";
      return `${style.bold(say("chat-welcome", { title }))}\n${say("chat-hint")}`;
    },
    async handle(line) {
      const text = line.trim();
      if (text === "") return { text: "", quit: false };
      if (/^\/(?:quit|exit|q)$/iu.test(text)) return { text: say("chat-bye"), quit: true };
      try {
        return { text: await respond(text), quit: false };
      } catch (error) {
        // One question that fails must not end the conversation.
        return {
          text: error instanceof UserError ? error.message : say("chat-failed"),
          quit: false,
        };
      }
    },
  };
}
