// node build/bundle.mjs [FILE]: puts the recommender and all that it needs into one file, dist/loadline-recommender.mjs.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bundleApp } from "../../../tools/bundle/bundle-app.mjs";

const folder = fileURLToPath(new URL("..", import.meta.url));
const [, , outfile = `${folder}dist/loadline-recommender.mjs`] = process.argv;
await bundleApp({ build, folder, outfile });
