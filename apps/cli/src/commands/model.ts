import { basename, dirname } from "node:path";
import { LoadlineError, readHuggingFaceConfig } from "@loadline/core";
import { z } from "zod";
import type { CliCommand } from "../command.ts";
import { memoryPerGpu } from "../model/memory-per-gpu.ts";
import { modelIdFrom, readModelConfig } from "../model/parse-model-config.ts";
import { renderModel } from "../model/render-model.ts";
import { parseOptions, switchOption } from "../options.ts";
import { viewOf } from "../terminal/view.ts";
import { userPath } from "../user-path.ts";

const modelOptionsSchema = z.strictObject({
  id: z.string().min(1).optional(),
  embedding: switchOption,
  json: switchOption,
});

const assertImport = (action: string): void => {
  if (action === "import") return;
  throw new LoadlineError("LL_INPUT_INVALID", { what: "the action", value: action, expected: "import" });
};

const millisecondsPerSecond = 1000;

const dayOf = (epochSeconds: number): string =>
  new Date(epochSeconds * millisecondsPerSecond).toISOString().slice(0, "2026-01-31".length);

const run: CliCommand["run"] = async (context, { arguments: [action = "", file = ""], options }) => {
  assertImport(action);
  const { id, embedding, json } = parseOptions(modelOptionsSchema, options);
  const path = userPath(file, context);
  const config = await readModelConfig(path, file);
  // The folder of a downloaded repository carries the model's name.
  const name = id ?? basename(dirname(path));
  const read = readHuggingFaceConfig(config.json, {
    id: modelIdFrom(name),
    name,
    ref: `${name} config.json`,
    accessed: dayOf(context.now()),
    use: embedding ? "embedding" : undefined,
  });
  const imported = { ...read, notes: [...read.notes, ...config.notes] };
  const memory = memoryPerGpu(imported.model);
  const { stdout } = context;
  const answer = { model: imported.model, notes: imported.notes, memoryPerGpu: memory };
  await stdout.write(json ? `${JSON.stringify(answer, null, 2)}\n` : renderModel(imported, memory, viewOf(stdout)));
  return 0;
};

export const model: CliCommand = {
  name: "model",
  summary: "Import a model from its Hugging Face config.json and show its memory on common GPUs.",
  examples: [
    { line: "loadline model import config.json --id my-model", does: "Facts and memory of a model." },
    {
      line: "loadline model import my-model/config.json --json",
      does: "The model file as JSON; estimate and plan take it, or the config.json itself, with --model-file.",
    },
  ],
  declare: (command) =>
    command
      .argument("<action>", "import")
      .argument("<config.json>", "the file of the model's repository")
      .option("--id <name>", "name of the model; the file's folder where left out")
      .option("--embedding", "it makes embeddings, no tokens: without an output matrix")
      .option("--json", "print the model file, the defaults taken and the memory as JSON"),
  run,
};
