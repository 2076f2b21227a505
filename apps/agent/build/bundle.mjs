// node build/bundle.mjs [FILE [--of-sources]]: puts the agent and all that it needs into one file, dist/loadline-agent.mjs, which runs wherever there is Node.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { deflateSync } from "node:zlib";
import { build } from "esbuild";
import { bundleApp, commonOptions } from "../../../tools/bundle/bundle-app.mjs";

const folder = fileURLToPath(new URL("..", import.meta.url));
const [, , outfile = `${folder}dist/loadline-agent.mjs`] = process.argv;
const { version } = JSON.parse(readFileSync(`${folder}package.json`, "utf8"));

const common = {
  ...commonOptions(folder),
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

/** Of the packed parts: what went into them. */
const metafiles = [];

const packing = {
  name: "packing",
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const [, names] = [...packedParts].find(([part]) => path === `${folder}src/${part}`) ?? [];
      if (names === undefined) return undefined;
      const { outputFiles, metafile } = await build({ ...common, entryPoints: [path], format: "cjs", write: false });
      metafiles.push(metafile);
      return { contents: unpacking(outputFiles[0].text, names), loader: "js" };
    });
  },
};

await bundleApp({ build, folder, outfile, options: { ...common, plugins: [packing] }, metafiles });
