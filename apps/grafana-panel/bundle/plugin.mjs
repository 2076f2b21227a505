import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { pluginConfig, pluginFolder, pluginId, pluginVersion, readJson } from "./plugin-config.mjs";
import { bundle, root } from "./run-rspack.mjs";

/** The texts in the layout of a Grafana translation: nested where a key has a full stop. */
const nested = (texts) => {
  const root = {};
  for (const [key, text] of Object.entries(texts)) {
    const path = key.split(".");
    const last = path.pop();
    const place = path.reduce((inside, part) => (inside[part] ??= {}), root);
    place[last] = text;
  }
  return root;
};

/** What Grafana loads for readers of each language. */
const writeTexts = () => {
  const { languages } = readJson("src/plugin.json");
  for (const language of languages) {
    const folder = join(pluginFolder, "locales", language);
    mkdirSync(folder, { recursive: true });
    const texts = nested(readJson(`src/text/${language}.json`));
    writeFileSync(join(folder, `${pluginId}.json`), `${JSON.stringify(texts, null, 2)}\n`);
  }
};

const copyFiles = () => {
  const pluginJson = readJson("src/plugin.json");
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
  writeTexts();
  const code = readFileSync(join(pluginFolder, "module.js"));
  return `${kilobytes(code.length)}, ${kilobytes(gzipSync(code).length)} gzip`;
};
