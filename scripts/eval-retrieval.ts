// How often retrieval finds the right passage, and how often its first quote holds the answer, for all
// articles and for each half of them.
// Run: node scripts/launch.js eval-retrieval
import { askXquad, xquadIsHere, type XquadOutcome } from "./evaluation/xquad.ts";

if (xquadIsHere()) describeHalves(await askXquad());
else console.log("../shared/eval/xquad-dev.jsonl is not here: nothing is measured.");

function describeHalves(outcomes: readonly XquadOutcome[]): void {
  const halves = {
    "all articles": () => true,
    "one half": (article: number) => article % 2 === 0,
    "other half": (article: number) => article % 2 === 1,
  };
  for (const [half, includes] of Object.entries(halves))
    for (const language of ["zh", "en"] as const) {
      const own = outcomes.filter((one) => one.language === language && includes(one.article));
      console.log(`${half.padEnd(12)} ${language}  ${describe(own)}`);
    }
}

function describe(outcomes: readonly XquadOutcome[]): string {
  const share = (holds: (outcome: XquadOutcome) => boolean) =>
    `${((100 * outcomes.filter(holds).length) / outcomes.length).toFixed(1)} %`;
  const times = outcomes.map(({ ms }) => ms).sort((a, b) => a - b);
  const percentile = (p: number) => `${times[Math.floor((times.length - 1) * p)]!.toFixed(1)} ms`;
  return [
    `passage first ${share(({ rank }) => rank === 0)}, in five ${share(({ rank }) => rank >= 0 && rank < 5)}`,
    `answer in first quote ${share(({ quote }) => quote === 0)}, in three ${share(({ quote }) => quote >= 0)}`,
    `p50 ${percentile(0.5)}, p99 ${percentile(0.99)}`,
  ].join("; ");
}
