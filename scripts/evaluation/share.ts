/** A share of `of` things, with its 95 % interval (Wilson 1927). All shares are 0 to 1. */
export interface Share {
  readonly share: number;
  readonly low: number;
  readonly high: number;
  readonly of: number;
}

const Z = 1.96;

export const shareOf = <T>(items: readonly T[], holds: (item: T) => boolean): Share =>
  shareFrom(items.filter(holds).length, items.length);

export function shareFrom(hits: number, of: number): Share {
  if (of === 0) return { share: 0, low: 0, high: 1, of };
  const share = hits / of;
  const spread = 1 + (Z * Z) / of;
  const centre = (share + (Z * Z) / (2 * of)) / spread;
  const half = (Z * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of))) / spread;
  return { share, low: Math.max(0, centre - half), high: Math.min(1, centre + half), of };
}

/** The same questions are asked each time, so a drop of more than this is no accident of which were drawn. */
const TOLERANCE = 0.05;

/** Whether `now` is worse than `before` by more than a change of a question or two. */
export const isDrop = (now: Share, before: Share): boolean =>
  now.share < before.share - Math.max(TOLERANCE, 2 / Math.max(1, now.of));

const percent = (value: number): string => (100 * value).toFixed(0);

export const describeShare = ({ share, low, high, of }: Share): string =>
  of === 0 ? "–" : `${percent(share)} % [${percent(low)}–${percent(high)}] of ${of}`;
