import type { Language } from "../interview/interview.ts";
import type { Messages } from "../locales/messages.ts";
import { printable } from "./printable.ts";
import type { Style } from "./styles.ts";
import { wrap } from "./wrap.ts";

/** How things are shown. Everything that is shown comes through here, and is made printable here. */
export interface Look {
  readonly style: Style;
  /** In columns, of which a Chinese character takes two. */
  readonly width: number;
  /** For screen readers: words instead of indentation, bullets and colours, and one line for each thing. */
  readonly plain: boolean;
}

export interface Layout {
  /** What the bot itself says. */
  text(words: string): string[];
  /** What introduces the quotes after it. */
  lead(words: string): string[];
  heading(title: string): string[];
  /** A numbered quote, and under it where its words come from. */
  quote(n: number, words: string, notes: readonly string[]): string[];
  topic(question: string, title: string | null): string[];
  /** A part of the exchange around a quote; `quoted` is the number of the quote when it is its words. */
  passage(words: string, quoted: number | null): string[];
  /** A remark with an address in it. */
  note(say: (url: string) => string, url: string): string[];
  address(url: string): string[];
}

export const layoutOf = (look: Look, language: Language, messages: Messages): Layout =>
  look.plain ? spokenLayout(language, messages) : windowLayout(look);

/** A window that is narrower than this has no room for indentation. */
const NARROW = 44;
/** Nothing is laid out for less, whatever a terminal says. */
const NARROWEST = 16;

function windowLayout({ style, width: columns }: Look): Layout {
  const width = Math.max(columns, NARROWEST);
  const margin = width < NARROW ? "" : "  ";

  /** A mark at the beginning, and everything else under what follows it. */
  const hanging = (mark: string, words: readonly string[], shown = mark): string[] =>
    words.map((line, i) => (i === 0 ? shown : " ".repeat(mark.length)) + line);
  const styled = (words: string, room: number, as: (text: string) => string) =>
    wrap(words, room).map(as);

  return {
    text: (words) => wrap(words, width),
    lead: (words) => styled(words, width, style.bold),
    heading: (title) => styled(`# ${title}`, width, style.bold),
    quote(n, words, notes) {
      const mark = `${margin}[${n}] `;
      const room = width - mark.length;
      return hanging(
        mark,
        [
          ...styled(words, room, style.quote),
          ...notes.flatMap((note) => styled(note, room, style.dim)),
        ],
        style.mark(mark),
      );
    },
    topic(question, title) {
      const mark = `${margin}• `;
      const room = width - mark.length;
      if (title === null) return hanging(mark, wrap(question, room));
      const [beside, ...more] = wrap(`${title} — ${question}`, room);
      if (more.length === 0 && beside !== undefined)
        return [mark + beside.replace(/ — .*/u, (asked) => style.dim(asked))];
      return hanging(mark, [...wrap(title, room), ...styled(question, room, style.dim)]);
    },
    passage(words, quoted) {
      const mark = `${margin}${quoted === null ? "  " : "> "}`;
      const room = width - mark.length;
      const as = quoted === null ? (line: string) => line : style.quote;
      return styled(words, room, as).map((line) => mark + line);
    },
    note(say, url) {
      const whole = wrap(say(url), width);
      const { link } = style;
      const href = webAddress(url);
      if (!link || href === null) return whole.map(style.dim);
      const shown = whole.length === 1 ? printable(url) : shortAddress(href, width);
      return wrap(say(shown), width).map((line) =>
        style.dim(line.replace(shown, () => link(shown, href))),
      );
    },
    address(url) {
      const href = webAddress(url);
      return [href !== null && style.link ? style.link(printable(url), href) : printable(url)];
    },
  };
}

/** Lines are as long as what they say; the terminal or its reader breaks them. */
function spokenLayout(language: Language, messages: Messages): Layout {
  const text = (words: string) => [printable(words).trim()];
  const quoted = (n: number, words: string) =>
    text(messages(language, "plain-quote", { n, quote: words }));
  return {
    text,
    lead: text,
    heading: (section) => text(messages(language, "in-section", { section })),
    quote: (n, words, notes) => [...quoted(n, words), ...notes.flatMap(text)],
    topic: (question, title) =>
      text(title === null ? question : messages(language, "plain-topic", { title, question })),
    passage: (words, n) => (n === null ? text(words) : quoted(n, words)),
    note: (say, url) => text(say(url)),
    address: text,
  };
}

/** The address in the form that a terminal takes: ASCII only. */
function webAddress(url: string): string | null {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  return parsed && /^https?:$/u.test(parsed.protocol) ? parsed.href : null;
}

const LONGEST_SHORT_ADDRESS = 48;

function shortAddress(href: string, width: number): string {
  const longest = Math.min(width, LONGEST_SHORT_ADDRESS);
  const short = href.replace(/^https?:\/\/(?:www\.)?/u, "");
  return short.length > longest ? `${short.slice(0, longest - 1)}…` : short;
}
