import { cpSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { rspack } from "@rspack/core";
import { pluginFolder, pluginId } from "./plugin-config.mjs";
import { base, bundle, root, typescript } from "./run-rspack.mjs";

/** The Grafana packages that a page is built with; each stack has its own React. */
export const stacks = {
  12: join(root, "host/stack-12"),
  13: root,
};

/** Where @grafana/ui finds a module that it shares: the page must hand out the very same copy. */
const sharedAliases = (stackFolder) => {
  const require = createRequire(join(stackFolder, "package.json"));
  const grafanaUi = dirname(require.resolve("@grafana/ui/package.json"));
  const found = ["@emotion/react", "i18next", "lodash", "moment"].map((name) => [
    name,
    dirname(require.resolve(`${name}/package.json`, { paths: [grafanaUi] })),
  ]);
  return Object.fromEntries(found);
};

const config = ({ entry, out, stackFolder }) => ({
  ...base,
  name: "host",
  entry,
  devtool: false,
  output: {
    path: out,
    publicPath: "/",
    filename: "[name].js",
    cssFilename: "[name].css",
    chunkFilename: "chunks/[name].js",
    cssChunkFilename: "chunks/[name].css",
    assetModuleFilename: "chunks/[hash][ext]",
  },
  resolve: {
    ...base.resolve,
    modules: [join(stackFolder, "node_modules"), "node_modules", join(root, "node_modules")],
    alias: sharedAliases(stackFolder),
  },
  module: {
    // A package that runs with several majors asks for exports that only some of them have, and looks whether they are there.
    parser: { javascript: { exportsPresence: "warn" } },
    rules: [
      typescript,
      // Strict ESM rules would give the CommonJS modules that Grafana's .mjs files import another shape.
      { test: /\.mjs$/, type: "javascript/auto", resolve: { fullySpecified: false } },
      { test: /\.css$/, type: "css" },
    ],
  },
  plugins: [new rspack.NormalModuleReplacementPlugin(/^\.\/fonts\.mjs$/, join(root, "host/system-fonts.ts"))],
  // It is served to one reader on the same machine: the time to minify it would be the longest step of the build.
  optimization: { minimize: false },
});

const copyFiles = ({ out, stackFolder, pages }) => {
  const require = createRequire(join(stackFolder, "package.json"));
  const icons = join(dirname(require.resolve("@grafana/ui/package.json")), "dist/public/img/icons");
  cpSync(icons, join(out, "public/build/img/icons"), { recursive: true });
  cpSync(pluginFolder, join(out, "public/plugins", pluginId), { recursive: true });
  for (const [from, to] of pages) cpSync(join(root, from), join(out, to));
};

const build = async (page) => {
  rmSync(page.out, { recursive: true, force: true });
  await bundle(config(page));
  copyFiles(page);
};

/** The page that shows the panel on live data, with the newest packages. */
export const buildHost = () =>
  build({
    entry: { host: ["./host/boot.ts", "./host/main.tsx"] },
    out: join(root, "dist/host"),
    stackFolder: stacks[13],
    pages: [["host/index.html", "index.html"]],
  });

/** The page that shows the panel on cases of data, with the packages of one stack. */
export const buildBench = (stack) =>
  build({
    entry: { bench: ["./test/bench/trusted-types.ts", "./host/boot.ts", "./test/bench/main.tsx"] },
    out: join(root, `dist/bench-${stack}`),
    stackFolder: stacks[stack],
    pages: [["test/bench/index.html", "index.html"]],
  });

/** The page that shows the provisioned dashboards as scenes of Grafana, with the packages of one stack. */
export const buildScenes = (stack) =>
  build({
    entry: { bench: ["./host/boot.ts", "./test/scenes/main.tsx"] },
    out: join(root, `dist/scenes-${stack}`),
    stackFolder: stacks[stack],
    pages: [["test/bench/index.html", "index.html"]],
  });
