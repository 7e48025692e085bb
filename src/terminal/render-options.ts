import type { App } from "../app.ts";
import type { RenderDeps } from "./render.ts";
import { plainStyle, terminalStyle } from "./styles.ts";

const DEFAULT_WIDTH = 100;

/** How to render for the terminal, file or pipe that stdout is. */
export const renderOptions = (app: App): RenderDeps => ({
  ...app,
  style: process.stdout.isTTY ? terminalStyle : plainStyle,
  width: Math.min(process.stdout.isTTY ? process.stdout.columns : DEFAULT_WIDTH, DEFAULT_WIDTH),
});
