import type { Language } from "../interview/interview.ts";
import { COMMANDS } from "./command-names.ts";
import { layoutOf } from "./layout.ts";
import type { RenderDeps } from "./render.ts";
import { columnsOf, wrap } from "./wrap.ts";

/** A description beside its command needs this much room, else it stands under it. */
const ROOM_BESIDE = 32;

/** What can be asked, every command, and what is kept. */
export function renderHelp(language: Language, deps: RenderDeps): string {
  const { messages, style, width } = deps;
  const show = layoutOf(deps, language, messages);
  const entries = COMMANDS.map((name) => ({
    usage: messages(language, `usage-${name}`),
    help: messages(language, `help-${name}`),
  }));
  const beside = Math.max(...entries.map(({ usage }) => columnsOf(usage))) + 3;
  const room = width - beside;

  const table = entries.flatMap(({ usage, help }) => {
    if (deps.plain)
      return show.text(messages(language, "plain-topic", { title: usage, question: help }));
    if (room < ROOM_BESIDE)
      return [...wrap(usage, width).map(style.mark), ...show.text(help).map(style.dim)];
    const gap = " ".repeat(beside - columnsOf(usage));
    return wrap(help, room).map((line, i) =>
      i === 0 ? style.mark(usage) + gap + line : " ".repeat(beside) + line,
    );
  });
  const intro = show.text(messages(language, "chat-help-questions"));
  const keys = ["chat-help-keys", "chat-help-history"].flatMap((id) =>
    show.text(messages(language, id)),
  );
  return [...intro, "", ...table, "", ...keys].join("\n");
}
