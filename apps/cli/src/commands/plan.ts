import { writeFile } from "node:fs/promises";
import { LoadlineError } from "@loadline/core";
import type { Plan } from "@loadline/wire";
import type { Command } from "commander";
import { stringify } from "yaml";
import { z } from "zod";
import { connectionOptionsSchema, declareConnection } from "../broker/connection-options.ts";
import { loadClients } from "../broker/load-clients.ts";
import type { CliCommand, CliContext, ExitCode } from "../command.ts";
import { readOwnModels } from "../model/own-models.ts";
import { collect, parseOptions, switchOption } from "../options.ts";
import { parsePlanText } from "../plan/parse-plan-text.ts";
import { renderPlan } from "../plan/render-plan.ts";
import { sizePlan } from "../plan/size-plan.ts";
import { storedText } from "../plan/stored-plan.ts";
import { readTextFile } from "../read-text-file.ts";
import { parseInventory, parsePrices } from "../size/own-files.ts";
import { planOfSize } from "../size/plan-of-size.ts";
import { renderFleet } from "../size/render-fleet.ts";
import { renderSize } from "../size/render-size.ts";
import { sizeAnswer } from "../size/size-answer.ts";
import { sizeFleet } from "../size/size-fleet.ts";
import { sizeQuestion } from "../size/size-options.ts";
import { viewOf } from "../terminal/view.ts";
import { userPath } from "../user-path.ts";

type Options = Readonly<Record<string, unknown>>;

const planOptionsSchema = z.strictObject({
  ...connectionOptionsSchema.shape,
  json: switchOption,
  store: switchOption,
});

const planFile = async (context: CliContext, file: string, options: Options): Promise<ExitCode> => {
  const { json, store, ...connection } = parseOptions(planOptionsSchema, options);
  const { stdout } = context;
  const text = await readTextFile(userPath(file, context));
  const plan = parsePlanText(text);
  const size = sizePlan(plan);
  const stored = store
    ? await (await loadClients()).storePlan(context, connection, { cluster: plan.cluster, text })
    : null;
  const answer = stored === null ? size : { ...size, stored };
  await stdout.write(json ? `${JSON.stringify(answer, null, 2)}\n` : renderPlan(size, viewOf(stdout)));
  if (stored !== null && !json) await stdout.write(`stored as ${storedText(stored)}\n`);
  return size.enough ? 0 : 1;
};

/** What is there already is somebody's plan. @throws LL_INPUT_INVALID */
const writePlan = async (path: string, plan: Plan): Promise<void> => {
  try {
    await writeFile(path, stringify(plan), { flag: "wx" });
  } catch (cause) {
    const expected = `a file that can be made anew (${cause instanceof Error ? cause.message : String(cause)})`;
    throw new LoadlineError("LL_INPUT_INVALID", { what: "--write", value: path, expected }, { cause });
  }
};

const deployment = async (context: CliContext, options: Options): Promise<ExitCode> => {
  const ownModels = await readOwnModels((options["modelFile"] as readonly string[] | undefined) ?? [], context);
  const question = sizeQuestion(options, ownModels);
  const { prices, inventory, json } = question.options;
  const textOf = (path: string): Promise<string> => readTextFile(userPath(path, context));
  const ownPrices = prices === undefined ? [] : parsePrices(await textOf(prices));
  const own = inventory === undefined ? null : parseInventory(await textOf(inventory));
  const size = sizeAnswer(question, ownPrices);
  const { write, cluster } = question.options;
  if (write !== undefined) await writePlan(userPath(write, context), planOfSize(size, question, cluster));
  if (own !== null) await context.stderr.write("looking for the cheapest mix of your own GPUs\n");
  const fleet = own === null ? null : await sizeFleet(question, own, { ownPrices, signal: context.signal });
  const { stdout } = context;
  const view = viewOf(stdout);
  const text = (): string =>
    fleet === null
      ? renderSize(size, view)
      : [renderFleet(fleet, view), "for comparison, from the whole catalogue:", renderSize(size, view)].join("\n");
  await stdout.write(json ? `${JSON.stringify({ ...size, fleet }, null, 2)}\n` : text());
  return size.verdict === "feasible" && fleet?.verdict !== "infeasible" ? 0 : 1;
};

const run: CliCommand["run"] = async (context, { arguments: [file], options }) => {
  if (file !== undefined) return planFile(context, file, options);
  if (options["model"] !== undefined || options["modelFile"] !== undefined) return deployment(context, options);
  throw new LoadlineError("LL_INPUT_INVALID", {
    what: "the argument <file>",
    value: null,
    expected: "a plan, or --model to size one deployment; see loadline plan --help",
  });
};

