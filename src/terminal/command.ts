import { Command, CommanderError } from "commander";
import { config as readDotenv } from "dotenv";
import { type Config, loadConfig } from "../config.ts";
import { UserError } from "../errors.ts";
import { printable } from "./printable.ts";

export const EXIT = { success: 0, userError: 1, usage: 2 } as const;

/** A command-line program: wrong usage ends it with 2, what the user can mend with 1 and one line. */
export function newCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .exitOverride()
    .showHelpAfterError(`Try: npm run ${name} -- --help`);
}

/** Parses the arguments, runs the command's action, and sets the exit code. */
export async function runCommand(command: Command): Promise<void> {
  closeQuietlyWithReader();
  try {
    await command.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError)
      process.exitCode = error.exitCode === 0 ? EXIT.success : EXIT.usage;
    else {
      process.stderr.write(`${errorLine(error)}\n`);
      process.exitCode = EXIT.userError;
    }
  }
}

/** @throws UserError naming every variable that is wrong. */
export function readConfig(): Config {
  readDotenv({ quiet: true });
  for (const name of DIVERTING) Reflect.deleteProperty(process.env, name);
  return loadConfig(process.env);
}

/**
 * Developers of other programs have these in their environment. LangChain and the OpenAI client beneath it would
 * send every prompt to LangSmith as well (the tracing), or to another endpoint than the configured one (the
 * gateway and the base), or print it (the last two). Prompts hold what people wrote: they go to the configured
 * endpoint and nowhere else.
 */
const DIVERTING = [
  "LANGSMITH_TRACING_V2",
  "LANGCHAIN_TRACING_V2",
  "LANGSMITH_TRACING",
  "LANGCHAIN_TRACING",
  "LANGSMITH_GATEWAY",
  "OPENAI_API_BASE",
  "LANGCHAIN_VERBOSE",
  "OPENAI_LOG",
];

/** What happened and what to do, in one line, also for what nobody foresaw. */
export function errorLine(error: unknown): string {
  if (error instanceof UserError) return printable(error.message.replace(/\s*\n\s*/gu, " "));
  const code = error instanceof Error && "code" in error ? String(error.code) : null;
  const said = error instanceof Error ? error.message : String(error);
  const message = printable(said.replace(/\s+/gu, " "));
  if (code === "EACCES" || code === "EPERM" || code === "EROFS")
    return `${message}. Make the directory writable, or choose another with DATA_DIR or --library`;
  if (code === "ENOTDIR" || code === "EEXIST")
    return `${message}. Choose another directory with DATA_DIR or --library`;
  if (code === "ENOSPC") return `${message}. Free some disk space, then try again`;
  return `Unexpected failure: ${message}. Please report it with the command that you ran`;
}

/** `| head -1` closes the pipe when it has what it wants: that is no failure. A full disk is one. */
export function closeQuietlyWithReader(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(EXIT.success);
    process.stderr.write(`${errorLine(error)}\n`);
    process.exit(EXIT.userError);
  });
}

/** Result lines go to stdout, everything else to stderr. */
export const printLine = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
export const reportLine = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
