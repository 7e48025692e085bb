import { cleanQuestion } from "../answer/clean-question.ts";
import { unlessAborted } from "../answer/model/unless-aborted.ts";
import { speakersOf } from "../answer/speakers.ts";
import { metadataOf } from "../answer/verify.ts";
import type { App } from "../app.ts";
import { UserError } from "../errors.ts";
import type { Language } from "../interview/interview.ts";
import { type Conversation, createCommands, type Waiting } from "./chat-commands.ts";
import type { CommandName } from "./command-names.ts";
import type { ChatHistory } from "./chat-history.ts";
import { complete, type Completion } from "./completion.ts";
import { layoutOf, type Look } from "./layout.ts";
import { type RenderDeps, renderPart, renderReply } from "./render.ts";
import { plainStyle } from "./styles.ts";

export interface ChatTurn {
  readonly text: string;
  readonly quit: boolean;
  /** What was typed before is to be forgotten, also by the arrow keys. */
  readonly forget?: boolean;
}

/** One person's conversation at a terminal. Lines are handled one after another. */
export interface Chat {
  readonly welcome: string;
  readonly prompt: string;
  /** Whether a screen reader may be reading: no effects. */
  readonly plain: boolean;
  /** A message that the chat's own keys need. */
  message(id: "chat-bye" | "chat-leave-hint" | "chat-cancelled"): string;
  complete(line: string): Completion;
  /**
   * Never fails. An aborted turn says nothing and leaves the conversation as it was. `onPart` gets a text that
   * is still being composed, each time as far as it goes; the turn's own text may be another.
   */
  handle(line: string, signal?: AbortSignal, onPart?: (text: string) => void): Promise<ChatTurn>;
}

export interface ChatDeps {
  readonly app: App;
  readonly language: Language;
  /** Asked anew for each reply, since a window changes its size. */
  readonly look: () => Pick<Look, "style" | "width">;
  readonly plain: boolean;
  readonly history: ChatHistory;
  /** Says once, after the first answer, what can be done with its quotes. */
  readonly tips?: boolean;
}

export function createChat({ app, look, history, tips, ...initial }: ChatDeps): Chat {
  const { language, plain } = initial;
  const talk: Conversation = { language, plain, fixed: null, before: null, cited: [] };
  let tipDue = tips ?? false;

  const deps = (): RenderDeps =>
    talk.plain
      ? { ...app, style: plainStyle, width: Infinity, plain: true }
      : { ...app, ...look(), plain: false };
  const layout = () => layoutOf(deps(), talk.language, app.messages);
  const say = (id: string, values?: Parameters<App["messages"]>[2]) =>
    layout()
      .text(app.messages(talk.language, id, values))
      .join("\n");
  const commands = createCommands({ app, talk, history, look: deps, say });

  async function answer(question: string, waitFor: Waiting, parts: Parts): Promise<string> {
    const { before, fixed } = talk;
    const { signal, onPart } = parts;
    const rendering = deps();
    const asked = app.ask(question, {
      before,
      signal,
      ...(fixed ? { language: fixed } : {}),
      onPart: (part) => onPart?.(renderPart(part, rendering)),
    });
    const { reply, exchange } = await waitFor(asked);
    talk.language = reply.language;
    if (exchange) talk.before = exchange;
    // After a refusal the quotes that were shown before can still be looked at.
    if (reply.citations.length > 0) talk.cited = reply.citations;
    const text = renderReply(reply, rendering);
    if (!tipDue || reply.status !== "answered") return text;
    tipDue = false;
    return `${text}\n\n${deps().style.dim(say("chat-tip"))}`;
  }

  async function respond(line: string, waitFor: Waiting, parts: Parts): Promise<ChatTurn> {
    // Chinese input methods type the wide form of the slash.
    const [, name, rest] = /^[/／](\S*)\s*(.*)$/su.exec(line) ?? [];
    if (name === undefined) return { text: await answer(line, waitFor, parts), quit: false };
    const wanted = { exit: "quit", q: "quit" }[name.toLowerCase()] ?? name.toLowerCase();
    const outcome = Object.hasOwn(commands, wanted)
      ? await commands[wanted as CommandName](cleanQuestion(rest ?? ""), waitFor)
      : say("chat-unknown-command", { command: cleanQuestion(`/${name}`).slice(0, 40) });
    return typeof outcome === "string" ? { text: outcome, quit: false } : outcome;
  }

  return {
    get welcome() {
      return welcomeLines(app, talk.language, deps()).join("\n");
    },
    get prompt() {
      return talk.plain
        ? `${app.messages(talk.language, "plain-prompt")} `
        : `${look().style.mark(">")} `;
    },
    get plain() {
      return talk.plain;
    },
    message: (id) => say(id),
    complete: (line) =>
      complete(line, {
        speakers: speakersOf(app.corpus).map(({ name }) => name),
        quotes: talk.cited.map(({ n }) => n),
      }),
    async handle(line, signal = new AbortController().signal, onPart) {
      const text = line.trim();
      if (text === "") return { text: "", quit: false };
      try {
        return await respond(text, (work) => unlessAborted(work, signal), { signal, onPart });
      } catch (error) {
        if (signal.aborted) return { text: "", quit: false };
        // One question that fails must not end the conversation.
        const failed = error instanceof UserError ? layout().text(error.message) : null;
        return { text: failed?.join("\n") ?? say("chat-failed"), quit: false };
      }
    },
  };
}

/** How a turn is followed while it is composed. */
interface Parts {
  readonly signal: AbortSignal;
  readonly onPart: ((text: string) => void) | undefined;
}

const EXAMPLES = 3;

/** What there is to ask about, with the first exchange of a few sections for a beginning. */
function welcomeLines(app: App, language: Language, deps: RenderDeps): string[] {
  const { messages, corpus, topics } = app;
  const show = layoutOf(deps, language, messages);
  const [first, ...others] = corpus.interviews;
  if (!first) return show.text(messages(language, "library-empty"));
  const title = metadataOf(first.interview.metadata, "title") ?? first.interview.id;
  const titled = topics.of(first, language).filter((topic) => topic.section && topic.title);
  const perSection = new Map(titled.toReversed().map((topic) => [topic.section, topic.title!]));
  const examples = [...perSection.values()].toReversed().slice(0, EXAMPLES);
  return [
    ...show.lead(messages(language, "chat-welcome", { title, others: others.length })),
    ...show.text(messages(language, "chat-hint")),
    ...(examples.length > 0 ? show.text(messages(language, "chat-examples")) : []),
    ...examples.flatMap((example) => show.topic(example, null)),
  ];
}
