import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { rspack } from "@rspack/core";

const root = import.meta.dirname;
const require = createRequire(import.meta.url);
const packageJson = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const pluginJson = JSON.parse(readFileSync(join(root, "src/plugin.json"), "utf8"));
const pluginOut = join(root, "dist/plugin");
const hostOut = join(root, "dist/host");

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

const typescript = {
  test: /\.tsx?$/,
  exclude: /node_modules/,
  loader: "builtin:swc-loader",
  options: {
    jsc: {
      parser: { syntax: "typescript", tsx: true },
      transform: { react: { runtime: "automatic" } },
      target: "es2022",
    },
  },
  type: "javascript/auto",
};

const base = {
  context: root,
  mode: "production",
  target: ["web", "es2022"],
  resolve: { extensions: [".ts", ".tsx", ".mjs", ".js", ".json"] },
  performance: { hints: false },
};

const pluginConfig = {
  ...base,
  name: "plugin",
  entry: { module: "./src/module.ts" },
  devtool: "source-map",
  externals: sharedByGrafana,
  output: { path: pluginOut, filename: "[name].js", library: { type: "amd" }, uniqueName: pluginJson.id },
  module: { rules: [typescript] },
};

/** Where @grafana/ui finds a module that it shares: the page must hand out the very same copy. */
const fromGrafanaUi = (name) => {
  const grafanaUi = dirname(require.resolve("@grafana/ui/package.json"));
  return dirname(require.resolve(`${name}/package.json`, { paths: [grafanaUi] }));
};

const hostConfig = {
  ...base,
  name: "host",
  entry: { host: ["./host/boot.ts", "./host/main.tsx"] },
  devtool: false,
  output: {
    path: hostOut,
    publicPath: "/",
    filename: "[name].js",
    cssFilename: "[name].css",
    chunkFilename: "chunks/[name].js",
    cssChunkFilename: "chunks/[name].css",
    assetModuleFilename: "chunks/[hash][ext]",
  },
  resolve: {
    ...base.resolve,
    alias: Object.fromEntries(
      ["@emotion/react", "i18next", "lodash", "moment"].map((name) => [name, fromGrafanaUi(name)]),
    ),
  },
  module: {
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
};

const bundle = (config) =>
  new Promise((resolve, reject) => {
    const compiler = rspack(config);
    compiler.run((error, stats) => {
      compiler.close(() => {
        if (error) reject(error);
        else if (stats.hasErrors()) reject(new Error(stats.toString({ all: false, errors: true })));
        else resolve();
      });
    });
  });

const copyPluginFiles = () => {
  const info = { ...pluginJson.info, version: packageJson.version };
  writeFileSync(join(pluginOut, "plugin.json"), `${JSON.stringify({ ...pluginJson, info }, null, 2)}\n`);
  cpSync(join(root, "src/img"), join(pluginOut, "img"), { recursive: true });
  for (const name of ["README.md", "CHANGELOG.md"]) cpSync(join(root, name), join(pluginOut, name));
  cpSync(join(root, "../../LICENSE"), join(pluginOut, "LICENSE"));
};

const copyHostFiles = () => {
  const icons = join(dirname(require.resolve("@grafana/ui/package.json")), "dist/public/img/icons");
  cpSync(icons, join(hostOut, "public/build/img/icons"), { recursive: true });
  cpSync(pluginOut, join(hostOut, "public/plugins", pluginJson.id), { recursive: true });
  cpSync(join(root, "host/index.html"), join(hostOut, "index.html"));
};

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

const buildPlugin = async () => {
  const start = performance.now();
  await bundle(pluginConfig);
  copyPluginFiles();
  const code = readFileSync(join(pluginOut, "module.js"));
  const size = `${kilobytes(code.length)}, ${kilobytes(gzipSync(code).length)} gzip`;
  process.stdout.write(`panel: dist/plugin/module.js ${size} in ${seconds(start)}\n`);
};

const buildHost = async () => {
  const start = performance.now();
  await bundle(hostConfig);
  copyHostFiles();
  process.stdout.write(`panel: dist/host in ${seconds(start)}\n`);
};

rmSync(join(root, "dist"), { recursive: true, force: true });
mkdirSync(pluginOut, { recursive: true });
await buildPlugin();
await buildHost();
