import { DateTime } from "luxon";

/** Which messages are wanted. Times in milliseconds; `from` included, `to` not. */
export type When =
  | { readonly kind: "last"; readonly count: number }
  | { readonly kind: "period"; readonly from: number; readonly to: number }
  /** Since the asker last wrote. */
  | { readonly kind: "me" };

/** More are never asked for at once. */
const MOST_MESSAGES = 100_000;

const UNITS = {
  minutes: /^(?:m|min|mins|minutes?|分|分钟|分鐘)$/u,
  hours: /^(?:h|hr|hrs|hours?|时|小时|小時|个小时|個小時|钟头|个钟头)$/u,
  days: /^(?:d|days?|天|日)$/u,
  weeks: /^(?:w|wk|weeks?|周|週|星期|个星期|個星期|礼拜|个礼拜)$/u,
} as const;

const DIGITS = "零一二三四五六七八九十";

/**
 * What people write for a stretch of a chat: `100` (the last hundred messages), `6h`, `3 天`, `2026-11-01` (that
 * day and all since), `2026-11-01..2026-11-03`, `yesterday`, `今天`, `this week`, `me`. `null` for anything else.
 *
 * @param now in milliseconds
 * @param timeZone an IANA name: where days begin
 */
export function parseWhen(text: string, now: number, timeZone: string): When | null {
  const said = text.normalize("NFKC").trim().toLowerCase().replace(/\s+/gu, " ");
  const time = DateTime.fromMillis(now, { zone: timeZone });
  if (!time.isValid) return null;
  if (/^(?:me|我)$/u.test(said)) return { kind: "me" };
  return lastMessages(said) ?? namedDay(said, time) ?? duration(said, time) ?? dates(said, time);
}

function lastMessages(said: string): When | null {
  const [, digits] =
    /^(?:last |最近 ?)?(\d{1,9})(?: ?(?:messages?|msgs?|条|條|条消息|條消息))?$/u.exec(said) ?? [];
  if (digits === undefined) return null;
  const count = Number(digits);
  return count > 0 ? { kind: "last", count: Math.min(count, MOST_MESSAGES) } : null;
}

function namedDay(said: string, now: DateTime): When | null {
  const today = now.startOf("day");
  if (/^(?:today|今天|今日)$/u.test(said)) return since(today, now);
  if (/^(?:yesterday|昨天|昨日)$/u.test(said)) return period(today.minus({ days: 1 }), today);
  if (/^(?:the day before yesterday|前天)$/u.test(said))
    return period(today.minus({ days: 2 }), today.minus({ days: 1 }));
  if (/^(?:this week|本周|这周|这星期|这个星期|本週|這週)$/u.test(said))
    return since(now.startOf("week"), now);
  if (/^(?:last week|上周|上星期|上个星期|上週)$/u.test(said))
    return period(now.startOf("week").minus({ weeks: 1 }), now.startOf("week"));
  return null;
}

function duration(said: string, now: DateTime): When | null {
  const [, number, unit] =
    /^(?:(?:the )?(?:last|past) |最近|过去|過去|近)? ?(\d{1,6}(?:\.\d)?|[零一二两三四五六七八九十半]|an?|)? ?(\p{L}+?)(?:以?[内來来前]| ago)?$/u.exec(
      said,
    ) ?? [];
  if (unit === undefined) return null;
  const name = (Object.keys(UNITS) as (keyof typeof UNITS)[]).find((key) => UNITS[key].test(unit));
  const amount = amountOf(number ?? "", said);
  if (!name || amount === null || amount <= 0) return null;
  const from = now.minus({ [name]: amount });
  return from.isValid ? since(from, now) : null;
}

/** `an hour`, `一周`, `半天`, `24`; a unit alone (`last hour`) is one of it only where it says "last". */
function amountOf(number: string, said: string): number | null {
  if (number === "") return /^(?:(?:the )?(?:last|past) )/u.test(said) ? 1 : null;
  if (/^an?$/u.test(number)) return 1;
  if (number === "半") return 0.5;
  if (number === "两") return 2;
  const digit = DIGITS.indexOf(number);
  return digit > 0 ? digit : Number(number);
}

const DATE = String.raw`(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?(?:[ t]\d{1,2}:\d{2})?`;

function dates(said: string, now: DateTime): When | null {
  const [, first, second] =
    new RegExp(
      `^(?:since |自|从)?(${DATE})(?: ?(?:\\.\\.|to|–|—|~|到|至) ?(${DATE}))?(?:以来|起)?$`,
      "u",
    ).exec(said) ?? [];
  const from = first === undefined ? null : dateOf(first, now);
  if (!from) return null;
  if (second === undefined) return from > now ? null : since(from, now);
  const last = dateOf(second, now);
  const until = /:/u.test(second) ? last : last?.plus({ days: 1 });
  return until && until > from ? period(from, until) : null;
}

/** Without a year, the last such day that was. */
function dateOf(text: string, now: DateTime): DateTime | null {
  const [, year, month, day, hour = 0, minute = 0] =
    /^(?:(\d{4})\D)?(\d{1,2})\D(\d{1,2})日?(?:[ t](\d{1,2}):(\d{2}))?$/u.exec(text)?.map(Number) ??
    [];
  const at = (in_: number) =>
    DateTime.fromObject(
      { year: in_, month: month!, day: day!, hour: hour || 0, minute: minute || 0 },
      { zone: now.zone },
    );
  const date = at(year || now.year);
  if (!date.isValid) return null;
  return !year && date > now ? at(now.year - 1) : date;
}

const period = (from: DateTime, to: DateTime): When => ({
  kind: "period",
  from: from.toMillis(),
  to: to.toMillis(),
});

/** What was sent in this very millisecond is in, too. */
const since = (from: DateTime, now: DateTime): When => ({
  kind: "period",
  from: from.toMillis(),
  to: now.toMillis() + 1,
});