const declare = (command: Command): Command =>
  declareConnection(command)
    .argument("[file]", "plan in YAML or JSON; or size one deployment with the options below")
    .option("--model <name>", "model of the catalogue or a usual alias")
    .option("--model-file <file>", "a model of your own, as model import --json or a config.json", collect)
    .option("--input-tokens <n>", "tokens of an average prompt")
    .option("--output-tokens <n>", "tokens of an average answer")
    .option("--requests-per-second <x>", "arriving load")
    .option("--ttft <t>", "objective: time to first token, such as 500ms or 0.5, which is seconds")
    .option("--itl <t>", "objective: time between tokens, such as 50ms")
    .option("--end-to-end <t>", "objective: time of the whole answer, such as 30s")
    .option("--percentile <p>", "50, 90, 95 or 99: where the objectives hold; default: 95")
    .option("--gpu <name>", "only this GPU; may be given again; default: the whole catalogue", collect)
    .option("--weights <format>", "only this number format of the weights")
    .option("--tensor <n>", "only this many GPUs that share each layer")
    .option("--kv-cache <format>", "number format of the KV cache, or auto for the engine's own")
    .option("--max-model-len <n>", "longest sequence the engine is started for")
    .option("--max-sequences <n>", "most sequences of a replica at once; default: 256")
    .option("--prefix-hit-ratio <share>", "share of prompt tokens found in the prefix cache; default: 0")
    .option("--engine <name>", "vllm, sglang or tensorrt-llm; default: vllm")
    .option("--disaggregated", "compare separate prefill and decode workers too")
    .option("--purchase <class>", "on-demand, reserved or spot; default: on-demand")
    .option("--steps <n>", "of a picture: denoising steps; default: the model's usual")
    .option("--side <pixels>", "of a picture: its side; default: the model's usual")
    .option("--gateway <x>", "requests/s that the gateway lets through")
    .option(
      "--spare <causes>",
      "what to hold spare for, such as zones=3,rollout=10%; also cache=0.4, spot=70%/2, failures=off",
    )
    .option("--prices <file>", "your own prices, YAML or JSON")
    .option("--inventory <file>", "your own GPUs: the cheapest mix of them")
    .option("--write <file>", "write the best configuration as a plan file, for this command and the recommender")
    .option("--cluster <name>", "of the plan that is written; default: default")
    .option("--store", "store a valid plan file for the recommenders of its cluster, whatever its size")
    .option("--json", "print the sizes as JSON");

export const plan: CliCommand = {
  name: "plan",
  summary: "Size a plan or one deployment: replicas, GPUs, nodes, cost and power that its load takes.",
  examples: [
    {
      line: "loadline plan deploy/demo/plan.yaml",
      does: "Size the plan of the demo; exit code 1 when it is too small.",
    },
    { line: "loadline plan plan.yaml --json", does: "The same as JSON." },
    {
      line: "loadline plan plan.yaml --store --server nats://broker:4222",
      does: "Store it where recommenders that run with --plan kv:CLUSTER read it at once.",
    },
    {
      line: "loadline plan --model gpt-3.5-turbo --gpu a100-80gb --requests-per-second 1000 --input-tokens 512 --output-tokens 150 --end-to-end 0.8",
      does: "An objective that nothing meets: what comes closest, what is within reach and takes how much; exit code 1.",
    },
    {
      line: "loadline plan --model stable-diffusion-xl --gpu a100-80gb --requests-per-second 10 --end-to-end 30",
      does: "Pictures; bert-large and other models that answer in one piece likewise.",
    },
    {
      line: "loadline plan --model llama-3.1-8b --input-tokens 1024 --output-tokens 256 --requests-per-second 40 --itl 0.05 --inventory own-gpus.yaml --prices own-prices.yaml",
      does: "The cheapest mix of the GPUs you have, at your prices; docs/guides/planning.md shows both files.",
    },
    {
      line: "loadline plan --model llama-3.1-8b --input-tokens 1000 --output-tokens 200 --requests-per-second 20 --ttft 1 --write plan.yaml",
      does: "The same as a plan file, to be checked again with: loadline plan plan.yaml.",
    },
    {
      line: "loadline plan --model llama-3.1-70b --input-tokens 1024 --output-tokens 256 --requests-per-second 50 --ttft 1 --itl 0.05",
      does: "Size one deployment over the whole catalogue; exit code 1 when nothing meets the objectives.",
    },
  ],
  declare,
  run,
};
