import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Update } from "grammy/types";
import { openState } from "../../src/state/open-state.ts";
import type { Telegram } from "../../test/support/telegram/start-telegram.ts";
import { startProgram } from "./children.ts";

/** The bot as `npm start` runs it, in a process that can be killed and started again. */
export interface BotProcess {
  start(): Promise<void>;
  /** Ends it as a power cut would; resolves with the updates that it had been given and had not marked as done. */
  kill(): Promise<ReadonlySet<number>>;
  /** Ends it as SIGTERM does, and deletes its data. */
  end(): Promise<void>;
  /** Which update brought this message, query or press. */
  updateOf(key: string): number | undefined;
  /** Lines of its log at `error`, and whatever it ended with before it was told to. */
  readonly complaints: string[];
}

const START_MS = 60_000;

export function createBotProcess(
  telegram: Telegram,
  library: string,
  env: Record<string, string>,
): BotProcess {
  const data = mkdtempSync(join(tmpdir(), "verbatim-soak-"));
  cpSync(library, join(data, "library"), { recursive: true });
  const updates = new Map<string, number>();
  const complaints: string[] = [];
  let confirmed = 0;
  let running: ReturnType<typeof startProgram> | undefined;

  telegram.onCall(({ method, params, result }) => {
    if (method !== "getUpdates") return;
    confirmed = Math.max(confirmed, Number(params["offset"] ?? 0));
    for (const update of (result ?? []) as Update[]) updates.set(keyOf(update), update.update_id);
  });

  async function stop(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    if (!running) return;
    const { child, ended } = running;
    running = undefined;
    child.kill(signal);
    const { code, err } = await ended;
    const errors = err.split("\n").filter((line) => line.includes('"level":"error"'));
    complaints.push(...errors);
    if (signal === "SIGTERM" && code !== 0) complaints.push(`ended with ${String(code)}: ${err}`);
  }

  return {
    complaints,
    updateOf: (key) => updates.get(key),
    async start() {
      running = startProgram("main", [], {
        DATA_DIR: data,
        TELEGRAM_BOT_TOKEN: telegram.token,
        TELEGRAM_API_ROOT: telegram.root,
        USER_QUESTIONS_PER_MINUTE: "0",
        CHAT_QUESTIONS_PER_MINUTE: "0",
        LOG_LEVEL: "warn",
        ...env,
      });
      const before = confirmed;
      const polled = telegram.waitFor(() => telegram.isPolling() || confirmed > before, {
        timeoutMs: START_MS,
        what: "the bot to fetch updates",
      });
      await Promise.race([
        polled,
        running.ended.then(({ err }) => {
          throw new Error(`The bot ended: ${err}`);
        }),
      ]);
    },
    async kill() {
      await stop("SIGKILL");
      const state = await openState({ file: join(data, "state", "state.db") });
      const inHand = new Set<number>();
      try {
        for (const id of updates.values())
          if (id >= confirmed && !(await state.updates.isDone(id))) inHand.add(id);
      } finally {
        await state.close();
      }
      return inHand;
    },
    async end() {
      await stop("SIGTERM");
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** How the soak calls what an update brings. */
function keyOf(update: Update): string {
  const { message, edited_message: edit, callback_query: press, inline_query: query } = update;
  if (message) return `message ${message.chat.id} ${message.message_id}`;
  if (edit) return `edit ${edit.chat.id} ${edit.message_id}`;
  return press ? `press ${press.id}` : `inline ${query?.id ?? ""}`;
}
