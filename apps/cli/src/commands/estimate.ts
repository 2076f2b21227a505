import { LoadlineError } from "@loadline/core";
import { z } from "zod";
import type { CliCommand, CliContext, ExitCode } from "../command.ts";
import { answerOf } from "../estimate/answer-line.ts";
import { answerStream } from "../estimate/answer-stream.ts";
import type { ConfigLine } from "../estimate/config-line.ts";
import { outcomeOf } from "../estimate/outcome.ts";
import { renderEstimate } from "../estimate/render-estimate.ts";
import { estimateRequest } from "../estimate/request.ts";
import { countOption, flagOf, parseOptions, positiveOption, switchOption } from "../options.ts";
import { viewOf } from "../terminal/view.ts";

const estimateOptionsSchema = z.strictObject({
  model: z.string().optional(),
  gpu: z.string().optional(),
  engine: z.string().optional(),
  weights: z.string().optional(),
  kvCache: z.string().optional(),
  tensor: countOption.optional(),
  inputTokens: positiveOption.optional(),
  outputTokens: positiveOption.optional(),
  concurrency: countOption.optional(),
  requestsPerSecond: positiveOption.optional(),
  saturated: switchOption,
  json: switchOption,
});
type EstimateOptions = z.infer<typeof estimateOptionsSchema>;

const missing = (flag: string, expected: string): LoadlineError =>
  new LoadlineError("LL_INPUT_INVALID", { what: flag, value: null, expected });

const loadOf = ({ concurrency, requestsPerSecond, saturated }: EstimateOptions): ConfigLine["load"] => {
  const given: ConfigLine["load"][] = [
    ...(concurrency === undefined ? [] : [{ concurrency }]),
    ...(requestsPerSecond === undefined ? [] : [{ requestsPerSecond }]),
    ...(saturated ? [{ saturated: true as const }] : []),
  ];
  const [load] = given;
  if (load !== undefined && given.length === 1) return load;
  throw new LoadlineError("LL_INPUT_INVALID", {
    what: "the load",
    value: given,
    expected: "exactly one of --concurrency, --requests-per-second and --saturated",
  });
};

const required = <K extends "model" | "gpu" | "inputTokens" | "outputTokens">(
  options: EstimateOptions,
  key: K,
  expected: string,
): NonNullable<EstimateOptions[K]> => {
  const value = options[key];
  if (value === undefined) throw missing(flagOf(key), expected);
  return value as NonNullable<EstimateOptions[K]>;
};

/** The flags as a configuration. @throws LL_INPUT_INVALID naming the flag that is wrong or missing */
export const configOfFlags = (given: Readonly<Record<string, unknown>>): ConfigLine => {
  const options = parseOptions(estimateOptionsSchema, given);
  const { engine, weights, kvCache, tensor } = options;
  return {
    model: required(options, "model", "a model; see loadline catalog models"),
    gpu: required(options, "gpu", "a GPU; see loadline catalog gpus"),
    inputTokens: required(options, "inputTokens", "tokens of an average prompt"),
    outputTokens: required(options, "outputTokens", "tokens of an average answer"),
    load: loadOf(options),
    ...(engine === undefined ? {} : { engine }),
    ...(weights === undefined ? {} : { weights }),
    ...(kvCache === undefined ? {} : { kvCache }),
    ...(tensor === undefined ? {} : { parallel: { tensor } }),
  };
};

const estimateOne = async (context: CliContext, options: Readonly<Record<string, unknown>>): Promise<ExitCode> => {
  const request = estimateRequest(configOfFlags(options));
  const outcome = outcomeOf(request);
  const text =
    options["json"] === true
      ? `${JSON.stringify(answerOf(null, request, outcome))}\n`
      : renderEstimate(request, outcome, viewOf(context.stdout));
  await context.stdout.write(text);
  return outcome.kind === "fits" && outcome.estimate.verdict !== "overloaded" ? 0 : 1;
};

/** `--json` alone reads configurations from stdin; with flags it answers the one they describe. */
const readsLines = (options: Readonly<Record<string, unknown>>): boolean =>
  options["json"] === true && Object.keys(options).every((key) => key === "json");

const run: CliCommand["run"] = async (context, { options }) => {
  if (!readsLines(options)) return estimateOne(context, options);
  if (context.stdinIsTerminal) await context.stderr.write("reading JSON Lines, one configuration each; Ctrl-D ends\n");
  return answerStream(context);
};

export const estimate: CliCommand = {
  name: "estimate",
  summary: "Speed, latency and memory of one replica under a load, with the error of the figures.",
  examples: [
    {
      line: "loadline estimate --model llama-3.1-8b --gpu h100 --input-tokens 1024 --output-tokens 256 --concurrency 32",
      does: "One configuration, for people; exit code 1 when it does not fit or is overloaded.",
    },
    {
      line: "loadline estimate --json < configurations.jsonl > answers.jsonl",
      does: 'A sweep: JSON Lines in, one answer each in the same order, {"id","error"} for a line that cannot be answered; exit code 1 when there is one.',
    },
  ],
  declare: (command) =>
    command
      .option("--model <name>", "model of the catalogue or a usual alias")
      .option("--gpu <name>", "GPU of the catalogue or a usual alias")
      .option("--engine <name>", "vllm, sglang or tensorrt-llm; default: vllm")
      .option(
        "--weights <format>",
        "fp32, bf16, fp16, fp8, int8, nvfp4, mxfp4 or int4; default: as the model's name says",
      )
      .option("--kv-cache <format>", "number format of the KV cache; default: goes with the weights")
      .option("--tensor <n>", "GPUs that share each layer; default: 1")
      .option("--input-tokens <n>", "tokens of an average prompt")
      .option("--output-tokens <n>", "tokens of an average answer")
      .option("--concurrency <n>", "load: this many requests at once, always")
      .option("--requests-per-second <x>", "load: random arrivals at this rate")
      .option("--saturated", "load: as much as the replica takes")
      .option("--json", "JSON: of these flags, or alone: JSON Lines from stdin to stdout"),
  run,
};
