import type { Readable } from "node:stream";

/** A line that is longer than this is cut; what reads it refuses it as too long anyway. In UTF-16 units. */
const LONGEST_LINE = 1_000_000;

/**
 * The lines of a stream, without their ends. Only LF ends a line (a CR before it goes with it), so that
 * the number of lines is what every other tool counts. Bytes that are not UTF-8 become U+FFFD.
 */
export async function* stdinLines(input: Readable): AsyncGenerator<string> {
  input.setEncoding("utf8");
  let rest = "";
  for await (const chunk of input as AsyncIterable<string>) {
    const parts = chunk.split("\n");
    for (const part of parts.slice(0, -1)) {
      yield (rest + part).replace(/\r$/u, "");
      rest = "";
    }
    if (rest.length < LONGEST_LINE) rest += parts.at(-1)!;
  }
  if (rest !== "") yield rest.replace(/\r$/u, "");
}
