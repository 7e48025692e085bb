import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLibraryTools } from "../src/app.ts";
import {
  newCommand,
  printLine,
  readConfig,
  reportLine,
  runCommand,
} from "../src/terminal/command.ts";
import { FAULTS } from "./soak/faults.ts";
import { type Random, seededRandom } from "./soak/random.ts";
import { createSoak, type Soak } from "./soak/soak.ts";

const command = newCommand(
  "soak:library",
  "Kill, flip and cut a library, and look for what is lost",
)
  .option("--faults <n>", "how many faults", Number, 500)
  .option("--seed <n>", "which row of faults", Number, 1)
  .action(async ({ faults, seed }: { faults: number; seed: number }) => {
    const path = mkdtempSync(join(tmpdir(), "verbatim-soak-"));
    const place = { directory: path, isDefault: false };
    const { deriver } = await createLibraryTools(readConfig(), place);
    let fault = "";
    const tell = (line: string) => {
      reportLine(`${fault}: ${line}`);
    };
    try {
      const random = seededRandom(seed);
      const soak = await createSoak(path, deriver, random, tell);
      const counts = new Map<string, number>();
      for (let done = 1; done <= faults; done++) {
        fault = pickFault(random);
        counts.set(fault, (counts.get(fault) ?? 0) + 1);
        await FAULTS[fault]!.happen(soak);
        if (done % 50 === 0) reportLine(`faults ${done}  ${summary(soak)}`);
      }
      for (const [kind, count] of counts) printLine(`${String(count).padStart(5)}  ${kind}`);
      const { kills, quotes } = soak.done;
      printLine(`seed ${seed}  kills that struck ${kills}  quotes of answers compared ${quotes}`);
      printLine(`faults ${faults}  ${summary(soak)}`);
      if (Object.values(soak.found).some((count) => count > 0)) process.exitCode = 1;
    } finally {
      rmSync(path, { recursive: true, force: true });
    }
  });

function pickFault(random: Random): string {
  const names = Object.entries(FAULTS).flatMap(([name, { weight }]) =>
    Array<string>(weight).fill(name),
  );
  return random.pick(names);
}

const summary = ({ found }: Soak): string =>
  Object.entries(found)
    .map(([failure, count]) => `${failure} ${count}`)
    .join("  ");

await runCommand(command);
