import { Writable } from "node:stream";

/** Where readline shows what is typed. While it is not open, what is typed is kept but not shown. */
export interface Echo {
  readonly stream: Writable;
  open: boolean;
}

export function createEcho(output: Writable & { readonly columns?: number }): Echo {
  const stream = new Writable({
    decodeStrings: false,
    write(text: string | Uint8Array, _encoding, done) {
      if (echo.open) output.write(text);
      done();
    },
  });
  // Without it long lines would be edited as if the window had no end.
  Object.defineProperty(stream, "columns", { get: () => output.columns || undefined });
  output.on("resize", () => stream.emit("resize"));
  const echo: Echo = { stream, open: true };
  return echo;
}
