import { join } from "node:path";
import { rspack } from "@rspack/core";

/** The folder of the panel. */
export const root = join(import.meta.dirname, "..");

export const typescript = {
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

export const base = {
  context: root,
  mode: "production",
  target: ["web", "es2022"],
  resolve: { extensions: [".ts", ".tsx", ".mjs", ".js", ".json"] },
  performance: { hints: false },
};

/** Bundles once; an error of the code is an error of the build. */
export const bundle = (config) =>
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
