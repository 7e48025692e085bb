import { Option } from "commander";
import { packageRoot } from "../src/package-root.ts";
import { makeRecap } from "../src/recap/make-recap.ts";
import { loadLexicon } from "../src/retrieve/lexicon.ts";
import { newCommand, printLine, runCommand } from "../src/terminal/command.ts";
import { baselineRecap } from "./evaluation-recap/baseline.ts";
import { type Conversation, type Half, readConversations } from "./evaluation-recap/gold.ts";
import { makeDay } from "./evaluation-recap/make-day.ts";
import { type Scores, scoresOf, type Share, sum } from "./evaluation-recap/score.ts";

interface Options {
  half: Half | "all";
  json?: true;
  each?: true;
}

const HALVES = ["tuning", "untouched"] as const;
const COLUMN = 16;

const command = newCommand("eval:recap", "Measure recaps on data/eval/recap, beside a baseline")
  .addOption(
    new Option("--half <name>", "which conversations").choices([...HALVES, "all"]).default("all"),
  )
  .option("--each", "also each conversation by itself")
  .option("--json", "print the counts as JSON")
  .action(async ({ half, json, each }: Options) => {
    const written = await readConversations();
    const results: Record<string, Measured> = {};
    for (const name of HALVES.filter((one) => half === "all" || one === half)) {
      const day = makeDay(name, written);
      const single = await Promise.all(
        written.filter(({ gold }) => gold.half === name).map(measure),
      );
      if (each) for (const one of single) results[one.name] = one;
      results[name] = {
        name,
        ours: sum(single.map(({ ours }) => ours)),
        baseline: sum(single.map(({ baseline }) => baseline)),
      };
      results[day.name] = await measure(day);
    }
    if (json) printLine(JSON.stringify(results));
    else for (const line of table(Object.values(results))) printLine(line);
  });

interface Measured {
  readonly name: string;
  readonly ours: Scores;
  readonly baseline: Scores;
}

async function measure(conversation: Conversation): Promise<Measured> {
  const { chat, messages, name } = conversation;
  const recap = await makeRecap({ chat, messages, left: 0 }, { lexicon });
  const points = recap.threads.reduce(
    (total, thread) => total + thread.claims.length + thread.questions.length,
    0,
  );
  return {
    name,
    ours: scoresOf(recap.threads, conversation),
    baseline: scoresOf(baselineRecap(messages, points), conversation),
  };
}

function* table(results: readonly Measured[]): Generator<string> {
  for (const { name, ours, baseline } of results) {
    yield `${name.padEnd(26)}${"recap".padEnd(COLUMN)}baseline`;
    for (const [measure_, share] of Object.entries(ours))
      yield `  ${measure_.padEnd(24)}${describe(share).padEnd(COLUMN)}${describe(baseline[measure_]!)}`;
    yield "";
  }
}

const describe = ([some, all]: Share): string =>
  all === 0 ? "–" : `${((100 * some) / all).toFixed(0)}% (${some}/${all})`;

const lexicon = loadLexicon(new URL("data/lexicon/", packageRoot()));
await runCommand(command);
