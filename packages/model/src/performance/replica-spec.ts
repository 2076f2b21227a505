import { z } from "zod";
import { invalidInput, LoadlineError } from "../base/errors.ts";
import type { Precision } from "../base/precisions.ts";
import { ratio } from "../base/units.ts";
import { expectationOf } from "../base/zod-expectation.ts";
import { type Engine, engineFacts, engines } from "../catalogue/engine-facts.ts";
import type { Gpu } from "../catalogue/gpu.ts";
import { gpuOf, modelOf } from "../catalogue/lookup.ts";
import { hasTransformer, type Model, type TransformerModel } from "../catalogue/model.ts";
import { nearestNames } from "../catalogue/nearest-names.ts";
import { bytesPerElement, nativePrecision } from "../catalogue/precision.ts";
import { precisionByName, precisionInName } from "../catalogue/precision-name.ts";
import { hasMoeLayers } from "../catalogue/transformer.ts";
import { defaultSequences } from "../memory/default-sequences.ts";
import { headCounts, headsDivide } from "../memory/head-counts.ts";
import type { Disaggregation, EngineConfig, Parallel, SpeculativeDecoding } from "../model/engine.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { cacheFormat } from "./cache-format.ts";

/**
 * The engine that `name` means, as launchers and tables write it: "sgl", "trtllm-serve", "dynamo-vllm",
 * "TensorRT-LLM 1.0 (PyTorch backend)".
 * @throws LL_UNKNOWN_ENGINE with the nearest known names
 */
export const engineByName = (name: string): Engine => {
  const text = name.toLowerCase().replaceAll("_", "-");
  const [found, another] = engines.filter((engine) => engineFacts[engine].pattern.test(text));
  if (found !== undefined && another === undefined) return found;
  const known = engines.map((id) => ({ key: id, id }));
  throw new LoadlineError("LL_UNKNOWN_ENGINE", { name, nearest: nearestNames(text, known, known.length) });
};

/** "vLLM 0.19.0", "vllm==0.9.2", "SGLang v0.5.8.post1": a version needs a point, as "V1" names a generation. */
const versionAtEnd = /[\s=:@v-]v?(\d+\.\d+[\w.+-]*)/i;

/** The version that stands in an engine's name; null where it has none. */
export const versionInEngineName = (name: string): string | null => versionAtEnd.exec(name)?.[1] ?? null;

/** A replica as a plan or flags state it; what is left out takes its default. */
export interface ReplicaSpecInput {
  /** A name of the catalogue, or a model that is not in it. */
  readonly model: string | Model;
  readonly gpu: string | Gpu;
  readonly engine?: string | undefined;
  readonly engineVersion?: string | null | undefined;
  readonly weights?: string | undefined;
  readonly kvCache?: string | undefined;
  readonly parallel?: Readonly<z.input<typeof parallelSchema>> | undefined;
  readonly engineConfig?: EngineConfigInput | undefined;
  readonly disaggregation?: DisaggregationInput | undefined;
  readonly speculativeDecoding?: SpeculativeDecodingInput | undefined;
  /** The layout is somebody's own: another checkpoint in the same format may load where the published one does not. */
  readonly isLoaded?: boolean | undefined;
}

/** `parallel` of the spec is that of one decode worker; null where something is not known. */
export interface DisaggregationInput {
  readonly prefill: { readonly workers: number; readonly parallel: ReplicaSpecInput["parallel"] } | null;
  readonly decodeWorkers: number | null;
}

const count = z.number().int().positive();
const share = z.number().min(0).max(1);

/** Tunables of an engine with their defaults and meanings. */
const engineConfigSchema = z.object({
  maxBatchedTokens: count.default(8192).describe("Token budget of one step."),
  maxSequences: count.optional().describe("Most sequences in decode at once, per replica; default: the engine's own."),
  gpuMemoryUtilization: share.default(0.9).describe("Share of GPU memory the engine takes."),
  chunkedPrefill: z.boolean().default(true).describe("Prompts may be cut to fill a step."),
  prefixHitRatio: share.default(0).describe("Share of prompt tokens found in the prefix cache."),
  streamIntervalTokens: count.default(1).describe("Tokens handed out at a time."),
  maxModelLen: count.optional().describe("Longest sequence the engine is started for."),
  kvOffloadingSize: z
    .number()
    .positive()
    .optional()
    .describe("GiB of host memory for a second KV cache; what is found there is in prefixHitRatio; default: none."),
  maxLoras: count
    .optional()
    .describe("Adapters (LoRA) that may be in one step, each with a slot in memory; default: none."),
  maxLoraRank: count.optional().describe("Highest rank of an adapter, which every slot is made for; default: 16."),
});

export type EngineConfigInput = Readonly<z.input<typeof engineConfigSchema>>;

const parallelSchema = z.object({
  tensor: count.default(1),
  pipeline: count.default(1),
  expert: count.default(1),
  attentionData: count.default(1),
});

