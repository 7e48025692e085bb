import pc from "picocolors";

/** What a terminal can do to make an answer easier to read. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  /** Around what is quoted, so that it stands out from what the bot says. */
  readonly quote: (text: string) => string;
  /** Around the number of a quote and the prompt. */
  readonly mark: (text: string) => string;
  /** A text that opens an address when it is clicked; `null` where a terminal knows no such thing. */
  readonly link: ((text: string, url: string) => string) | null;
}

/** OSC 8, which terminals that do not know it are not sent. */
const hyperlink = (text: string, url: string): string =>
  `\u001B]8;;${url}\u001B\\${text}\u001B]8;;\u001B\\`;

export interface StyleOptions {
  /** Left out: picocolors decides, and knows `NO_COLOR`, `FORCE_COLOR` and `TERM=dumb`. */
  readonly colour?: boolean;
  readonly links?: boolean;
}

export function styleOf({ colour, links = false }: StyleOptions = {}): Style {
  const { bold, dim, cyan, green } = pc.createColors(colour);
  return { bold, dim, quote: cyan, mark: green, link: links ? hyperlink : null };
}

const asIs = (text: string): string => text;
export const plainStyle: Style = { bold: asIs, dim: asIs, quote: asIs, mark: asIs, link: null };
