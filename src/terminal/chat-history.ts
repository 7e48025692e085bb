import { mkdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { discard, temporaryPath, writeThrough } from "../library/durable-files.ts";
import { printable } from "./printable.ts";

/**
 * What was typed in the chat, for the arrow keys of the next run. It stays on this computer, readable by its
 * owner only. Nothing here ever fails: without it there is a chat all the same.
 */
export interface ChatHistory {
  /** Newest first. */
  load(): Promise<string[]>;
  add(line: string): Promise<void>;
  /** Whether nothing is left; so for `keep`, whether it will be remembered. */
  clear(): Promise<boolean>;
  /** Not keeping it also clears it. */
  keep(wanted: boolean): Promise<boolean>;
  isKept(): Promise<boolean>;
}

export const HISTORY_LINES = 500;
/** In UTF-16 units; what is longer was pasted, and nobody looks for it with the arrow keys. */
const LONGEST_LINE = 1_000;
/** Four bytes for each unit at most; a larger file is not one of ours. */
const LARGEST_FILE = HISTORY_LINES * LONGEST_LINE * 4;

/** Lines in a file of this directory, oldest first; a second, empty file there says that none are kept. */
export function createChatHistory(directory: string): ChatHistory {
  const file = join(directory, "chat-history");
  const marker = join(directory, "chat-history-off");

  async function lines(): Promise<string[]> {
    const found = await stat(file).catch(() => null);
    if (!found?.isFile() || found.size > LARGEST_FILE) return [];
    const text = await readFile(file, "utf8").catch(() => "");
    // Somebody may have written escape sequences into it.
    return text.split("\n").map(printable).filter(isWorthKeeping).slice(-HISTORY_LINES);
  }

  async function write(path: string, content: string): Promise<void> {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const temporary = temporaryPath(directory);
    await writeThrough(temporary, Buffer.from(content), 0o600);
    // Fails where somebody has a directory of that name, which is theirs.
    await rename(temporary, path).catch(async (error: unknown) => {
      await discard(temporary);
      throw error;
    });
  }

  const isKept = () =>
    stat(marker).then(
      () => false,
      () => true,
    );
  const clear = () => succeeds(rm(file, { force: true }));

  // One after another, or quick lines would overwrite each other.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const turn = last.then(work);
    last = turn;
    return turn;
  };

  return {
    load: async () => ((await isKept()) ? (await lines()).toReversed() : []),
    add: (line) =>
      inTurn(async () => {
        if (!isWorthKeeping(line) || !(await isKept())) return;
        // Read anew, since another chat may be open beside this one.
        const others = (await lines()).filter((known) => known !== line);
        const kept = [...others, printable(line)].slice(-HISTORY_LINES);
        await succeeds(write(file, `${kept.join("\n")}\n`));
      }),
    clear: () => inTurn(clear),
    keep: (wanted) =>
      inTurn(async () => {
        if (wanted) return succeeds(rm(marker, { force: true }));
        const marked = await succeeds(write(marker, ""));
        return (await clear()) && marked;
      }),
    isKept,
  };
}

const isWorthKeeping = (line: string): boolean =>
  line.trim() !== "" &&
  line.length <= LONGEST_LINE &&
  !/^\s*[/／](?:history|quit|exit|q)\b/iu.test(line);

const succeeds = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  );
