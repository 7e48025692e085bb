import type { Command } from "commander";
import { createLibraryTools, ensureLibrary, type LibraryPlace, libraryPlace } from "../src/app.ts";
import { metadataOf } from "../src/answer/verify.ts";
import type { Config } from "../src/config.ts";
import { UserError } from "../src/errors.ts";
import { ingest, type IngestOutcome, removeInterview } from "../src/library/ingest.ts";
import { openLibrary } from "../src/library/open-library.ts";
import { loadMessages } from "../src/locales/messages.ts";
import {
  EXIT,
  newCommand,
  printLine,
  readConfig,
  reportLine,
  runCommand,
} from "../src/terminal/command.ts";

interface Options {
  library?: string;
  list?: true;
  remove?: string;
}

const command = newCommand("ingest", "Add interviews to a library, or list or remove what is there")
  .argument("[files...]", "UTF-8 text or Markdown files, one interview each")
  .option("--library <dir>", "the library; made when it is not there (default: DATA_DIR/library)")
  .option("--list", "list the interviews of the library")
  .option("--remove <id>", "remove an interview from the library")
  .action(async (files: string[], options: Options, self: Command) => {
    const jobs = [files.length > 0, options.list === true, options.remove !== undefined];
    if (jobs.filter(Boolean).length !== 1)
      self.error("error: name the files to ingest, or --list, or --remove ID", {
        exitCode: EXIT.usage,
      });
    const config = readConfig();
    const place = libraryPlace(config, options.library);
    if (options.list) await list(config, place);
    else if (options.remove !== undefined) await remove(options.remove, config, place);
    else await add(files, config, place);
  });

async function add(files: string[], config: Config, place: LibraryPlace): Promise<void> {
  const messages = loadMessages();
  const { deriver } = await createLibraryTools(config, place, {
    mayChange: true,
    onWarning: reportLine,
    onVectors: (done, total) => {
      reportLine(messages(config.language, "vectors-progress", { done, total }));
    },
  });
  await ensureLibrary(place, deriver);
  const outcomes = await ingest(place.directory, files, deriver, {
    onProgress: (done, total) => {
      reportLine(messages(config.language, "ingest-progress", { done, total }));
    },
  });
  const failed = outcomes.filter((outcome) => outcome.kind === "failed");
  for (const outcome of outcomes) if (outcome.kind !== "failed") printLine(describe(outcome));
  for (const { message } of failed) reportLine(message);
  if (failed.length > 0) process.exitCode = EXIT.userError;
}

function describe({ kind, id, interview }: Exclude<IngestOutcome, { kind: "failed" }>): string {
  const { passages, sentences, speakers } = interview;
  const voices = speakers.map(({ name }) => name).join(", ") || "no speakers";
  return `${kind} ${id}: ${passages.length} passages, ${sentences.length} sentences; ${voices}`;
}

async function list(config: Config, place: LibraryPlace): Promise<void> {
  const { deriver } = await createLibraryTools(config, place);
  await ensureLibrary(place, deriver);
  const library = await openLibrary(place.directory, deriver, { onWarning: reportLine });
  for (const { interview } of library.interviews) {
    const title = metadataOf(interview.metadata, "title") ?? "";
    printLine(`${interview.id}\t${title}`);
  }
}

async function remove(id: string, config: Config, place: LibraryPlace): Promise<void> {
  const { deriver } = await createLibraryTools(config, place);
  await ensureLibrary(place, deriver);
  const { interviews } = await openLibrary(place.directory, deriver);
  if (!(await removeInterview(place.directory, id, deriver))) {
    const known = interviews.map(({ interview }) => interview.id).join(", ") || "none";
    throw new UserError("interview", `There is no interview "${id}". There are: ${known}`);
  }
  printLine(`removed ${id}`);
}

await runCommand(command);
