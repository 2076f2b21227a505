import { LoadlineError, type Model } from "@loadline/core";
import { z } from "zod";
import { modelNamed } from "../model/own-models.ts";
import { countOption, flagOf, parseOptions, positiveOption, shareOption, switchOption } from "../options.ts";
import type { ConfigLine } from "./config-line.ts";
import { assertTimed } from "./spec-notes.ts";

type Arrivals = NonNullable<Extract<ConfigLine["load"], { arrivals?: unknown }>["arrivals"]>;

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
  modelFile: z.array(z.string()).optional(),
  observations: z.string().optional(),
  engineVersion: z.string().optional(),
  tensor: countOption.optional(),
  pipeline: countOption.optional(),
  expert: countOption.optional(),
  attentionData: countOption.optional(),
  inputTokens: positiveOption.optional(),
  outputTokens: positiveOption.optional(),
  maxModelLen: countOption.optional(),
  maxBatchedTokens: countOption.optional(),
  maxSequences: countOption.optional(),
  prefixHitRatio: shareOption.optional(),
  gpuMemoryUtilization: shareOption.optional(),
  streamIntervalTokens: countOption.optional(),
  draftTokens: countOption.optional(),
  acceptedTokens: positiveOption.optional(),
  concurrency: countOption.optional(),
  requestsPerSecond: positiveOption.optional(),
  endless: switchOption,
  requests: countOption.optional(),
  arrivals: arrivalsOption.optional(),
  saturated: switchOption,
  json: switchOption,
});
type EstimateOptions = z.infer<typeof estimateOptionsSchema>;

const missing = (flag: string, expected: string): LoadlineError =>
  new LoadlineError("LL_INPUT_INVALID", { what: flag, value: null, expected });

const counted = ({ requests }: EstimateOptions): { readonly requests?: number } =>
  requests === undefined ? {} : { requests };

/** Clients that wait for their answer; with a number of requests, until so many are served. */
const closedLoads = (options: EstimateOptions): readonly ConfigLine["load"][] => {
  const { concurrency, saturated, endless } = options;
  return [
    ...(concurrency === undefined ? [] : [{ concurrency, ...counted(options), ...(endless ? { endless } : {}) }]),
    ...(saturated ? [{ saturated: true as const }] : []),
  ];
};

const arrivingLoads = (options: EstimateOptions): readonly ConfigLine["load"][] => {
  const { concurrency, requestsPerSecond, requests, arrivals } = options;
  if (requestsPerSecond === undefined) {
    return requests === undefined || concurrency !== undefined ? [] : [{ requests }];
  }
  return [
    {
      requestsPerSecond,
      ...counted(options),
      ...(arrivals === undefined ? {} : { arrivals }),
    },
  ];
};

/** @throws LL_INPUT_INVALID where a loop that has no end has one, or there is none */
const assertEndless = ({ endless, concurrency, requests }: EstimateOptions): void => {
  if (!endless || (concurrency !== undefined && requests === undefined)) return;
  throw new LoadlineError("LL_INPUT_INVALID", {
    what: "--endless",
    value: requests ?? true,
    expected: "--concurrency beside it, and no --requests",
  });
};

const loadOf = (options: EstimateOptions): ConfigLine["load"] => {
  assertEndless(options);
  const loads = [...closedLoads(options), ...arrivingLoads(options)];
  if (options.arrivals !== undefined && options.requestsPerSecond === undefined) {
    throw missing("--requests-per-second", "the rate of the arrivals that --arrivals describes");
  }
  const [load] = loads;
  if (load !== undefined && loads.length === 1) return load;
  throw new LoadlineError("LL_INPUT_INVALID", {
    what: "the load",
    value: loads,
    expected:
      "exactly one of --concurrency and --requests-per-second (each with --requests for a run that ends), --requests alone for all at once, and --saturated",
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
const lengthsOf = (options: EstimateOptions, model: Model): Pick<ConfigLine, "inputTokens" | "outputTokens"> => {
  assertTimed(model);
  const { kind } = model;
  if (kind === "diffusion") return {};
  if (kind === "encoder-decoder") {
    return { outputTokens: required(options, "outputTokens", "tokens of an average answer") };
  }
  const inputTokens = required(options, "inputTokens", "tokens of an average prompt");
  if (kind !== "decoder")
    return { inputTokens, ...(options.outputTokens === undefined ? {} : { outputTokens: options.outputTokens }) };
  return { inputTokens, outputTokens: required(options, "outputTokens", "tokens of an average answer") };
};

type Given<T> = { readonly [K in keyof T]: Exclude<T[K], undefined> };

/** The keys that have a value. */
const given = <T extends object>(values: T): Partial<Given<T>> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<Given<T>>;

const engineConfigOf = (options: EstimateOptions): Pick<ConfigLine, "engineConfig"> => {
  const { maxModelLen, maxBatchedTokens, maxSequences, prefixHitRatio, gpuMemoryUtilization } = options;
  const { streamIntervalTokens } = options;
  const config = given({
    ...{ maxModelLen, maxBatchedTokens, maxSequences, prefixHitRatio, gpuMemoryUtilization, streamIntervalTokens },
  });
  return Object.keys(config).length === 0 ? {} : { engineConfig: config };
};

const speculationOf = ({ draftTokens, acceptedTokens }: EstimateOptions): Pick<ConfigLine, "speculativeDecoding"> => {
  if (draftTokens !== undefined) return { speculativeDecoding: { draftTokens, ...given({ acceptedTokens }) } };
  if (acceptedTokens === undefined) return {};
  throw missing("--draft-tokens", "the tokens drafted per step; --accepted-tokens alone says too little");
};

const parallelOf = ({ tensor, pipeline, expert, attentionData }: EstimateOptions): Pick<ConfigLine, "parallel"> => {
  const parallel = given({ tensor, pipeline, expert, attentionData });
  return Object.keys(parallel).length === 0 ? {} : { parallel };
};

/** A single model file needs no name beside it. */
const modelName = (options: EstimateOptions, own: readonly Model[]): string => {
  const [only] = own;
  if (options.model === undefined && own.length === 1 && only !== undefined) return only.id;
  return required(options, "model", "a model; see loadline catalog models, or --model-file for one of your own");
};

/**
 * The flags as a configuration.
 * @param own models that --model-file brought
 * @throws LL_INPUT_INVALID naming the flag that is wrong or missing
 */
export const configOfFlags = (flags: Readonly<Record<string, unknown>>, own: readonly Model[] = []): ConfigLine => {
  const options = parseOptions(estimateOptionsSchema, flags);
  const model = modelName(options, own);
  const { engine, engineVersion, weights, kvCache } = options;
  return {
    model,
    gpu: required(options, "gpu", "a GPU; see loadline catalog gpus"),
    ...lengthsOf(options, modelNamed(model, own)),
    load: loadOf(options),
    ...given({ engine, engineVersion, weights, kvCache }),
    ...parallelOf(options),
    ...engineConfigOf(options),
    ...speculationOf(options),
  };
};