/** The value at the issue's path, so that the message names what was given. */
const parsed = <T>(schema: z.ZodType<T>, value: unknown, what: string): T => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue?.path ?? [];
  const given = path.reduce<unknown>((part, key) => (part as Record<PropertyKey, unknown> | undefined)?.[key], value);
  throw invalidInput([what, ...path].join("."), given, expectationOf(issue));
};

const invalid = (detail: string): LoadlineError => new LoadlineError("LL_PARALLELISM_INVALID", { detail });

const assertHeadsDivide = (model: TransformerModel, { tensor }: Parallel): void => {
  for (const { name, heads, copied } of headCounts(model.transformer)) {
    if (heads % tensor === 0 || (copied && tensor % heads === 0)) continue;
    const even = [1, 2, 4, 8].filter((size) => headsDivide(model.transformer, size)).join(", ");
    throw invalid(`${model.id} has ${heads} ${name} heads, which ${tensor} tensor ranks do not divide; try ${even}`);
  }
};

const assertParallel = (model: Model, gpu: Gpu, parallel: Parallel): void => {
  const { tensor, pipeline, expert, attentionData } = parallel;
  const reach = Math.max(gpu.link.gpusPerNode.value, gpu.link.gpusPerDomain.value);
  // Over the network of whole nodes only: a rank group that ends inside a node has no published deployment.
  const isWholeNodes = gpu.link.kind !== "pcie" && tensor % reach === 0;
  if (tensor > reach && !isWholeNodes)
    throw invalid(
      `tensor ${tensor} is more than the ${reach} ${gpu.id} of a ${gpu.link.gpusPerDomain.value > gpu.link.gpusPerNode.value ? "rack" : "node"}`,
    );
  const transformer = hasTransformer(model) ? model.transformer : null;
  if (hasTransformer(model)) assertHeadsDivide(model, parallel);
  if (transformer !== null && pipeline > transformer.layers.value) {
    throw invalid(`pipeline ${pipeline} is more than the ${transformer.layers.value} layers of ${model.id}`);
  }
  if (expert > 1 && (transformer === null || !hasMoeLayers(transformer))) {
    throw invalid(`${model.id} has no experts, expert must be 1`);
  }
  const gpus = tensor * attentionData;
  if (gpus % expert !== 0) throw invalid(`expert ${expert} does not divide the ${gpus} GPUs of tensor × attentionData`);
};

/** A tensor slice of an expert that splits a block of weights with one scale: some engines do not load it. */
const assertLoaded = ({
  model,
  weights,
  engine,
  parallel,
}: Pick<ReplicaSpec, "model" | "weights" | "engine" | "parallel">) => {
  const { refusesSplitBlocks } = engineFacts[engine];
  if (refusesSplitBlocks === null || parallel.attentionData > 1 || !hasTransformer(model)) return;
  const block = model.checkpoints.find(({ precision }) => precision === weights)?.blockSize ?? 1;
  const ranks = parallel.tensor / parallel.expert;
  for (const group of model.transformer.feedForward) {
    if (group.kind !== "experts" || group.expertSize.value % (ranks * block) === 0) continue;
    const slice = `experts of ${group.expertSize.value} on ${ranks} ranks split the blocks of ${block} ${weights} weights`;
    throw invalid(
      `${engine} does not load ${model.id} so: ${slice} (${refusesSplitBlocks}); spread them with expert ${parallel.tensor}, or take fewer ranks`,
    );
  }
};

const weightsOf = (input: ReplicaSpecInput, gpu: Gpu): Precision => {
  const inName = typeof input.model === "string" ? precisionInName(input.model) : null;
  // "auto" is what the checkpoint is in.
  const isOpen = input.weights === undefined || input.weights.toLowerCase() === "auto";
  const named = isOpen ? inName : precisionByName(input.weights);
  const published = modelOf(input.model).publishedIn;
  const weights = named ?? (bytesPerElement(published) < 2 ? published : nativePrecision(gpu));
  if (weights === "bf16" && gpu.denseFlops.bf16 === null) {
    throw new LoadlineError("LL_PRECISION_UNSUPPORTED", { gpu: gpu.id, precision: weights, supported: ["fp16"] });
  }
  return weights;
};

/** Attention-data ranks that have a limit of their own. */
export const ranksWithLimits = ({ engine, parallel }: Pick<ReplicaSpec, "engine" | "parallel">): number =>
  engineFacts[engine].sharesLimits ? 1 : parallel.attentionData;

/** Default budget of vLLM (arg_utils.py, 0.32) on a device of the user's own with less than 70 GiB; else the schema's. */
const budgetOf = (engine: ReplicaSpec["engine"], { generation, memoryCapacity }: Gpu): number | undefined =>
  engine === "vllm" && generation === "other" && memoryCapacity.value < 70 * 2 ** 30 ? 2048 : undefined;

/** The next rank that the engine has slots of. */
const adapterRank = (engine: Engine, rank: number): number => {
  const { adapterRanks: ranks } = engineFacts[engine];
  const next = ranks === undefined ? rank : ranks.find((one) => one >= rank);
  if (next !== undefined) return next;
  throw invalidInput("engineConfig.maxLoraRank", rank, `at most ${ranks?.at(-1)}, the highest that ${engine} takes`);
};

