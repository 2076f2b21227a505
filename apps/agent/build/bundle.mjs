// node build/bundle.mjs [FILE]: puts the agent and all that it needs into one file, dist/loadline-agent.mjs, which runs wherever there is Node.
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { deflateSync } from "node:zlib";
import { build } from "esbuild";

const folder = fileURLToPath(new URL("..", import.meta.url));
const [, , outfile = `${folder}dist/loadline-agent.mjs`] = process.argv;
const { version } = JSON.parse(readFileSync(`${folder}package.json`, "utf8"));

const common = {
  absWorkingDir: folder,
  bundle: true,
  minify: true,
  metafile: true,
  platform: "node",
  target: "node20",
  legalComments: "none",
  logLevel: "warning",
  logOverride: { "empty-import-meta": "silent" },
  define: { LOADLINE_AGENT_VERSION: JSON.stringify(version) },
};

/**
 * Parts that few agents need, or only for a moment, with the functions that others call. Each has its own copy of all that
 * it needs, which is large, and is kept packed until somebody calls it: unpacked, its text alone would stay in memory.
 */
const packedParts = new Map([
  ["settings/read-settings.ts", ["sendSettings"]],
  ["sources/pod-resources/kubelet-client.ts", ["connectKubelet"]],
  ["sources/pod-resources/pod-report.ts", ["readPodResources"]],
]);

const unpacking = (text, names) => `
  import { createRequire } from "node:module";
  import { compileFunction } from "node:vm";
  import { inflateSync } from "node:zlib";
  const packed = ${JSON.stringify(deflateSync(text, { level: 9 }).toString("base64"))};
  let unpacked = null;
  const part = () => {
    if (unpacked === null) {
      const module = { exports: {} };
      const run = compileFunction(inflateSync(Buffer.from(packed, "base64")).toString("utf8"), ["module", "require"]);
      run(module, createRequire(import.meta.url));
      unpacked = module.exports;
    }
    return unpacked;
  };
  ${names.map((name) => `export const ${name} = (...values) => part().${name}(...values);`).join("\n")}
`;

/** Folders of the packages that went in. */
const packages = new Set();
const noteInputs = ({ inputs }) => {
  for (const input of Object.keys(inputs)) {
    const [, packageFolder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input) ?? [];
    if (packageFolder !== undefined) packages.add(resolve(folder, packageFolder));
  }
};

/** Name, version and licence of each of them, with the text of the licence where the package has one. */
const notices = () =>
  [...packages].sort().map((path) => {
    const { name, version, license } = JSON.parse(readFileSync(join(path, "package.json"), "utf8"));
    const file = readdirSync(path).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? "" : `\n${readFileSync(join(path, file), "utf8").trim()}\n`;
    return `${name} ${version} (${license})\n${text}`;
  });

const packing = {
  name: "packing",
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const [, names] = [...packedParts].find(([part]) => path === `${folder}src/${part}`) ?? [];
      if (names === undefined) return undefined;
      const { outputFiles, metafile } = await build({ ...common, entryPoints: [path], format: "cjs", write: false });
      noteInputs(metafile);
      return { contents: unpacking(outputFiles[0].text, names), loader: "js" };
    });
  },
};

const { metafile } = await build({
  ...common,
  entryPoints: ["src/main.ts"],
  outfile,
  format: "esm",
  plugins: [packing],
  // Some dependencies are CommonJS and ask for the built-in modules by require.
  banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
});
noteInputs(metafile);
// Notices of what is inside go beside the file.
writeFileSync(`${outfile}.LEGAL.txt`, notices().join("\n----\n\n"));

/** One letter outside of ASCII would double the memory that the text takes. */
const ascii = (text) =>
  text.replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
writeFileSync(outfile, ascii(readFileSync(outfile, "utf8")));
chmodSync(outfile, 0o755);
process.stdout.write(`${outfile}: ${statSync(outfile).size} bytes\n`);
