import {
  type DemandShape,
  defaultRouter,
  gpuCount,
  gpuNamed,
  type LengthDistribution,
  type Load,
  LoadlineError,
  layoutForGpus,
  type Model,
  modelInput,
  type ReplicaSpec,
  type ReplicaSpecInput,
  replicaSpec,
  requestForm,
  requestsPerSecond,
  type ServiceLoad,
  tokens,
  withMemoryForWeights,
} from "@loadline/model";
import { arrivalsOf } from "@loadline/planner/arrivals";
import { messages, UserError } from "@loadline/planner/messages";
import { assertDocuments } from "@loadline/planner/model-name";
import { noEntries, type OwnEntries } from "@loadline/planner/own-entries";
import { noObservations, type OwnObservations } from "@loadline/planner/own-observations";
import { tokensOfPictures } from "@loadline/planner/pictures";
import {
  adapterNotes,
  assertStartedFor,
  assertTimed,
  cacheNotes,
  contextNotes,
  nameNotes,
  supportNotes,
} from "@loadline/planner/spec-notes";
import type { ConfigLine } from "./config-line.ts";
import { simulatedLoop } from "./own-observations.ts";

/** A configuration as core takes it, with what had to be simplified. */
export interface EstimateRequest {
  readonly spec: ReplicaSpec;
  readonly shape: DemandShape;
  readonly load: Load;
  /** The replicas that share an arriving load; absent: one has it alone. */
  readonly service?: ServiceLoad | undefined;
  readonly notes: readonly string[];
  /** Facts that decide the answer and were not given, each with what was taken for it. */
  readonly assumptions: readonly string[];
}

/** What the user adds: models and devices that the catalogue does not have, and measurements. */
export interface Own extends OwnEntries {
  readonly observations: OwnObservations;
}

export const nothingOwn: Own = { ...noEntries, observations: noObservations };

type Side = "inputTokens" | "outputTokens";

type Spread = NonNullable<ConfigLine["inputTokensDistribution"]>;

/** Lengths with both bounds are cut normal ones, as load generators draw them; others keep a long upper tail. */
const spreadOf = ({ mean, stdev = 0, min, max }: Spread): LengthDistribution => {
  if (stdev === 0) return { kind: "fixed", tokens: mean };
  return { kind: min !== undefined && max !== undefined ? "normal" : "log-normal", mean, stdev, min, max };
};

/** The mean of a recorded load, which has its own lengths. */
const recordedMean = ({ load }: ConfigLine, side: Side): number | undefined =>
  "trace" in load ? load.trace.reduce((sum, request) => sum + request[side], 0) / load.trace.length : undefined;

const lengthsOf = (
  config: ConfigLine,
  side: Side,
  kind: Model["kind"],
): { readonly mean: number; readonly distribution: LengthDistribution } => {
  const spread = config[`${side}Distribution`];
  const nominal =
    spread?.mean ??
    config[side] ??
    recordedMean(config, side) ??
    (requestForm({ kind }).sides.includes(side) ? undefined : 1);
  if (nominal === undefined) throw new UserError(messages.missing(side, "a mean number of tokens"));
  if (spread !== undefined) return { mean: nominal, distribution: spreadOf(spread) };
  const [low, high] = (config.lengthRange ?? [1, 1]).map((share) => share * nominal) as [number, number];
  const mean = (low + high) / 2;
  return { mean, distribution: low < high ? { kind: "uniform", low, high } : { kind: "fixed", tokens: mean } };
};

/** Mean lengths of a configuration and how they spread. @throws UserError when a length is left out */
const shapeOfConfig = (config: ConfigLine, kind: Model["kind"]): DemandShape => {
  const input = lengthsOf(config, "inputTokens", kind);
  const output = lengthsOf(config, "outputTokens", kind);
  return {
    inputTokens: tokens(input.mean),
    outputTokens: tokens(output.mean),
    variedLengths: input.distribution.kind !== "fixed" || output.distribution.kind !== "fixed",
    inputDistribution: input.distribution,
    outputDistribution: output.distribution,
  };
};