const engineConfigOf = (input: EngineConfigInput, ownSequences: number, engine: Engine): EngineConfig => {
  const config = parsed(engineConfigSchema, input, "engineConfig");
  const { maxLoraRank } = config;
  return {
    ...config,
    ...(maxLoraRank === undefined ? {} : { maxLoraRank: adapterRank(engine, maxLoraRank) }),
    maxSequences: config.maxSequences ?? ownSequences,
    gpuMemoryUtilization: ratio(config.gpuMemoryUtilization),
    prefixHitRatio: ratio(config.prefixHitRatio),
  };
};

const disaggregationSchema = z.object({
  prefill: z.object({ workers: count, parallel: parallelSchema }).nullable(),
  decodeWorkers: count.nullable(),
});

const disaggregationOf = (
  input: DisaggregationInput | undefined,
  model: Model,
  gpu: Gpu,
): { readonly disaggregation?: Disaggregation } => {
  if (input === undefined) return {};
  const prefill = input.prefill === null ? null : { ...input.prefill, parallel: input.prefill.parallel ?? {} };
  const disaggregation = parsed(disaggregationSchema, { ...input, prefill }, "disaggregation");
  if (disaggregation.prefill !== null) assertParallel(model, gpu, disaggregation.prefill.parallel);
  return { disaggregation };
};

const speculationSchema = z.object({ draftTokens: count, acceptedTokens: z.number().min(1).nullable().default(null) });
type SpeculativeDecodingInput = Readonly<z.input<typeof speculationSchema>>;

const speculationOf = (
  input: SpeculativeDecodingInput | undefined,
): { readonly speculativeDecoding?: SpeculativeDecoding } => {
  if (input === undefined) return {};
  const speculativeDecoding = parsed(speculationSchema, input, "speculativeDecoding");
  const { draftTokens, acceptedTokens } = speculativeDecoding;
  if (acceptedTokens !== null && acceptedTokens > 1 + draftTokens) {
    throw invalidInput(
      "speculativeDecoding.acceptedTokens",
      acceptedTokens,
      `at most ${1 + draftTokens}, the ${draftTokens} drafted and the one that is always kept`,
    );
  }
  return { speculativeDecoding };
};

/**
 * The replica that these names mean, every default filled in. Weights default to the format the model's name ends
 * in, else to bf16 (fp16 where the GPU has no bf16); for the cache see `cacheFormat`.
 * @throws LL_UNKNOWN_MODEL, LL_UNKNOWN_GPU, LL_UNKNOWN_ENGINE, LL_UNKNOWN_PRECISION for unknown names
 * @throws LL_PARALLELISM_INVALID when heads, layers or the node do not allow the layout
 * @throws LL_PRECISION_UNSUPPORTED for bf16 on a GPU without it
 * @throws LL_INPUT_INVALID for counts and shares outside their range
 */
export const replicaSpec = (input: ReplicaSpecInput): ReplicaSpec => {
  const model = modelOf(input.model);
  const gpu = gpuOf(input.gpu);
  const parallel = parsed(parallelSchema, input.parallel ?? {}, "parallel");
  assertParallel(model, gpu, parallel);
  const weights = weightsOf(input, gpu);
  const { engine: engineName = "vllm" } = input;
  const engine = engineByName(engineName);
  if (input.isLoaded !== true) assertLoaded({ model, weights, engine, parallel });
  const { gpuMemoryUtilization, maxModelLen, maxSequences, maxBatchedTokens } = input.engineConfig ?? {};
  const config = { ...input.engineConfig, maxBatchedTokens: maxBatchedTokens ?? budgetOf(engine, gpu) };
  const cache = cacheFormat({
    named: input.model,
    model,
    weights,
    gpu,
    engine,
    kvCache: input.kvCache,
    isStartGiven: gpuMemoryUtilization !== undefined || maxModelLen !== undefined,
  });
  // "v0.19.0" of an image's tag and "0.19.0+cu129" of a wheel are the version 0.19.0.
  const engineVersion =
    (input.engineVersion ?? versionInEngineName(engineName))?.replace(/^v(?=\d)|\+.*/gis, "") ?? null;
  // The default is that of a rank, a value that is given that of the replica.
  const each = defaultSequences({ engine, engineVersion, gpu }, config.maxBatchedTokens);
  return {
    model,
    gpu,
    engine,
    engineVersion,
    weights,
    kvCache: cache.kvCache,
    cacheBasis: cache.basis,
    parallel,
    engineConfig: engineConfigOf(config, each * parallel.attentionData, engine),
    isMaxSequencesAssumed: maxSequences === undefined,
    isMaxBatchedTokensAssumed: maxBatchedTokens === undefined,
    isMemoryShareAssumed: gpuMemoryUtilization === undefined,
    ...disaggregationOf(input.disaggregation, model, gpu),
    ...speculationOf(input.speculativeDecoding),
  };
};
