// node build/bundle.mjs [FILE [--of-sources]]: puts the recommender and all that it needs into one file, dist/loadline-recommender.mjs.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bundleApp } from "../../../tools/bundle/bundle-app.mjs";

const folder = fileURLToPath(new URL("..", import.meta.url));
const [, , outfile = `${folder}dist/loadline-recommender.mjs`] = process.argv;

/** Of Kubernetes' generated client only its configuration is used; the models are three quarters of everything. */
const onlyConfiguration = {
  name: "only-configuration",
  setup: ({ onLoad }) => {
    const contents = 'export * from "./configuration.js"; export * from "./servers.js";';
    onLoad({ filter: /client-node.dist.gen.index\.js$/ }, () => ({ contents }));
  },
};

await bundleApp({ build, folder, outfile, options: { plugins: [onlyConfiguration] } });
