import type { ModelConfig } from "../../config.ts";
import type { TokenLedger } from "./token-ledger.ts";

export interface Asker {
  readonly user: string;
  readonly chat: string;
}

/** Room for one call. Settled once, with what the call took. */
export interface Reservation {
  settle(tokens: number): Promise<void>;
}

export interface Budget {
  /** `null` when one of the limits has no room left today. */
  reserve(asker: Asker | undefined, tokens: number): Promise<Reservation | null>;
}

/**
 * Limits per person, chat and day (UTC). What calls that are on their way will take is counted beforehand,
 * so that many at once do not overrun a limit together.
 */
export function createBudget(
  limits: ModelConfig["budget"],
  ledger: TokenLedger,
  now: () => Date = () => new Date(),
): Budget {
  const reserved = new Map<string, number>();
  const change = (scopes: readonly Scope[], tokens: number) => {
    for (const { scope } of scopes) {
      const sum = (reserved.get(scope) ?? 0) + tokens;
      if (sum > 0) reserved.set(scope, sum);
      else reserved.delete(scope);
    }
  };

  return {
    async reserve(asker, tokens) {
      const day = now().toISOString().slice(0, "YYYY-MM-DD".length);
      const scopes = scopesOf(asker, limits);
      change(scopes, tokens);
      try {
        for (const { scope, limit } of scopes) {
          if (limit === 0) continue;
          const used = await ledger.used(scope, day);
          if (used + reserved.get(scope)! > limit) {
            change(scopes, -tokens);
            return null;
          }
        }
      } catch (error) {
        change(scopes, -tokens);
        throw error;
      }
      return {
        async settle(taken) {
          try {
            if (taken > 0)
              await Promise.all(scopes.map(({ scope }) => ledger.add(scope, day, taken)));
          } finally {
            change(scopes, -tokens);
          }
        },
      };
    },
  };
}

interface Scope {
  readonly scope: string;
  /** 0 is none. */
  readonly limit: number;
}

const scopesOf = (asker: Asker | undefined, limits: ModelConfig["budget"]): Scope[] => [
  ...(asker
    ? [
        { scope: `user:${asker.user}`, limit: limits.user },
        { scope: `chat:${asker.chat}`, limit: limits.chat },
      ]
    : []),
  { scope: "all", limit: limits.all },
];
