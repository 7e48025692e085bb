/** Keeps how many tokens were used: numbers alone, no text. */
export interface TokenLedger {
  /**
   * @param scope such as `user:42`, `chat:-100`, `all`
   * @param day `YYYY-MM-DD`, UTC
   */
  used(scope: string, day: string): Promise<number>;
  add(scope: string, day: string, tokens: number): Promise<void>;
}

/** For a program that one person runs: forgotten when it ends. */
export function createMemoryLedger(): TokenLedger {
  let today = "";
  const counts = new Map<string, number>();
  const turnTo = (day: string) => {
    if (day !== today) counts.clear();
    today = day;
  };
  return {
    used(scope, day) {
      turnTo(day);
      return Promise.resolve(counts.get(scope) ?? 0);
    },
    add(scope, day, tokens) {
      turnTo(day);
      counts.set(scope, (counts.get(scope) ?? 0) + tokens);
      return Promise.resolve();
    },
  };
}
