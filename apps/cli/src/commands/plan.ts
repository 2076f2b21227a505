import { LoadlineError } from "@loadline/core";
import type { Command } from "commander";
import { z } from "zod";
import type { CliCommand, CliContext, ExitCode } from "../command.ts";
import { parseOptions, switchOption } from "../options.ts";
import { parsePlanText } from "../plan/parse-plan-text.ts";
import { renderPlan } from "../plan/render-plan.ts";
import { sizePlan } from "../plan/size-plan.ts";
import { readTextFile } from "../read-text-file.ts";
import { parseInventory, parsePrices } from "../size/own-files.ts";
import { renderFleet } from "../size/render-fleet.ts";
import { renderSize } from "../size/render-size.ts";
import { sizeAnswer } from "../size/size-answer.ts";
import { sizeFleet } from "../size/size-fleet.ts";
import { sizeQuestion } from "../size/size-options.ts";
import { viewOf } from "../terminal/view.ts";
import { userPath } from "../user-path.ts";

type Options = Readonly<Record<string, unknown>>;

const planOptionsSchema = z.strictObject({ json: switchOption });

const planFile = async (context: CliContext, file: string, options: Options): Promise<ExitCode> => {
  const { json } = parseOptions(planOptionsSchema, options);
  const { stdout } = context;
  const size = sizePlan(parsePlanText(await readTextFile(userPath(file, context))));
  await stdout.write(json ? `${JSON.stringify(size, null, 2)}\n` : renderPlan(size, viewOf(stdout)));
  return size.enough ? 0 : 1;
};

const deployment = async (context: CliContext, options: Options): Promise<ExitCode> => {
  const question = sizeQuestion(options);
  const { prices, inventory, json } = question.options;
  const textOf = (path: string): Promise<string> => readTextFile(userPath(path, context));
  const ownPrices = prices === undefined ? [] : parsePrices(await textOf(prices));
  const own = inventory === undefined ? null : parseInventory(await textOf(inventory));
  const size = sizeAnswer(question, ownPrices);
  if (own !== null) await context.stderr.write("looking for the cheapest mix of your own GPUs\n");
  const fleet = own === null ? null : await sizeFleet(question, own, { ownPrices, signal: context.signal });
  const { stdout } = context;
  const view = viewOf(stdout);
  const text = (): string => [renderSize(size, view), ...(fleet === null ? [] : [renderFleet(fleet, view)])].join("\n");
  await stdout.write(json ? `${JSON.stringify({ ...size, fleet }, null, 2)}\n` : text());
  return size.verdict === "feasible" && fleet?.verdict !== "infeasible" ? 0 : 1;
};

const run: CliCommand["run"] = async (context, { arguments: [file], options }) => {
  if (file !== undefined) return planFile(context, file, options);
  if (options["model"] !== undefined) return deployment(context, options);
  throw new LoadlineError("LL_INPUT_INVALID", {
    what: "the argument <file>",
    value: null,
    expected: "a plan, or --model to size one deployment; see loadline plan --help",
  });
};

const collect = (value: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), value];

const declare = (command: Command): Command =>
  command
    .argument("[file]", "plan in YAML or JSON; or size one deployment with the options below")
    .option("--model <name>", "model of the catalogue or a usual alias")
    .option("--input-tokens <n>", "tokens of an average prompt")
    .option("--output-tokens <n>", "tokens of an average answer")
    .option("--requests-per-second <x>", "arriving load")
    .option("--ttft <seconds>", "objective: time to first token")
    .option("--itl <seconds>", "objective: time between tokens")
    .option("--end-to-end <seconds>", "objective: time of the whole answer")
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
      line: "loadline plan --model gpt-3.5-turbo --gpu a100-80gb --requests-per-second 1000 --input-tokens 512 --output-tokens 150 --end-to-end 0.8",
      does: "An objective that nothing meets: what comes closest, exit code 1.",
    },
    {
      line: "loadline plan --model stable-diffusion-xl --gpu a100-80gb --requests-per-second 10 --end-to-end 30",
      does: "Pictures; bert-large and other models that answer in one piece likewise.",
    },
    {
      line: "loadline plan --model llama-3.1-70b --input-tokens 1024 --output-tokens 256 --requests-per-second 50 --ttft 1 --itl 0.05",
      does: "Size one deployment over the whole catalogue; exit code 1 when nothing meets the objectives.",
    },
  ],
  declare,
  run,
};
