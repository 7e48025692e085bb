import type { Sense } from "./senses.ts";

/** How like two expressions are that one sense has, by their places in it; chosen on the tuning questions and XQuAD. */
const HEAD_NEAR = 0.75;
const NEAR_NEAR = 0.5;
const HEAD_RELATED = 0.2;
const NEAR_RELATED = 0.05;
/** An expression in many senses means each of them less surely. */
const POLYSEMY = 0.25;
const MOST_LIKES = 96;
const LEAST_LIKENESS = 0.1;

/**
 * All expressions in order, and for each those that are like it, the likest first: by number, 0–1. Several senses that
 * have both make them liker, as if each said so by itself ("noisy or").
 */
export function likenesses(senses: readonly Sense[]) {
  const times = new Map<string, number>();
  for (const { head, near } of senses)
    for (const one of new Set([head, ...near])) times.set(one, (times.get(one) ?? 0) + 1);
  /** By expression, for others how likely it is that no sense joins the two. */
  const unlike = new Map<string, Map<string, number>>();
  const join = (a: string, b: string, likeness: number) => {
    if (a === b) return;
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const of = unlike.get(one) ?? new Map<string, number>();
      unlike.set(one, of);
      of.set(other, (of.get(other) ?? 1) * (1 - likeness));
    }
  };
  for (const { head, near, related } of senses) {
    const nears = [...new Set(near)].filter((one) => one !== head);
    const relateds = [...new Set(related)].filter((one) => one !== head && !nears.includes(one));
    nears.forEach((one, index) => {
      join(head, one, HEAD_NEAR);
      for (const other of nears.slice(index + 1)) join(one, other, NEAR_NEAR);
      for (const other of relateds) join(one, other, NEAR_RELATED);
    });
    for (const one of relateds) join(head, one, HEAD_RELATED);
  }
  const sureness = (one: string) => 1 / (1 + POLYSEMY * Math.log(times.get(one) ?? 1));
  const expressions = [...unlike.keys()].sort((a, b) => (a < b ? -1 : 1));
  const itemOf = new Map(expressions.map((expression, item) => [expression, item]));
  const likes = expressions.map((one) =>
    [...unlike.get(one)!]
      .map(
        ([other, rest]) =>
          [itemOf.get(other)!, (1 - rest) * sureness(one) ** 0.5 * sureness(other) ** 0.5] as const,
      )
      .filter(([, likeness]) => likeness >= LEAST_LIKENESS)
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, MOST_LIKES),
  );
  return { expressions, likes };
}
