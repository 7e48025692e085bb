import type { RenderDeps } from "./render.ts";
import type { TerminalApp } from "./open-app.ts";
import { plainStyle, type Style, styleOf } from "./styles.ts";

/** Longer lines are tiresome to read, however wide the window. */
const WIDEST = 100;
/** Some terminals, and none that is known to be wide, do not say how wide they are. */
const UNKNOWN_WIDTH = 80;

/** The columns to write in, asked for anew each time since a window changes its size. */
export const widthOf = (output: { readonly isTTY?: boolean; readonly columns?: number }): number =>
  output.isTTY ? Math.min(output.columns || UNKNOWN_WIDTH, WIDEST) : WIDEST;

/** How to render for the terminal, file or pipe that stdout is. */
export function renderOptions(
  app: TerminalApp,
  style: Style = process.stdout.isTTY ? styleOf() : plainStyle,
): RenderDeps {
  return app.plain
    ? { ...app, style: plainStyle, width: Infinity, plain: true }
    : { ...app, style, width: widthOf(process.stdout), plain: false };
}
