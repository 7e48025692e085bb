import type { Topic } from "../../answer/reply.ts";
import { metadataOf } from "../../answer/verify.ts";
import type { Language } from "../../interview/interview.ts";
import type { LibraryInterview } from "../../library/stored-interview.ts";
import type { RenderDeps } from "./attribution.ts";
import { fits } from "./block.ts";
import { clip } from "./cut-text.ts";
import { bold, join, plain, type TelegramText } from "./telegram-text.ts";
import { topicLine } from "./topic-line.ts";

/** In UTF-16 units. */
const LONGEST_TITLE = 150;
const LONGEST_MENTION = 60;

/** The sections of an interview, each with what is asked there, in one message; an interview may have none. */
export function renderSections(
  stored: LibraryInterview,
  language: Language,
  { topics }: RenderDeps,
): TelegramText {
  const all = topics.of(stored, language);
  const sections = [...new Set(all.map(({ section }) => section))];
  const parts = sections.map((section) => {
    const within = all.filter((topic) => topic.section === section);
    const title = section === null ? "" : topics.sectionTitle(stored, section, language);
    const asked = within.map((topic) => clip(topic.title ?? topic.question, LONGEST_MENTION));
    return join([bold(clip(title, LONGEST_TITLE)), plain(asked.join(" · "))], "\n");
  });
  return asManyAsFit([bold(titleOf(stored)), ...parts], "\n\n");
}

/** What is asked in one section (or, with `null`, in an interview outside of any), numbered, in one message. */
export function renderTopicsOf(
  stored: LibraryInterview,
  section: string | null,
  within: readonly Topic[],
  language: Language,
  { topics }: RenderDeps,
): TelegramText {
  const title = section === null ? titleOf(stored) : topics.sectionTitle(stored, section, language);
  const lines = within.map((topic, i) => topicLine(`${i + 1}.`, topic));
  const [first = plain(""), ...rest] = lines;
  const head = join([bold(clip(title, LONGEST_TITLE)), first], "\n\n");
  return asManyAsFit([head, ...rest], "\n");
}

const titleOf = ({ interview }: LibraryInterview): string =>
  clip(metadataOf(interview.metadata, "title") ?? interview.id, LONGEST_TITLE);

/** A long list ends in an ellipsis. */
function asManyAsFit(parts: readonly TelegramText[], separator: string): TelegramText {
  const upTo = (count: number) =>
    join([...parts.slice(0, count), ...(count < parts.length ? [plain("…")] : [])], separator);
  let count = parts.length;
  while (count > 1 && !fits(upTo(count))) count--;
  return upTo(count);
}
