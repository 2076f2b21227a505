import { createRequire } from "node:module";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

const require = createRequire(import.meta.url);

// Node cannot import the ESM build of @grafana/data; its CommonJS build is the same code.
const commonJs = ["@grafana/data", "@grafana/runtime", "@grafana/schema", "@grafana/ui"].map((name) => ({
  find: new RegExp(`^${name}$`),
  replacement: require.resolve(name),
}));

// As in the bundle, siblings are taken from their sources.
const siblings = [
  { find: /^@loadline\/core$/, replacement: join(import.meta.dirname, "../../packages/core/src/index.ts") },
];

export default defineConfig({
  root: import.meta.dirname,
  resolve: { alias: [...commonJs, ...siblings] },
  test: {
    name: "panel",
    globalSetup: [join(import.meta.dirname, "../../packages/core/scripts/embed-data.mjs")],
    // The view model knows no page; tests that need one say so in their first line.
    environment: "node",
    setupFiles: ["vitest.setup.ts"],
    include: ["src/**/*.test.{ts,tsx}", "host/**/*.test.ts"],
  },
});
