import { basename, dirname } from "node:path";
import { readHuggingFaceConfig } from "@loadline/model";
import { messages, UserError } from "@loadline/planner/messages";
import { optionSet } from "@loadline/planner/options";
import type { CliCommand } from "../command.ts";
import { userPath } from "../files.ts";
import { dayOf, modelIdFrom, readModelConfig } from "../model/own-entries.ts";
import { memoryPerGpu, renderModel } from "../model/render-model.ts";
import { writeAnswer } from "../terminal/view.ts";

const options = optionSet(
  ["id", "embedding", "json"],
  {},
  { json: "print the model file, the assumptions and the memory as JSON" },
);

export const model: CliCommand = {
  arguments: [
    ["<action>", "import"],
    ["<config.json>", "the file of the model's repository"],
  ],
  options,
  examples: {
    "loadline model import config.json --id my-model": "Facts and memory of a model.",
    "loadline model import my-model/config.json --json":
      "The model file as JSON; estimate and plan take it, or the config.json itself, with --model-file.",
  },
  run: async (context, { arguments: [action = "", file = ""], options: given }) => {
    if (action !== "import") throw new UserError(messages.invalid("the action", action, "import"));
    const { id, embedding, json } = options.read(given);
    const path = userPath(file, context);
    const config = await readModelConfig(path, file);
    // The folder of a downloaded repository has the model's name.
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
    const answer = { model: imported.model, notes: imported.notes, memoryPerGpu: memory };
    await writeAnswer(context.stdout, json, answer, (view) => renderModel(imported, memory, view));
    return 0;
  },
};
