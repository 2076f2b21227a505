/**
 * Embeds packages/model/data as catalogue/data.generated.js, because core itself reads no files: in dist at the end of
 * the build, from the compiled sources, and in src before a vitest run, from the sources through vitest's own loader.
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

// The schemas stand beside the look-ups that import the output, so an output has to exist before one is made. An earlier one
// stays until then: another process may be reading it.
const nothing = "export const embedded = {};\nexport const embeddedNames = {};\n";

// Renamed into place: another process may be reading the file.
const write = (path, text) => {
  writeFileSync(`${path}.${process.pid}`, text);
  renameSync(`${path}.${process.pid}`, path);
};

/** Writes the catalogue to `output`, below packages/model, unless it is up to date. */
const embed = async (output, loadRenderer) => {
  const path = join(core, output);
  const data = filesBelow("data", (name) => name.endsWith(".json"));
  const sources = filesBelow("src", (name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  const hash = createHash("sha256");
  for (const name of [...data, ...sources]) hash.update(name).update(textOf(name));
  const stamp = `// ${hash.digest("hex")}\n`;
  if (existsSync(path) && readFileSync(path, "utf8").startsWith(stamp)) return;
  if (!existsSync(path)) write(path, nothing);
  const { renderCatalogue } = await loadRenderer();
  const files = data.map((name) => ({ path: name.slice("data/".length), json: JSON.parse(textOf(name)) }));
  write(path, stamp + renderCatalogue(files));
};

/** Called by vitest before a run. */
export const setup = () =>
  embed("src/catalogue/data.generated.js", () => import("../src/data-files/render-catalogue.ts"));

if (process.argv.includes("--to-dist")) {
  await embed("dist/catalogue/data.generated.js", () => import("../dist/data-files/render-catalogue.js"));
}
