/** Answers that are still being made, so that whoever asked can stop them. */
export interface RunningAnswers {
  /** Known by its message as soon as there is one. */
  start(asker: string): RunningAnswer;
  /** Whether there was one to stop, and whether it was this person's to stop. */
  stop(chat: number, message: number, person: string): "stopped" | "not-yours" | "over";
}

export interface RunningAnswer {
  readonly signal: AbortSignal;
  at(chat: number, message: number): void;
  end(): void;
}

export function createRunningAnswers(): RunningAnswers {
  const running = new Map<string, { asker: string; controller: AbortController }>();
  const keyOf = (chat: number, message: number) => `${chat} ${message}`;
  return {
    start(asker) {
      const controller = new AbortController();
      const keys = new Set<string>();
      return {
        signal: controller.signal,
        at(chat, message) {
          keys.add(keyOf(chat, message));
          running.set(keyOf(chat, message), { asker, controller });
        },
        end() {
          for (const key of keys) running.delete(key);
        },
      };
    },
    stop(chat, message, person) {
      const found = running.get(keyOf(chat, message));
      if (!found) return "over";
      if (found.asker !== person) return "not-yours";
      found.controller.abort();
      return "stopped";
    },
  };
}
