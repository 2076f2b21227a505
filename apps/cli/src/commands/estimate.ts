import { LoadlineError, modelById } from "@loadline/core";
import { z } from "zod";
import type { CliCommand, CliContext, ExitCode } from "../command.ts";
import { answerOf } from "../estimate/answer-line.ts";
import { answerStream } from "../estimate/answer-stream.ts";
import type { ConfigLine } from "../estimate/config-line.ts";
import { outcomeOf } from "../estimate/outcome.ts";
import { renderEstimate } from "../estimate/render-estimate.ts";
import { estimateRequest } from "../estimate/request.ts";
import { countOption, flagOf, parseOptions, positiveOption, shareOption, switchOption } from "../options.ts";
import { viewOf } from "../terminal/view.ts";

type Arrivals = NonNullable<Extract<ConfigLine["load"], { seed?: unknown }>["arrivals"]>;

/** poisson, constant, or gamma with a coefficient of variation behind a colon. */
const arrivalsOption = z
  .string()
  .regex(/^(poisson|constant|gamma:0*[1-9]\d*(\.\d+)?|gamma:0*\.\d*[1-9]\d*|gamma:0\.\d*[1-9]\d*)$/, {
    error: "poisson, constant, or gamma:CV with a CV above 0",
  })
  .transform((text): Arrivals => {
    const [kind, cv] = text.split(":");
    if (cv !== undefined) return { gamma: { cv: Number(cv) } };
    return kind === "constant" ? "constant" : "poisson";
  });

const estimateOptionsSchema = z.strictObject({
  model: z.string().optional(),
  gpu: z.string().optional(),
  engine: z.string().optional(),
  weights: z.string().optional(),
  kvCache: z.string().optional(),
  tensor: countOption.optional(),
  inputTokens: positiveOption.optional(),
  outputTokens: positiveOption.optional(),
  maxModelLen: countOption.optional(),
  maxBatchedTokens: countOption.optional(),
  maxSequences: countOption.optional(),
  prefixHitRatio: shareOption.optional(),
  concurrency: countOption.optional(),
  requestsPerSecond: positiveOption.optional(),
  requests: countOption.optional(),
  arrivals: arrivalsOption.optional(),
  saturated: switchOption,
  json: switchOption,
});
type EstimateOptions = z.infer<typeof estimateOptionsSchema>;

const missing = (flag: string, expected: string): LoadlineError =>
  new LoadlineError("LL_INPUT_INVALID", { what: flag, value: null, expected });

const rateLoad = ({ requestsPerSecond, requests, arrivals }: EstimateOptions): readonly ConfigLine["load"][] => {
  if (requestsPerSecond === undefined) return requests === undefined ? [] : [{ requests }];
  return [
    {
      requestsPerSecond,
      ...(requests === undefined ? {} : { requests }),
      ...(arrivals === undefined ? {} : { arrivals }),
    },
  ];
};

const loadOf = (options: EstimateOptions): ConfigLine["load"] => {
  const { concurrency, saturated } = options;
  const given: readonly ConfigLine["load"][] = [
    ...(concurrency === undefined ? [] : [{ concurrency }]),
    ...rateLoad(options),
    ...(saturated ? [{ saturated: true as const }] : []),
  ];
  const [load] = given;
  if (load !== undefined && given.length === 1) return load;
  throw new LoadlineError("LL_INPUT_INVALID", {
    what: "the load",
    value: given,
    expected:
      "exactly one of --concurrency, --requests-per-second (with --requests for a run that ends), --requests alone for all at once, and --saturated",
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

/** Pictures have no tokens, and an encoder writes none. */
const lengthsOf = (options: EstimateOptions): Pick<ConfigLine, "inputTokens" | "outputTokens"> => {
  const { kind } = modelById(required(options, "model", "a model; see loadline catalog models"));
  if (kind === "diffusion") return {};
  const inputTokens = required(options, "inputTokens", "tokens of an average prompt");
  if (kind !== "decoder")
    return { inputTokens, ...(options.outputTokens === undefined ? {} : { outputTokens: options.outputTokens }) };
  return { inputTokens, outputTokens: required(options, "outputTokens", "tokens of an average answer") };
};

/** The flags as a configuration. @throws LL_INPUT_INVALID naming the flag that is wrong or missing */
export const configOfFlags = (given: Readonly<Record<string, unknown>>): ConfigLine => {
  const options = parseOptions(estimateOptionsSchema, given);
  const { engine, weights, kvCache, tensor, maxModelLen, maxBatchedTokens, maxSequences, prefixHitRatio } = options;
  const engineConfig = Object.fromEntries(
    Object.entries({ maxModelLen, maxBatchedTokens, maxSequences, prefixHitRatio }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  return {
    model: required(options, "model", "a model; see loadline catalog models"),
    gpu: required(options, "gpu", "a GPU; see loadline catalog gpus"),
    ...lengthsOf(options),
    load: loadOf(options),
    ...(engine === undefined ? {} : { engine }),
    ...(weights === undefined ? {} : { weights }),
    ...(kvCache === undefined ? {} : { kvCache }),
    ...(tensor === undefined ? {} : { parallel: { tensor } }),
    ...(Object.keys(engineConfig).length === 0 ? {} : { engineConfig }),
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
  return outcome.kind !== "does-not-fit" && outcome.estimate.verdict !== "overloaded" ? 0 : 1;
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
      line: "loadline estimate --model llama-3.1-8b --gpu h100 --input-tokens 467 --output-tokens 256 --requests-per-second 8 --requests 500",
      does: "A benchmark run as it is run: arrivals at a rate, 500 requests, cold start and drain included.",
    },
    {
      line: "loadline estimate --model stable-diffusion-xl --gpu h100 --requests-per-second 0.5",
      does: "Pictures; bert-large and other models that answer in one piece likewise, with --input-tokens.",
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
      .option(
        "--kv-cache <format>",
        "number format of the KV cache, or auto for the engine's own; default: as deployments with such weights set it",
      )
      .option("--tensor <n>", "GPUs that share each layer; default: 1")
      .option("--input-tokens <n>", "tokens of an average prompt")
      .option("--output-tokens <n>", "tokens of an average answer")
      .option("--max-model-len <n>", "longest sequence the engine is started for")
      .option("--max-batched-tokens <n>", "token budget of one step; default: 8192")
      .option("--max-sequences <n>", "most sequences at once; default: 256")
      .option("--prefix-hit-ratio <share>", "share of prompt tokens found in the prefix cache; default: 0")
      .option("--concurrency <n>", "load: this many requests at once, always")
      .option("--requests-per-second <x>", "load: arrivals at this rate, which do not wait for answers")
      .option("--requests <n>", "with a rate: a run of so many; alone: all of them at the same moment")
      .option("--arrivals <kind>", "with a rate: poisson, constant or gamma:CV; default: poisson")
      .option("--saturated", "load: as much as the replica takes")
      .option("--json", "JSON: of these flags, or alone: JSON Lines from stdin to stdout"),
  run,
};
