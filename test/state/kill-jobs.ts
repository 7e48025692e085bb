import Sqlite from "better-sqlite3";
import { MIGRATIONS } from "../../src/state/migrations.ts";
import { openState, type StateOptions } from "../../src/state/open-state.ts";
import type { State } from "../../src/state/state.ts";
import { CHAT, message, NOW } from "./messages.ts";

export const KEYS = [Buffer.alloc(32, 7)];
export const NEXT_KEYS = [Buffer.alloc(32, 8), ...KEYS];
/** When everything that the tests store is too old. */
export const LATER = NOW + 30 * 86_400_000;
export const TALK = 1_500;

type Acknowledge = (line: string) => void;

/** What a child process does to a state file; what it has acknowledged, it says. */
const JOBS = {
  async updates(state: State, acknowledge: Acknowledge) {
    for (let id = 1; id <= 2_000; id += 1) {
      await state.updates.markDone(id);
      await state.tokens.add("all", "2026-11-23", 1);
      acknowledge(String(id));
    }
  },
  async messages(state: State, acknowledge: Acknowledge) {
    for (let id = TALK + 1; id <= TALK + 1_000; id += 1) {
      await state.chatLog.add(CHAT, message(id, { sentAt: NOW }, 4));
      acknowledge(String(id));
    }
  },
  import: (state: State) =>
    state.chatLog.addAll(
      CHAT,
      Array.from({ length: 1_000 }, (_, index) => message(TALK + 1 + index, { sentAt: NOW }, 4)),
    ),
  forget: (state: State) => state.forgetUser("user:1"),
  turnOff: (state: State) => state.consents.turnOff(CHAT),
  purge: (state: State) => state.chatLog.purge(),
  move: (state: State) => state.moveChat(CHAT, "chat:-1009"),
  reencrypt: (state: State) => state.chatLog.reencrypt(),
  open: () => Promise.resolve(),
};

export type Job = keyof typeof JOBS;

const OPTIONS: Partial<Record<Job, Partial<StateOptions>>> = {
  purge: { now: () => LATER },
  reencrypt: { keys: NEXT_KEYS },
};

/**
 * Runs in a child process. Before the `killAt`th time that something would be written, it kills itself as
 * `kill -9` does; 0 leaves that to others.
 */
export async function runJob(job: Job, file: string, killAt: number): Promise<void> {
  const options = { file, keys: KEYS, now: () => NOW, migrations: MIGRATIONS, ...OPTIONS[job] };
  if (job === "open") {
    killBeforeWrite(killAt);
    await openState(options);
  } else {
    const state = await openState(options);
    killBeforeWrite(killAt);
    await JOBS[job](state, say);
  }
  await new Promise((resolve) => process.stdout.write("done\n", resolve));
  // No tidy end: that would be one more chance to write.
  process.kill(process.pid, "SIGKILL");
}

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

function killBeforeWrite(killAt: number): void {
  let left = killAt;
  const dying = <This, Arguments extends unknown[], Result>(
    work: (this: This, ...given: Arguments) => Result,
  ) =>
    function (this: This, ...given: Arguments): Result {
      left -= 1;
      if (left === 0) process.kill(process.pid, "SIGKILL");
      return work.apply(this, given);
    };
  const db = new Sqlite(":memory:");
  const statement = Object.getPrototypeOf(db.prepare("select 1")) as { run: () => unknown };
  const database = Object.getPrototypeOf(db) as { exec: () => unknown; pragma: () => unknown };
  db.close();
  statement.run = dying(statement.run);
  database.exec = dying(database.exec);
  database.pragma = dying(database.pragma);
}
