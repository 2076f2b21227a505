import { availableParallelism } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

// Siblings are tested from their sources, so a unit run needs no build.
const source = { conditions: ["@loadline/source", "node", "import", "default"] };

// Embeds packages/model/data where it has changed.
const globalSetup = [join(import.meta.dirname, "packages/model/scripts/embed-data.mjs")];

const setupFiles = [join(import.meta.dirname, "test/properties.ts")];

// More cases of each property, or as many as fit some seconds: npm run test:full -- fuzz
const fuzzes = process.env["LOADLINE_FUZZ_SECONDS"] !== undefined || process.env["LOADLINE_FUZZ_BOUNDED"] !== undefined;

export default defineConfig({
  test: {
    // A snapshot that is missing fails, as a golden file does; one variable rewrites both.
    update: process.env["UPDATE_GOLDEN"] === "1" ? "all" : "none",
    // One more than processors, since some tests wait for programs; more would only cost memory.
    maxWorkers: Math.min(8, availableParallelism()) + 1,
    projects: [
      {
        resolve: source,
        ssr: { resolve: source },
        test: {
          name: "unit",
          globalSetup,
          setupFiles,
          // Only ends a test that hangs: how fast a machine is decides nothing.
          testTimeout: fuzzes ? 600_000 : 300_000,
          hookTimeout: 300_000,
          // Modules are loaded once per worker: half of the time of a run is reading the catalogue.
          isolate: false,
          environment: "node",
          include: [
            "{packages,research}/*/{src,test}/**/*.test.ts",
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
          name: "contract",
          globalSetup,
          setupFiles,
          environment: "node",
          include: ["test/{accuracy,bench,chaos,check,contract,deploy,fakes,security}/**/*.test.ts"],
          isolate: false,
          testTimeout: fuzzes ? 600_000 : 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        resolve: source,
        ssr: { resolve: source },
        test: {
          // A real control plane, which has to be built once: npm run test:kubernetes
          name: "kubernetes",
          globalSetup: [...globalSetup, join(import.meta.dirname, "test/kubernetes/build-control-plane.ts")],
          environment: "node",
          include: ["test/kubernetes/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
      {
        resolve: source,
        ssr: { resolve: source },
        test: {
          name: "e2e",
          globalSetup,
          setupFiles,
          environment: "node",
          include: ["test/{e2e,panel,planner}/**/*.test.ts"],
          // They build and serve the same pages.
          fileParallelism: false,
          testTimeout: fuzzes ? 600_000 : 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