/** Prompts with pictures beside their text, which have so many tokens in each. */
const withPictures = (text: DemandShape, pictures: number): DemandShape => {
  if (text.inputDistribution?.kind !== "fixed")
    throw new UserError(messages.exclude("images", "inputTokensDistribution"));
  const inputTokens = tokens(text.inputTokens + pictures);
  return { ...text, inputTokens, inputDistribution: { kind: "fixed", tokens: inputTokens } };
};

const loadOf = ({ load }: ConfigLine): Load => {
  if ("concurrency" in load) {
    const { concurrency } = load;
    if (!("requests" in load)) return { kind: "concurrency", concurrency, isEndless: load.endless };
    return { kind: "closed-run", concurrency, requests: load.requests, seed: load.seed };
  }
  if ("saturated" in load) return { kind: "saturated" };
  if ("trace" in load) return { kind: "trace", requests: load.trace };
  if ("stages" in load)
    return { kind: "stages", stages: load.stages, arrivals: arrivalsOf(load.arrivals), seed: load.seed };
  if (!("requestsPerSecond" in load)) return { kind: "all-at-once", requests: load.requests };
  const arrivals = arrivalsOf(load.arrivals);
  if ("fleet" in load)
    return { kind: "open-loop", requestsPerSecond: requestsPerSecond(load.requestsPerSecond / load.fleet), arrivals };
  const { requests, seed } = load;
  return { kind: "open-loop", requestsPerSecond: requestsPerSecond(load.requestsPerSecond), requests, arrivals, seed };
};

const serviceOf = ({ load }: ConfigLine): EstimateRequest["service"] => {
  if (!("fleet" in load)) return undefined;
  const { fleet: replicas, router = defaultRouter } = load;
  const routing = { router, arrivals: arrivalsOf(load.arrivals) };
  return { replicas, requestsPerSecond: requestsPerSecond(load.requestsPerSecond / replicas), routing };
};

type Workers = NonNullable<ConfigLine["decode"]>;
type NamedModel = ReplicaSpecInput["model"];

const parallelOf = (config: Pick<ConfigLine, "parallel" | "gpus">): ReplicaSpec["parallel"] => {
  const { tensor, pipeline = 1, expert = 1, attentionData = 1, gpus = config.gpus } = config.parallel ?? {};
  const ranks = tensor ?? Math.max(1, (gpus ?? 1) / attentionData);
  if (gpus !== undefined && ranks * attentionData !== gpus) {
    throw new LoadlineError("LL_PARALLELISM_INVALID", {
      detail: `gpus is ${gpus}, tensor × attentionData is ${ranks * attentionData}`,
    });
  }
  return { tensor: ranks, pipeline, expert, attentionData };
};

const workerParallel = (model: NamedModel, { parallel, gpusPerWorker }: Workers): ReplicaSpecInput["parallel"] =>
  parallel === undefined && gpusPerWorker !== undefined
    ? layoutForGpus(model, gpusPerWorker)
    : parallelOf({ parallel, gpus: gpusPerWorker });

/** The GPUs of a replica; a name such as "8x H100" counts them where nothing else does. */
const layoutOf = (config: Omit<ConfigLine, "load">, model: NamedModel): ReplicaSpecInput["parallel"] => {
  const { decode, parallel, gpu, gpus } = config;
  if (decode !== undefined) return workerParallel(model, decode);
  return parallelOf({ parallel, gpus: gpus ?? (parallel === undefined ? (gpuCount(gpu) ?? undefined) : undefined) });
};

const disaggregationOf = ({ disaggregated, prefill, decode }: Omit<ConfigLine, "load">, model: NamedModel) => {
  if (disaggregated !== true && prefill === undefined && decode === undefined) return {};
  const prompts =
    prefill === undefined ? null : { workers: prefill.workers ?? 1, parallel: workerParallel(model, prefill) };
  return { disaggregation: { prefill: prompts, decodeWorkers: decode?.workers ?? null } };
};

