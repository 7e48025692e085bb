// Runs a TypeScript entry point: node scripts/launch.js ask …
//
// The sources are bundled into dist/ first, unless the bundle that is there was made from just these
// sources. A bundle starts in a third of the time and half the memory of transforming each file while
// it is loaded, and this way nobody ever runs a stale one.
import console from "node:console";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Loaded from node_modules: native code, what loads files of its own, and what only some runs need. */
const KEPT_APART = ["hnswlib-node", "better-sqlite3", "@langchain/openai", "grammy", "pino"];

/** Programs for those who work on Verbatim: they use the tests' servers, which nobody else needs to have. */
const WORKSHOP = /^(?:bench|build|eval|fit|picture|screenshot|soak)/;

const root = fileURLToPath(new URL("..", import.meta.url));
const [entry] = process.argv.splice(2, 1);
const isWorkshop = WORKSHOP.test(entry);
const folders = isWorkshop ? ["src", "scripts", "test/support"] : ["src", "scripts"];
const scripts = readdirSync(join(root, "scripts"))
  .filter((name) => name.endsWith(".ts"))
  .map((name) => name.slice(0, -".ts".length))
  .filter((name) => WORKSHOP.test(name) === isWorkshop);
const entries = {
  ...(isWorkshop ? {} : { main: "src/main.ts" }),
  ...Object.fromEntries(scripts.map((name) => [name, `scripts/${name}.ts`])),
};

if (!Object.hasOwn(entries, entry) && entry !== "--build-only") {
  console.error(
    `There is no program "${entry ?? ""}". There are: ${Object.keys(entries).join(", ")}; for those who work on Verbatim, what package.json names`,
  );
  process.exit(2);
}

const bundle = join(root, "dist", sourcesKey());
if (!existsSync(bundle)) await build();
if (entry !== "--build-only") await import(pathToFileURL(join(bundle, `${entry}.js`)).href);

/** Changes whenever a source file is added, removed or written. */
function sourcesKey() {
  const hash = createHash("sha256");
  for (const folder of folders)
    for (const file of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!file.isFile() || !/\.[jt]s$/.test(file.name) || file.parentPath.includes("node_modules"))
        continue;
      const path = join(file.parentPath, file.name);
      const { mtimeMs, size } = statSync(path);
      hash.update(`${path} ${mtimeMs} ${size}\n`);
    }
  const lock = statSync(join(root, "package-lock.json"));
  return hash
    .update(`${isWorkshop} ${lock.mtimeMs} ${lock.size} ${process.version}`)
    .digest("hex")
    .slice(0, 16);
}

/** Written aside and renamed, so that two first starts at once do not meet half a bundle. */
async function build() {
  const { build: bundleWithEsbuild } = await import("esbuild");
  const dist = join(root, "dist");
  const temporary = join(dist, `.building-${process.pid}`);
  mkdirSync(dist, { recursive: true });
  await bundleWithEsbuild({
    absWorkingDir: root,
    entryPoints: entries,
    outdir: temporary,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    external: KEPT_APART,
    // What packages in CommonJS find in every file.
    banner: {
      js: [
        'import { createRequire as bundleRequire } from "node:module";',
        'import { fileURLToPath as bundlePath } from "node:url";',
        "const require = bundleRequire(import.meta.url);",
        "const __filename = bundlePath(import.meta.url);",
        'const __dirname = bundlePath(new URL(".", import.meta.url));',
      ].join("\n"),
    },
    sourcemap: "linked",
    logLevel: "error",
  });
  try {
    renameSync(temporary, bundle);
  } catch (error) {
    // Another start was faster; its bundle is as good.
    if (!existsSync(bundle)) throw error;
    rmSync(temporary, { recursive: true });
  }
  removeOldBundles(dist);
}

/** Not those of the last hour: a program that was started from one may still load parts of it. */
function removeOldBundles(dist) {
  const anHourAgo = Date.now() - 3_600_000;
  for (const name of readdirSync(dist)) {
    const path = join(dist, name);
    if (path !== bundle && statSync(path, { throwIfNoEntry: false })?.mtimeMs < anHourAgo)
      rmSync(path, { recursive: true, force: true });
  }
}
