/**
 * The environment of a program that kills itself, as `kill -9` would, when it is about to touch the library
 * for the `step`th time: to make, open, rename or remove something. A write is killed half-way.
 */
export const killAtStep = (library: string, step: number): { NODE_OPTIONS: string } => ({
  NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(preload(library, step))}`,
});

const preload = (library: string, step: number) => `
import fs from "node:fs";
import fsp from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
let left = ${step};
const due = () => --left === 0;
const die = () => process.kill(process.pid, "SIGKILL");
const inLibrary = (path) => String(path).startsWith(${JSON.stringify(library)});
const watch = (owner, name) => {
  const before = owner[name];
  owner[name] = function (path, ...rest) {
    if (inLibrary(path) && due()) die();
    return before.call(this, path, ...rest);
  };
};
for (const name of ["mkdir", "open", "rm", "writeFile"]) watch(fsp, name);
watch(fs, "renameSync");
const handle = await fsp.open(process.execPath, "r");
const prototype = Object.getPrototypeOf(handle);
await handle.close();
const write = prototype.writeFile;
prototype.writeFile = async function (bytes) {
  if (!due()) return write.call(this, bytes);
  await write.call(this, bytes.subarray(0, bytes.length / 2));
  die();
};
const sync = prototype.sync;
prototype.sync = function () {
  if (due()) die();
  return sync.call(this);
};
syncBuiltinESMExports();
`;
