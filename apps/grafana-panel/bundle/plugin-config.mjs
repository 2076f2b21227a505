import { readFileSync } from "node:fs";
import { join } from "node:path";
import { base, root, typescript } from "./run-rspack.mjs";

export const readJson = (path) => JSON.parse(readFileSync(join(root, path), "utf8"));

export const pluginId = readJson("src/plugin.json").id;
export const pluginVersion = readJson("package.json").version;
export const pluginFolder = join(root, "dist/plugin");

/** The modules that Grafana shares with its plugins; everything else is bundled.
 *  @source https://github.com/grafana/plugin-tools packages/create-plugin/templates/common/.config/bundler/externals.ts */
const sharedByGrafana = [
  "@emotion/css",
  "@emotion/react",
  "@grafana/data",
  "@grafana/runtime",
  "@grafana/ui",
  "i18next",
  "lodash",
  "moment",
  "react",
  "react-dom",
  "react/jsx-dev-runtime",
  "react/jsx-runtime",
  "rxjs",
  "rxjs/operators",
];

/** How the plugin is bundled: one AMD module that takes what Grafana shares. */
export const pluginConfig = {
  ...base,
  name: "plugin",
  entry: { module: "./src/module.ts" },
  devtool: "source-map",
  externals: sharedByGrafana,
  output: { path: pluginFolder, filename: "[name].js", library: { type: "amd" }, uniqueName: pluginId },
  module: { rules: [typescript] },
};
