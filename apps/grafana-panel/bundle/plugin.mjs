import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { pluginConfig, pluginFolder, pluginVersion } from "./plugin-config.mjs";
import { bundle, root } from "./run-rspack.mjs";

const copyFiles = () => {
  const pluginJson = JSON.parse(readFileSync(join(root, "src/plugin.json"), "utf8"));
  const info = { ...pluginJson.info, version: pluginVersion };
  writeFileSync(join(pluginFolder, "plugin.json"), `${JSON.stringify({ ...pluginJson, info }, null, 2)}\n`);
  cpSync(join(root, "src/img"), join(pluginFolder, "img"), { recursive: true });
  for (const name of ["README.md", "CHANGELOG.md"]) cpSync(join(root, name), join(pluginFolder, name));
  cpSync(join(root, "../../LICENSE"), join(pluginFolder, "LICENSE"));
};

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** Builds dist/plugin and answers how large its code is. */
export const buildPlugin = async () => {
  rmSync(pluginFolder, { recursive: true, force: true });
  mkdirSync(pluginFolder, { recursive: true });
  await bundle(pluginConfig);
  copyFiles();
  const code = readFileSync(join(pluginFolder, "module.js"));
  return `${kilobytes(code.length)}, ${kilobytes(gzipSync(code).length)} gzip`;
};
