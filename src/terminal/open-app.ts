import type { ModelUse } from "../answer/model/model-use.ts";
import { type App, type AppReports, createApp, libraryPlace } from "../app.ts";
import type { Config } from "../config.ts";
import { loadMessages } from "../locales/messages.ts";
import { reportLine } from "./command.ts";

export interface TerminalApp extends App {
  /** Whether answers are to be shown in the plain form that screen readers read well. */
  readonly plain: boolean;
}

/** Opens the library for a command, telling on stderr what takes time or is wrong. */
export async function openApp(
  config: Config,
  library: string | undefined,
  reports: AppReports = {},
): Promise<TerminalApp> {
  const told: string[] = [];
  const tell = (id: string, values: Record<string, number>) => {
    told.push(id);
    reportLine(loadMessages()(config.language, id, values));
  };
  const app = await createApp(config, libraryPlace(config, library), {
    onWarning: reportLine,
    onFirstStart: (count) => {
      tell("first-start", { count });
    },
    onVectors: (done, total) => {
      tell("vectors-progress", { done, total });
    },
    onProgress: (done, total) => {
      tell("ingest-progress", { done, total });
    },
    // Numbers alone: nothing of what was asked or answered.
    ...(config.logLevel === "debug" || config.logLevel === "trace"
      ? {
          onModelUse: (use: ModelUse) => {
            reportLine(`model ${JSON.stringify(use)}`);
          },
        }
      : {}),
    ...reports,
  });
  if (told.length > 0) {
    const { interviews } = app.library;
    const passages = interviews.reduce((sum, stored) => sum + stored.passages.length, 0);
    tell("library-ready", { count: interviews.length, passages });
  }
  // Schedulers and CI have no better terminal either; what is piped keeps its form there.
  return { ...app, plain: config.plain || (config.dumbTerminal && process.stdout.isTTY) };
}
