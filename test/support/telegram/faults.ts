/** What goes wrong with a call; see `Faults` for when. */
export type Fault =
  /** Answered with this error and not processed. */
  | { status: number; description?: string; retryAfter?: number; html?: boolean }
  /** The connection is cut before the call is processed, or after it but before the reply. */
  | { drop: "before" | "after" }
  /** Processed after this long. */
  | { delayMs: number }
  /** Neither processed nor ever answered. */
  | { hang: true };

/** Which calls a fault may hit: every method but getUpdates unless methods are named. */
export interface FaultFilter {
  method?: string | readonly string[];
  when?: (params: Readonly<Record<string, unknown>>, method: string) => boolean;
}

interface Rule {
  fault: Fault;
  filter: FaultFilter;
  every: number;
  seen: number;
  /** Hits owed: when two rules meet at one call, the later one strikes at the next. */
  due: number;
  left: number;
}

export type Faults = ReturnType<typeof createFaults>;

/** Things that go wrong on the way to Telegram, on purpose and in a fixed order. */
export function createFaults() {
  let rules: Rule[] = [];

  const matches = (rule: Rule, method: string, params: Readonly<Record<string, unknown>>) => {
    const { method: wanted, when } = rule.filter;
    const named = wanted === undefined ? method !== "getUpdates" : [wanted].flat().includes(method);
    return named && (when?.(params, method) ?? true);
  };

  const add = (fault: Fault, filter: FaultFilter, every: number, times: number) => {
    const rule: Rule = { fault, filter, every, seen: 0, due: 0, left: times };
    rules.push(rule);
    return () => {
      rules = rules.filter((other) => other !== rule);
    };
  };

  return {
    /** Hits every n-th matching call until cleared. Returns how to end it. */
    every: (n: number, fault: Fault, filter: FaultFilter = {}) => add(fault, filter, n, Infinity),
    /** Hits the next matching calls, `times` of them. Returns how to end it. */
    next: (fault: Fault, { times = 1, ...filter }: FaultFilter & { times?: number } = {}) =>
      add(fault, filter, 1, times),
    clear() {
      rules = [];
    },
    /** For the server: the fault of this call, if any. Every rule counts every call it matches. */
    strike(method: string, params: Readonly<Record<string, unknown>>): Fault | undefined {
      let hit: Fault | undefined;
      for (const rule of rules) {
        if (!matches(rule, method, params)) continue;
        rule.seen += 1;
        if (rule.seen % rule.every === 0) rule.due += 1;
        if (hit || rule.left <= 0 || rule.due === 0) continue;
        rule.due -= 1;
        rule.left -= 1;
        hit = rule.fault;
      }
      return hit;
    },
  };
}
