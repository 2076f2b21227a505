import { gpuOf, listGpus } from "../catalogue/lookup.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { latenciesAt } from "./objectives.ts";
import { defaultConfidence, rateOf, replicaRates, slowdownAt, slowedReplica } from "./replica-counts.ts";
import { type SearchResult, searchConfigurations } from "./search-configurations.ts";
import { modelledSpeed, type SpeedSource } from "./speed-source.ts";
import type {
  CandidateSet,
  ClosestReach,
  ClusterCandidate,
  Configuration,
  MissingGpu,
  OperatingChoice,
  PriceOfGpu,
  SearchRequest,
} from "./types.ts";

/** "tp4", with stages, expert and attention ranks where there are several. */
export const layoutText = ({ parallel }: ReplicaSpec): string =>
  [
    `tp${parallel.tensor}`,
    ...(parallel.pipeline > 1 ? [`pp${parallel.pipeline}`] : []),
    ...(parallel.expert > 1 ? [`ep${parallel.expert}`] : []),
    ...(parallel.attentionData > 1 ? [`dp${parallel.attentionData}`] : []),
  ].join(" ");

/** " 2P1D", with the layout of the prefill workers where it is another one than that of the decode workers. */
const modeText = ({ mode, prefillWorkers, decodeWorkers, prefill, spec }: Configuration): string => {
  if (mode === "aggregated") return "";
  const other = prefill === undefined ? "" : layoutText({ ...spec, parallel: prefill });
  const isSame = other === "" || other === layoutText(spec);
  return ` ${prefillWorkers}P${isSame ? "" : `(${other})`}${decodeWorkers}D`;
};

/** "h100-sxm-80gb tp4 fp8", with workers where disaggregated. */
export const configurationLabel = (configuration: Configuration): string => {
  const { spec } = configuration;
  return `${spec.gpu.id} ${layoutText(spec)} ${spec.weights}${modeText(configuration)}`;
};

const described = ({
  configuration,
}: OperatingChoice): Pick<
  ClusterCandidate,
  "label" | "gpu" | "gpusPerReplica" | "weights" | "parallel" | "workers"
> => ({
  label: configurationLabel(configuration),
  gpu: configuration.spec.gpu,
  gpusPerReplica: configuration.gpus,
  weights: configuration.spec.weights,
  parallel: configuration.spec.parallel,
  workers:
    configuration.mode === "aggregated"
      ? null
      : {
          prefill: configuration.prefillWorkers,
          decode: configuration.decodeWorkers,
          prefillParallel: configuration.prefill ?? configuration.spec.parallel,
        },
});

/** The spec of a choice as it would be deployed: workers of both kinds where disaggregated. */
const deployedSpec = ({ configuration }: OperatingChoice): ReplicaSpec => {
  const { spec, mode, prefill = spec.parallel, prefillWorkers, decodeWorkers } = configuration;
  if (mode === "aggregated") return spec;
  return { ...spec, disaggregation: { prefill: { workers: prefillWorkers, parallel: prefill }, decodeWorkers } };
};

/** Open-loop capacity of a choice that a closed loop found; null where random arrivals miss an objective. */
const refined = (choice: OperatingChoice, request: SearchRequest, speed: SpeedSource): ClusterCandidate | null => {
  const spec = deployedSpec(choice);
  const { shape, slo, confidence = defaultConfidence } = request;
  const result = speed.capacity(spec, shape, slo);
  if (result.kind === "infeasible") return null;
  const { requestsPerSecond: median, bindingLimit, errorBand, at } = result.capacity;
  const rateAt = (slowdown: number): number => rateOf(speed.capacity(slowedReplica(spec, slowdown), shape, slo));
  return {
    ...described(choice),
    batch: at.concurrency,
    rates: replicaRates({ median, errorBand, confidence, rateAt }),
    bindingLimit,
    errorBand,
    promptShare: at.openLoop?.promptShare ?? shape.inputTokens / (shape.inputTokens + shape.outputTokens),
    latencies: latenciesAt(at, request.slo),
  };
};

/** What a choice costs per request at a rate, in USD, else in GPUs. */
const costAt = ({ configuration }: OperatingChoice, rate: number, priceOfGpu: PriceOfGpu): number =>
  rate === 0
    ? Number.POSITIVE_INFINITY
    : (configuration.gpus * (priceOfGpu(configuration.spec.gpu) ?? unpriced)) / rate;

/** GPUs without a price come after all that have one. */
const unpriced = 1e6;

/** About the rate that is carried with confidence; where an objective is then missed, so little that others come first. */
const roughRate = (choice: OperatingChoice, request: SearchRequest, speed: SpeedSource): number => {
  const { roughCapacity } = speed;
  if (roughCapacity === undefined) return choice.requestsPerSecond;
  const { shape, slo, confidence = defaultConfidence } = request;
  const spec = deployedSpec(choice);
  const covered = roughCapacity(slowedReplica(spec, slowdownAt(choice.errorBand, confidence)), shape, slo);
  return covered > 0 ? covered : uncoveredShare * roughCapacity(spec, shape, slo);
};