/** The replica of a configuration. @throws the codes of `replicaSpec` */
export const specOf = (config: Omit<ConfigLine, "load">, own: OwnEntries): ReplicaSpec => {
  const model = modelInput(config.model, own.models);
  const gpu = gpuNamed(config.gpu, own.devices);
  const { engine, engineVersion, weights, kvCache, engineConfig, streamIntervalTokens } = config;
  return replicaSpec({
    model,
    gpu,
    engine,
    engineVersion,
    weights,
    kvCache,
    parallel: layoutOf(config, model),
    speculativeDecoding: config.speculativeDecoding,
    ...disaggregationOf(config, model),
    engineConfig: { ...(streamIntervalTokens === undefined ? {} : { streamIntervalTokens }), ...engineConfig },
  });
};

/** What the figures of a configuration leave out or take otherwise than it was given. */
const simplifications = (
  { load, engineConfig }: ConfigLine,
  { model }: ReplicaSpec,
  { variedLengths }: DemandShape,
): readonly string[] => {
  // A closed loop without a number of requests, which formulas answer; every other load is simulated.
  const isFormula = "saturated" in load || ("concurrency" in load && !("requests" in load));
  return [
    ...("saturated" in load && model.kind === "decoder"
      ? ["saturated: as offline work, where every request waits; of requests that arrive it carries less: give a rate"]
      : []),
    ...(isFormula && variedLengths === true
      ? ["lengths enter a closed loop by their mean; percentiles leave out the spread that differing lengths add"]
      : []),
    ...(isFormula && engineConfig?.chunkedPrefill === false
      ? ["engineConfig.chunkedPrefill is taken as true in a closed loop; give a rate to have it simulated as false"]
      : []),
    ...(model.kind === "encoder-decoder"
      ? [`a request is one window of ${model.encoderPositions.value} encoder positions (30 s of speech for Whisper)`]
      : []),
  ];
};

/** A load that formulas answer as the simulation takes it, where the user's measurements are explained by that one. */
const simulatedOf = (load: Load, { engineConfig }: ReplicaSpec): Load => {
  if (load.kind === "saturated") return simulatedLoop(engineConfig.maxSequences);
  return load.kind === "concurrency" && load.isEndless !== true ? simulatedLoop(load.concurrency) : load;
};

/**
 * A configuration as core takes it; `own` is what the user adds.
 * @throws UserError for what is not modelled, and the codes of `replicaSpec`
 */
export const estimateRequest = (config: ConfigLine, own: Own = nothingOwn): EstimateRequest => {
  const roomy = withMemoryForWeights(specOf(config, own));
  const { spec, notes: corrections, isSimulated } = own.observations.corrected(roomy.spec);
  const { picture } = config;
  if (picture !== undefined && spec.model.kind !== "diffusion")
    throw new UserError(messages.invalid("picture", picture, `nothing: ${spec.model.id} makes no pictures`));
  assertTimed(spec.model);
  assertDocuments(config, spec.model);
  const { documents = 1 } = config;
  const text = shapeOfConfig(config, spec.model.kind);
  const pictures = tokensOfPictures(config.model, config.images);
  const sequence = pictures === 0 ? text : withPictures(text, pictures);
  const shape = { ...sequence, inputTokens: tokens(documents * sequence.inputTokens), documents, picture };
  if (spec.model.kind === "decoder") assertStartedFor(shape, config.engineConfig?.maxModelLen);
  const notes = [
    ...corrections,
    ...simplifications(config, spec, shape),
    ...cacheNotes(spec),
    ...contextNotes(spec, sequence, config.model),
    ...nameNotes(config.model, spec.model, config.images),
    ...supportNotes(spec),
    ...adapterNotes(spec),
  ];
  const load = isSimulated ? simulatedOf(loadOf(config), spec) : loadOf(config);
  return { spec, shape, load, service: serviceOf(config), notes, assumptions: roomy.assumptions };
};
