import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Half of them wait for child processes and servers, so a core for vitest itself is not missed.
    maxWorkers: availableParallelism(),
  },
});
