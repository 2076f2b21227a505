import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { build } from "esbuild";
import { repositoryRoot } from "../repository.ts";
import { ReleaseFault } from "./run.ts";

const program = `
  import { listGpus, modelById } from "@loadline/model";
  globalThis.answer = JSON.stringify({ gpus: listGpus().length, model: modelById("llama-3.1-8b").id });
`;

/** Bundles the built model for a browser, where an import of Node's modules fails, and runs it without anything of Node. */
export const runCoreInBrowserBundle = async (): Promise<number> => {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: join(repositoryRoot, "tools") },
    bundle: true,
    minify: true,
    platform: "browser",
    format: "iife",
    write: false,
    logLevel: "silent",
  });
  const [file] = outputFiles;
  const page: { answer?: string } = {};
  runInNewContext(file?.text ?? "", page);
  if (!/"gpus":\d+/.test(page.answer ?? "")) throw new ReleaseFault("the model answers nothing in a browser bundle");
  return file?.contents.length ?? 0;
};
