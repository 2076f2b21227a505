import { createRequire } from "node:module";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

const require = createRequire(import.meta.url);

// Node cannot import the ESM build of @grafana/data; its CommonJS build is the same code.
const commonJs = ["@grafana/data", "@grafana/runtime", "@grafana/schema", "@grafana/ui"].map((name) => ({
  find: new RegExp(`^${name}$`),
  replacement: require.resolve(name),
}));

// A sibling is tested from its sources, so a run needs no build.
const sources = {
  find: "@loadline/control/ledger",
  replacement: join(import.meta.dirname, "../../packages/control/src/ledger/capacity-ledger.ts"),
};

// More cases of each property, or as many as fit some seconds: npm run test:full -- fuzz
const fuzzes = process.env["LOADLINE_FUZZ_SECONDS"] !== undefined || process.env["LOADLINE_FUZZ_BOUNDED"] !== undefined;

export default defineConfig({
  root: import.meta.dirname,
  resolve: { alias: [...commonJs, sources] },
  test: {
    name: "panel",
    // The test files share what they import; none changes it.
    isolate: false,
    // The view model needs no page; tests that do need one name jsdom in their first line.
    environment: "node",
    setupFiles: ["vitest.setup.ts", "../../test/properties.ts"],
    testTimeout: fuzzes ? 600_000 : 300_000,
    include: ["src/**/*.test.{ts,tsx}", "host/**/*.test.ts"],
  },
});
