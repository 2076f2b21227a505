/**
 * Embeds packages/core/data as src/catalogue/data.generated.js, because core itself reads no files. Runs at the end of
 * the build (from the compiled sources) and before a vitest run (from the sources, through vitest's own loader).
 * A stamp of everything that the output depends on stands in its first line, so a run without a change writes nothing.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const core = fileURLToPath(new URL("..", import.meta.url));

const filesBelow = (folder, isWanted) =>
  readdirSync(join(core, folder), { recursive: true })
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .filter(isWanted)
    .toSorted();

const textOf = (path) => readFileSync(join(core, path), "utf8");

// The schemas stand beside the look-ups that import the output, so the output has to exist before it is made.
const nothing = "export const embedded = {};\nexport const embeddedNames = {};\n";

// Renamed into place: another process may be reading the file.
const write = (path, text) => {
  writeFileSync(`${path}.${process.pid}`, text);
  renameSync(`${path}.${process.pid}`, path);
};

/** Writes the catalogue to `paths` unless all of them are up to date. */
const embed = async (paths, loadRenderer) => {
  const data = filesBelow("data", (path) => path.endsWith(".json"));
  const sources = filesBelow("src", (path) => path.endsWith(".ts") && !path.endsWith(".test.ts"));
  const hash = createHash("sha256");
  for (const path of [...data, ...sources]) hash.update(path).update(textOf(path));
  const stamp = `// ${hash.digest("hex")}\n`;
  const isCurrent = (path) => existsSync(path) && readFileSync(path, "utf8").startsWith(stamp);
  if (paths.every(isCurrent)) return;
  for (const path of paths) write(path, nothing);
  const { renderCatalogue } = await loadRenderer();
  const files = data.map((path) => ({ path: path.slice("data/".length), json: JSON.parse(textOf(path)) }));
  const text = stamp + renderCatalogue(files);
  for (const path of paths) write(path, text);
};

const inSources = join(core, "src/catalogue/data.generated.js");

/** Called by vitest before a run. */
export const setup = () => embed([inSources], () => import("../src/catalogue/render-catalogue.ts"));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const inDist = join(core, "dist/catalogue/data.generated.js");
  await embed([inSources, inDist], () => import("../dist/catalogue/render-catalogue.js"));
}
