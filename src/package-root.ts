import { existsSync } from "node:fs";

/** The directory of this package, wherever below it the running code was bundled to. */
export function packageRoot(from: string = import.meta.url): URL {
  for (let directory = new URL(".", from); ; directory = new URL("..", directory)) {
    if (existsSync(new URL("package.json", directory))) return directory;
    if (directory.pathname === "/") throw new Error(`No package.json above ${from}`);
  }
}
