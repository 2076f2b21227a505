import { join } from "node:path";
import { defineConfig } from "vitest/config";

// Siblings are tested from their sources, so a unit run needs no build.
const source = { conditions: ["@loadline/source", "node", "import", "default"] };

// Embeds packages/core/data where it has changed.
const globalSetup = [join(import.meta.dirname, "packages/core/scripts/embed-data.mjs")];

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        resolve: source,
        ssr: { resolve: source },
        test: {
          name: "unit",
          globalSetup,
          environment: "node",
          include: [
            "packages/*/src/**/*.test.ts",
            "apps/{agent,recommender,cli}/{src,test}/**/*.test.ts",
            "tools/src/**/*.test.ts",
            "tools/bootstrap/**/*.test.mjs",
          ],
          exclude: ["**/dist/**", "**/dist-test/**", "**/node_modules/**"],
        },
      },
      "apps/grafana-panel/vitest.config.ts",
      {
        resolve: source,
        ssr: { resolve: source },
        test: {
          name: "e2e",
          globalSetup,
          environment: "node",
          include: ["test/**/*.test.ts"],
          exclude: ["**/dist/**", "**/node_modules/**"],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
