import pc from "picocolors";
import type { Style } from "./render.ts";

/** picocolors knows when not to colour: no terminal, `NO_COLOR`, `TERM=dumb`. */
export const terminalStyle: Style = {
  bold: (text) => pc.bold(text),
  dim: (text) => pc.dim(text),
  quote: (text) => pc.cyan(text),
};

export const plainStyle: Style = {
  bold: (text) => text,
  dim: (text) => text,
  quote: (text) => text,
};
