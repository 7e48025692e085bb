import fc from "fast-check";
import type { Citation, Reply } from "../../../src/answer/reply.ts";
import type { Language } from "../../../src/interview/interview.ts";

const TRICKS = [
  "董事会将进行一次独立的审查，我对此表示欢迎。",
  "We just don’t know yet. ",
  "👩‍👩‍👧‍👦",
  "🇨🇳🇫🇷",
  "e\u0301\u0323",
  "א\u202eבג",
  "\u200b",
  "\u200f",
  "**bold** _it_ `code` <b>&amp;</b> ",
  "@someone /start #tag https://example.com/a_b ",
  "“是的。”",
  " ",
  "   ",
  " \u0301",
  "𠮷",
  "!?…。",
];

const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(...TRICKS),
      fc.string({ unit: "grapheme", maxLength: 12 }),
      fc.string({ unit: "binary", maxLength: 6 }),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => parts.join(""));

/** No brackets, by which tests find numbers; no line breaks, which no name or question has. */
const oneLine = (words: string, spare: string): string =>
  words.replace(/[\s[\]]+/gu, " ").trim() || spare;

const long = (most: number) =>
  fc.tuple(text, fc.integer({ min: 1, max: most })).map(([words, length]) =>
    words
      .repeat(Math.ceil(length / Math.max(words.length, 1)))
      .slice(0, length)
      .toWellFormed(),
  );

/** As `quoteOf` makes them: on one line, with words at both ends. */
const quote = fc
  .oneof({ weight: 6, arbitrary: text }, { weight: 2, arbitrary: long(900) }, long(6_000))
  .map((words) => words.replace(/[\r\n\u2028\u2029]/gu, " ").trim() || "是的。");

const name = fc.oneof(
  fc.constantFrom("Sam Altman", "记者", "Mira Murati"),
  text.map((words) => oneLine(words, "Ann").slice(0, 60).toWellFormed().trim()),
);
const orNull = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null });

const citation: fc.Arbitrary<Omit<Citation, "n">> = fc.record(
  {
    quote,
    speaker: orNull(name),
    quoted_speaker: orNull(name),
    role: fc.constantFrom("interviewer", "interviewee", "narrator"),
    question: orNull(fc.oneof(text, long(3_000)).map((words) => oneLine(words, "Why?"))),
    section: orNull(text.map((words) => oneLine(words, "Part"))),
    interview: fc.constantFrom("sam-altman-returns-2023-12-01", "another"),
    passage: fc.constant("p"),
    sentences: fc.constant(["none-1"]),
    file: fc.constant("source.md"),
    start: fc.constant(0),
    end: fc.constant(1),
    url: fc.constant(null),
    translation: fc.oneof(text, long(5_000)).map((words) => oneLine(words, "Yes.")),
  },
  {
    requiredKeys: [
      "quote",
      "speaker",
      "quoted_speaker",
      "role",
      "question",
      "section",
      "interview",
      "passage",
      "sentences",
      "file",
      "start",
      "end",
      "url",
    ],
  },
);

export const citations = (most: number): fc.Arbitrary<Citation[]> =>
  fc
    .array(citation, { minLength: 1, maxLength: most })
    .map((all) => all.map((one, i) => ({ n: i + 1, ...one })));

export const language = fc.constantFrom<Language>("zh", "en");

const claimText = fc
  .oneof({ weight: 5, arbitrary: text }, long(1_200), long(6_000), fc.constant(""))
  .map((words) => words.replace(/[[\]]/gu, ""));

const topic = fc.record({
  section: fc.constant(null),
  question: fc.oneof(text, long(2_000)),
  title: orNull(text),
  start: fc.constant("none-1"),
});

const base = {
  question: fc.constant("?"),
  language,
  message: fc.oneof(fc.constant(""), fc.constant("访谈里没有用这样的话，最接近的是："), text),
  nearest: fc.array(topic, { maxLength: 10 }),
};
const fallback = fc.constantFrom("slow", "unavailable", "over-budget", "unusable");

export const answered: fc.Arbitrary<Reply & { status: "answered" }> = citations(30).chain((all) =>
  fc.record(
    {
      ...base,
      status: fc.constant("answered" as const),
      mode: fc.constantFrom("extractive", "model"),
      fallback,
      citations: fc.constant(all),
      claims: fc.array(
        fc.record({
          text: claimText,
          citations: fc.array(fc.integer({ min: 1, max: all.length }), {
            minLength: 1,
            maxLength: 8,
          }),
        }),
        { maxLength: 12 },
      ),
    },
    {
      requiredKeys: [
        "question",
        "language",
        "message",
        "nearest",
        "status",
        "mode",
        "citations",
        "claims",
      ],
    },
  ),
);

export const refused: fc.Arbitrary<Reply> = fc.record({
  ...base,
  message: fc.constantFrom("访谈里没有回答这个问题。", "The interview does not answer this."),
  status: fc.constant("not_found" as const),
  mode: fc.constantFrom("extractive", "model"),
  claims: fc.constant<[]>([]),
  citations: fc.constant<[]>([]),
});
