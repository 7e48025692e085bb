/** In the order of `/help`. */
export const COMMANDS = [
  "quotes",
  "summary",
  "topics",
  "context",
  "open",
  "lang",
  "plain",
  "history",
  "help",
  "quit",
] as const;

export type CommandName = (typeof COMMANDS)[number];
