import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { workspace } from "../support/workspace.ts";

/** util-linux's `script` gives a program a terminal of its own. */
const canOpenTerminal = spawnSync("script", ["-qec", "true", "/dev/null"]).status === 0;

/** Runs the chat as `npm start` does, on a terminal, and types each line once what it waits for is shown. */
async function type(data: string, steps: readonly (readonly [shown: string, typed: string])[]) {
  const chat = spawn("script", ["-qfec", "node scripts/launch.js main", "/dev/null"], {
    env: { ...process.env, DATA_DIR: data, LANG: "en_US.UTF-8", LC_ALL: "", TERM: "xterm" },
  });
  let shown = "";
  let seen = 0;
  let step = 0;
  chat.stdout.setEncoding("utf8").on("data", (text: string) => {
    shown += text;
    const next = steps[step];
    if (!next || !shown.includes(next[0], seen)) return;
    seen = shown.length;
    step++;
    chat.stdin.write(next[1]);
  });
  await once(chat, "close");
  return shown;
}

describe.skipIf(!canOpenTerminal)("the chat on a real terminal", () => {
  it("answers, keeps what was typed for the next time, readable by its owner only, and leaves", async () => {
    const { path } = workspace();
    const shown = await type(path, [
      ["why he was fired", "Who leads the new board?\r"],
      ["Original", "\u0004"],
    ]);
    expect(shown).toContain("Bret Taylor");
    expect(shown).toContain("Goodbye.");
    const history = join(path, "state", "chat-history");
    expect(readFileSync(history, "utf8")).toBe("Who leads the new board?\n");
    expect(statSync(history).mode & 0o777).toBe(0o600);
  });
});
