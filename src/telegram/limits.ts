import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";

export type Verdict =
  | { readonly allowed: true }
  /** `notice`: whether to tell them; not more than once a minute. */
  | { readonly allowed: false; readonly notice: boolean; readonly waitSeconds: number };

export interface Limits {
  /** Counts one question of this person in this chat. */
  take(person: string, chat: string): Promise<Verdict>;
}

const MINUTE_SECONDS = 60;

/** Questions a minute; 0 is no limit. A private chat counts for its person alone. */
export function createLimits(rates: { readonly user: number; readonly chat: number }): Limits {
  const limiter = (points: number) =>
    points === 0 ? null : new RateLimiterMemory({ points, duration: MINUTE_SECONDS });
  const [people, chats] = [limiter(rates.user), limiter(rates.chat)];
  const notices = new RateLimiterMemory({ points: 1, duration: MINUTE_SECONDS });
  return {
    async take(person, chat) {
      const waits = [await wait(people, person), chat === person ? 0 : await wait(chats, chat)];
      const waitMs = Math.max(...waits);
      if (waitMs === 0) return { allowed: true };
      const notice = (await wait(notices, waits[0]! > 0 ? person : chat)) === 0;
      return { allowed: false, notice, waitSeconds: Math.ceil(waitMs / 1000) };
    },
  };
}

/** How long until the next point; 0 when there was one. In milliseconds. */
async function wait(limiter: RateLimiterMemory | null, key: string): Promise<number> {
  if (!limiter) return 0;
  try {
    await limiter.consume(key);
    return 0;
  } catch (refusal) {
    // The library rejects with the state of the key, or with an error when it fails itself.
    if (refusal instanceof Error) throw refusal;
    return Math.max(1, (refusal as RateLimiterRes).msBeforeNext);
  }
}
