import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createChatHistory, HISTORY_LINES } from "../../src/terminal/chat-history.ts";
import { workspace } from "../support/workspace.ts";

function newHistory() {
  const directory = join(workspace().path, "state");
  return {
    history: createChatHistory(directory),
    directory,
    file: join(directory, "chat-history"),
  };
}

describe("the history of a chat", () => {
  it("is there in the next run, newest first and each line once, for its owner's eyes only", async () => {
    const { history, directory, file } = newHistory();
    for (const line of ["one", "两", "one", "   "]) await history.add(line);
    expect(await createChatHistory(directory).load()).toEqual(["one", "两"]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it("keeps lines that come faster than they are written, of two chats at once", async () => {
    const { history, directory } = newHistory();
    await Promise.all(["a", "b", "c"].map((line) => history.add(line)));
    await createChatHistory(directory).add("d");
    expect(await history.load()).toEqual(["d", "c", "b", "a"]);
  });

  it("is bounded", async () => {
    const { history, directory, file } = newHistory();
    mkdirSync(directory);
    writeFileSync(
      file,
      Array.from({ length: 2 * HISTORY_LINES }, (_, i) => `line ${i}\n`).join(""),
    );
    await history.add("x".repeat(100_000));
    await history.add("last");
    expect(readFileSync(file, "utf8").trimEnd().split("\n")).toHaveLength(HISTORY_LINES);
    expect((await history.load())[0]).toBe("last");
  });

  it("keeps nothing after it was switched off, in later runs too, until it is switched on", async () => {
    const { history, directory, file } = newHistory();
    await history.add("secret");
    expect(await history.keep(false)).toBe(true);
    await createChatHistory(directory).add("secret");
    expect(existsSync(file)).toBe(false);
    expect(await createChatHistory(directory).isKept()).toBe(false);
    expect(await history.keep(true)).toBe(true);
    await history.add("open");
    expect(await history.load()).toEqual(["open"]);
  });

  it("forgets when it is told to", async () => {
    const { history } = newHistory();
    await history.add("secret");
    expect(await history.clear()).toBe(true);
    expect(await history.load()).toEqual([]);
  });

  it("does without a file that is damaged, too large, or no file", async () => {
    const { history, directory, file } = newHistory();
    mkdirSync(directory);
    writeFileSync(file, Buffer.from([0xff, 0x1b, 0x5b, 0x32, 0x4a, 0x00, 0x0a, 0x6f, 0x6b, 0x0a]));
    expect(await history.load()).toEqual(["ok", "\uFFFD[2J"]);
    writeFileSync(file, "x\n".repeat(5_000_000));
    expect(await history.load()).toEqual([]);
    const { history: other, file: folder } = newHistory();
    mkdirSync(folder, { recursive: true });
    await other.add("line");
    expect(await other.load()).toEqual([]);
  });

  it("says so, and no more, when nothing can be written", async () => {
    const { write } = workspace();
    const history = createChatHistory(join(write("file", ""), "state"));
    await history.add("line");
    expect(await history.load()).toEqual([]);
    expect(await history.keep(false)).toBe(false);
  });
});
