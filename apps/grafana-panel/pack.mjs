// Builds the plugin and packs it as it is installed: one folder, named as the plugin, in a zip with its checksum.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { zipSync } from "fflate";
import { buildPlugin } from "./bundle/plugin.mjs";
import { pluginFolder, pluginId, pluginVersion } from "./bundle/plugin-config.mjs";
import { root } from "./bundle/run-rspack.mjs";

const size = await buildPlugin();
const files = readdirSync(pluginFolder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));
const named = files
  .sort()
  .map((path) => [`${pluginId}/${relative(pluginFolder, path).replaceAll("\\", "/")}`, readFileSync(path)]);
// The first day of the format, so that the same files give the same archive.
const archive = zipSync(Object.fromEntries(named), { level: 9, mtime: new Date(1980, 0, 1) });
const name = `${pluginId}-${pluginVersion}.zip`;
writeFileSync(join(root, "dist", name), archive);
const sha1 = createHash("sha1").update(archive).digest("hex");
writeFileSync(join(root, "dist", `${name}.sha1`), `${sha1}  ${name}\n`);
process.stdout.write(`panel: dist/${name} ${(archive.length / 1000).toFixed(1)} kB; module.js ${size}\n`);
