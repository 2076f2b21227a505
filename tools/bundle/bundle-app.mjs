// Puts an app and all that it needs into one file, which runs wherever there is Node, with the notices of what is inside beside it.
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** A bundle of sources needs no build, and is whole while another process builds: `turbo` rewrites each file of dist in place. */
const ofSources = process.argv.includes("--of-sources") ? { conditions: ["@loadline/source", "module"] } : {};

export const commonOptions = (folder) => ({
  ...ofSources,
  absWorkingDir: folder,
  bundle: true,
  minify: true,
  metafile: true,
  platform: "node",
  target: "node20",
  legalComments: "none",
  logLevel: "warning",
  logOverride: { "empty-import-meta": "silent" },
});

/** Folders of the packages that went into bundles. */
const packagesOf = (folder, metafiles) =>
  new Set(
    metafiles
      .flatMap(({ inputs }) => Object.keys(inputs))
      .map((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1])
      .filter((path) => path !== undefined)
      .map((path) => resolve(folder, path)),
  );

/** Name, version and licence of a package, with the text of the licence where the package has one. */
const notice = (path) => {
  const { name, version, license } = JSON.parse(readFileSync(join(path, "package.json"), "utf8"));
  const file = readdirSync(path).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? "" : `\n${readFileSync(join(path, file), "utf8").trim()}\n`;
  return `${name} ${version} (${license})\n${text}`;
};

/** One letter outside of ASCII would double the memory that the text takes. */
const ascii = (text) =>
  text.replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** Bundles src/main.ts of `folder` by esbuild's `build`; `metafiles` are of parts that plugins bundled by themselves. */
export const bundleApp = async ({ build, folder, outfile, options = {}, metafiles = [] }) => {
  const { metafile } = await build({
    ...commonOptions(folder),
    ...options,
    entryPoints: ["src/main.ts"],
    outfile,
    format: "esm",
    // Some dependencies are CommonJS and ask for the built-in modules by require.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
  });
  const notices = [...packagesOf(folder, [metafile, ...metafiles])].sort().map(notice);
  writeFileSync(`${outfile}.LEGAL.txt`, notices.join("\n----\n\n"));
  writeFileSync(outfile, ascii(readFileSync(outfile, "utf8")));
  chmodSync(outfile, 0o755);
  process.stdout.write(`${outfile}: ${statSync(outfile).size} bytes\n`);
};
