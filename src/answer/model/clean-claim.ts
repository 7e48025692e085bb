/** What a model typed into a claim that only the source or the program may say, and was taken out. */
export type Removal = "quotation-marks" | "link" | "command" | "markup";

export interface CleanText {
  /** One line; empty when nothing was left. */
  readonly text: string;
  readonly removed: readonly Removal[];
}

/** A longer claim is cut after its last whole sentence. In UTF-16 units. */
const LONGEST = 400;

/** Top-level domains that chat clients make links of, with or without a scheme. */
const DOMAINS =
  "com|org|net|edu|gov|int|info|biz|io|ai|me|co|cn|hk|tw|jp|kr|ru|uk|de|fr|us|eu|tv|cc|xyz|top|site|online|shop|app|dev|link|click|club|vip|live|news|blog|wiki|page|ly|gl|to|sh|gg|in|im";

const RULES: readonly (readonly [Removal, RegExp, string])[] = [
  ["markup", /!?\[([^\][]{0,300})\]\s*\((?:[^()\s]|\([^()]*\)){0,1000}\)/gu, "$1"],
  ["markup", /<\/?[a-z!][^<>]{0,300}>/giu, " "],
  [
    "link",
    /(?:\b[a-z][a-z\d+.-]{1,20}:\/\/|\bwww\s?[.。．｡]|\b(?:mailto|tel|javascript|data|tg):)[^\s，。；！？、）】」』”]*/giu,
    " ",
  ],
  ["link", /[^\s@＠，。；！？、（(]{1,80}[@＠][a-z\d-]{1,63}(?:\.[a-z\d-]{1,63})+/giu, " "],
  [
    "link",
    new RegExp(
      `(?<![\\p{L}\\p{N}])(?:[\\p{Script=Latin}\\p{N}-]{1,63}[.。．｡]){1,8}(?:${DOMAINS})(?![\\p{Script=Latin}\\p{N}])(?:[:/?#][^\\s，。；！？、）】」』”]*)?`,
      "giu",
    ),
    " ",
  ],
  ["link", /[@＠](?=[\p{L}\p{N}_])[\p{L}\p{N}_]{1,64}/gu, " "],
  ["command", /(?<![\p{L}\p{N}/／])[/／]+[\p{L}_][\p{L}\p{N}_]{0,64}/gu, " "],
  ["link", /[#＃]+(?=[\p{L}\p{N}_])|[$＄](?=\p{L})/gu, ""],
  ["markup", /(?:\[|【)\s*(?:\d{1,4}\s*[,，、–-]?\s*){1,8}(?:\]|】)|\[\^[^\][]{0,20}\]/gu, ""],
  ["markup", /`+|\*{2,}|_{2,}|~{2,}|\|{2,}|^\s*(?:[>#]+|[-*+•]\s)\s*/gu, ""],
  ["markup", /(?<![\p{L}\p{N}])([*_])(\S(?:[^*_]*\S)?)\1(?![\p{L}\p{N}])/gu, "$2"],
  // What is left between brackets, angles and bars has no place in a sentence.
  ["markup", /[[\]{}<>|\\^]+/gu, " "],
];

/** Every mark that may open or close a quotation; an apostrophe inside a word is none. */
const QUOTATION_MARKS =
  /[“”„‟"＂«»‹›「」『』﹁﹂﹃﹄｢｣〝〞〟❝❞❮❯]|(?<![\p{L}\p{N}])['’‘‚‛＇❛❜´]+|['’‘‚‛＇❛❜´]+(?![\p{L}\p{N}])/gu;

/** 《》 stand around titles; around anything else they are quotation marks. */
const TITLE = /[《〈]([^《》〈〉]{0,200})[》〉]/gu;

/**
 * The words of a claim alone: what hides, links, calls, quotes or formats is gone, whatever it was.
 *
 * @param known text in which the titles stand that may keep their 《》
 */
export function cleanClaim(typed: string, known = ""): CleanText {
  const removed = new Set<Removal>();
  const replace = (text: string, reason: Removal, pattern: RegExp, by: string) => {
    const replaced = text.replace(pattern, by);
    if (replaced !== text) removed.add(reason);
    return replaced;
  };
  let text = visible(typed);
  // Taking something out can put together what is to go as well.
  for (let before = ""; before !== text;) {
    before = text;
    for (const [reason, pattern, by] of RULES) text = replace(text, reason, pattern, by);
    text = replace(text, "quotation-marks", QUOTATION_MARKS, "");
  }
  const titled = text.replace(TITLE, (whole, title: string) =>
    title !== "" && known.includes(title) ? whole : title,
  );
  const stray = titled.replace(/[《〈](?![^《》〈〉]*[》〉])|(?<![《〈][^《》〈〉]*)[》〉]/gu, "");
  if (stray !== text) removed.add("quotation-marks");
  return { text: shortened(tidy(apart(stray))), removed: [...removed] };
}

/** Without control, zero-width, direction and private characters, lone surrogates and stacked accents. */
const visible = (text: string): string =>
  text
    .slice(0, LONGEST * 10)
    .toWellFormed()
    .replace(/\p{Cf}|\p{Co}|\p{Cn}|\uFFFD|\u115F|\u1160|\u3164|\uFFA0|\u2800|\u034F/gu, "")
    .replace(/\p{Variation_Selector}/gu, "")
    .replace(/(\p{M}{2})\p{M}+/gu, "$1")
    .replace(/[\p{Cc}\p{Z}\s]+/gu, " ");

/** "one.two" may become a link in some client; "one. two" does not. */
const apart = (text: string): string => text.replace(/(?<=\p{L}{2})\.(?=\p{L}{2})/gu, ". ");

const tidy = (text: string): string =>
  text
    .replace(/\(\s*\)|（\s*）/gu, "")
    .replace(/\s+/gu, " ")
    .replace(/\s+([,.;:!?，。；：！？、）)])/gu, "$1")
    .replace(/^[\s,.;:，。；：、)）]+/u, "")
    .trim();

function shortened(text: string): string {
  if (text.length <= LONGEST) return text;
  const head = text.slice(0, LONGEST);
  const end = Math.max(
    ...["。", "！", "？", ". ", "! ", "? "].map((mark) => head.lastIndexOf(mark)),
  );
  return end < 0 ? "" : head.slice(0, end + 1);
}
