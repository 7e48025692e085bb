import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";

/** Streams that say they are a terminal, with a person who types at one end and reads at the other. */
export function fakeTerminal(columns: number | undefined = 80) {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  const output = Object.assign(new PassThrough(), { isTTY: true, columns });
  let raw = "";
  output.setEncoding("utf8").on("data", (text: string) => (raw += text));
  return {
    input,
    output,
    type: (keys: string) => input.write(keys),
    raw: () => raw,
    /** What stands there, as far as it is only ever added to. */
    text: () => stripVTControlCharacters(raw).replaceAll("\r", ""),
  };
}

export const KEY = { enter: "\r", ctrlC: "\u0003", ctrlD: "\u0004", up: "\u001B[A", tab: "\t" };