const uncoveredShare = 1e-3;

interface Ranked {
  readonly choice: OperatingChoice;
  readonly cost: number;
}

const cheaperOf = (known: Ranked | undefined, other: Ranked): Ranked =>
  known === undefined || other.cost < known.cost ? other : known;

/** Choices looked at before the bound may end the look: a rough rate can mislead one, not as many. */
const fewestLooks = 24;
const mostLooks = 64;

/**
 * The cheapest choices by their rough open-loop rate, and the cheapest of each GPU: of all that were asked for, else of as
 * many. A closed loop, where nobody waits, carries more than random arrivals: its cost bounds that of its open loop from
 * below, so the look ends at the first that cannot come in.
 */
const promising = (
  found: SearchResult,
  {
    request,
    priceOfGpu,
    speed,
    shortlist,
  }: { readonly request: SearchRequest } & Required<CandidateOptions> & { readonly speed: SpeedSource },
): readonly OperatingChoice[] => {
  const bounded = found.ranked
    .map((choice) => ({ choice, cost: costAt(choice, choice.requestsPerSecond, priceOfGpu) }))
    .toSorted((a, b) => a.cost - b.cost);
  let retained: Ranked[] = [];
  const byGpu = new Map<string, Ranked>();
  for (const [looked, { choice, cost: bound }] of bounded.entries()) {
    const worst = retained.length < shortlist ? Number.POSITIVE_INFINITY : (retained.at(-1)?.cost ?? 0);
    const { id } = choice.configuration.spec.gpu;
    const isAwaited = request.gpus !== undefined && !byGpu.has(id);
    if (!isAwaited && (looked >= mostLooks || (looked >= fewestLooks && bound > worst))) continue;
    const ranked = { choice, cost: costAt(choice, roughRate(choice, request, speed), priceOfGpu) };
    if (ranked.cost < worst) retained = [...retained, ranked].toSorted((a, b) => a.cost - b.cost).slice(0, shortlist);
    byGpu.set(id, cheaperOf(byGpu.get(id), ranked));
  }
  const gpus = [...byGpu.values()].toSorted((a, b) => a.cost - b.cost);
  const shown = request.gpus === undefined ? gpus.slice(0, shortlist) : gpus;
  return [...new Set([...retained, ...shown].map(({ choice }) => choice))];
};

/** Why each GPU that was looked at is in no candidate. */
const missingGpus = (
  request: SearchRequest,
  { choices, ranked }: SearchResult,
  candidates: readonly ClusterCandidate[],
): readonly MissingGpu[] => {
  const offered = new Set(candidates.map(({ gpu }) => gpu.id));
  const rankedOn = new Set(ranked.map(({ configuration }) => configuration.spec.gpu.id));
  const looked = request.gpus?.map(gpuOf) ?? listGpus();
  return looked.flatMap(({ id }): MissingGpu[] => {
    if (offered.has(id)) return [];
    const own = choices.filter(({ configuration }) => configuration.spec.gpu.id === id);
    const [closest] = own.toSorted((a, b) => a.strain - b.strain);
    if (closest === undefined) return [{ gpu: id, because: "does-not-fit", closest: null }];
    const isDearer = request.gpus === undefined && rankedOn.has(id);
    return [{ gpu: id, because: isDearer ? "higher-cost" : "slo-unreachable", closest: closestOf({ closest }) }];
  });
};

const closestOf = ({ closest }: Pick<SearchResult, "closest">): ClosestReach | null =>
  closest === null
    ? null
    : { label: configurationLabel(closest.configuration), latencies: closest.latencies, strain: closest.strain };

export interface CandidateOptions {
  readonly priceOfGpu: PriceOfGpu;
  readonly speed?: SpeedSource | undefined;
  /** Configurations whose open-loop capacity is worked out carefully. */
  readonly shortlist: number;
}

/**
 * Configurations that carry the load of a model which produces tokens: searched closed loop, ranked by a rough
 * open-loop rate, the cheapest refined to their open-loop capacity.
 */
export const decoderCandidates = (
  request: SearchRequest,
  { priceOfGpu, speed = modelledSpeed, shortlist }: CandidateOptions,
): CandidateSet => {
  const found = searchConfigurations(request, { priceOfGpu, speed });
  const candidates = promising(found, { request, priceOfGpu, speed, shortlist }).flatMap((choice) => {
    const candidate = refined(choice, request, speed);
    return candidate === null ? [] : [candidate];
  });
  const missing = missingGpus(request, found, candidates);
  return { candidates, closest: closestOf(found), looked: found.evaluated, missing };
};
