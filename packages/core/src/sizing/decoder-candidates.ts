import type { ReplicaSpec } from "../model/replica.ts";
import { latenciesAt } from "./objectives.ts";
import { type SearchResult, searchConfigurations } from "./search-configurations.ts";
import { modelledSpeed, type SpeedSource } from "./speed-source.ts";
import type {
  CandidateSet,
  ClosestReach,
  ClusterCandidate,
  Configuration,
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

const modeText = ({ mode, prefillWorkers, decodeWorkers }: Configuration): string =>
  mode === "aggregated" ? "" : ` ${prefillWorkers}P${decodeWorkers}D`;

/** "h100-sxm-80gb tp4 fp8", with workers where disaggregated. */
export const configurationLabel = (configuration: Configuration): string => {
  const { spec } = configuration;
  return `${spec.gpu.id} ${layoutText(spec)} ${spec.weights}${modeText(configuration)}`;
};

const described = ({
  configuration,
}: OperatingChoice): Pick<ClusterCandidate, "label" | "gpu" | "gpusPerReplica" | "weights" | "layout"> => ({
  label: configurationLabel(configuration),
  gpu: configuration.spec.gpu,
  gpusPerReplica: configuration.gpus,
  weights: configuration.spec.weights,
  layout: `${layoutText(configuration.spec)}${modeText(configuration)}`,
});

/** The spec of a choice as it would be deployed: workers of both kinds where disaggregated. */
const deployedSpec = ({ configuration }: OperatingChoice): ReplicaSpec => {
  const { spec, mode, prefillWorkers, decodeWorkers } = configuration;
  if (mode === "aggregated") return spec;
  return { ...spec, disaggregation: { prefill: { workers: prefillWorkers, parallel: spec.parallel }, decodeWorkers } };
};

/** Open-loop capacity of a choice that a closed loop found; null where random arrivals miss an objective. */
const refined = (choice: OperatingChoice, request: SearchRequest, speed: SpeedSource): ClusterCandidate | null => {
  const result = speed.capacity(deployedSpec(choice), request.shape, request.slo);
  if (result.kind === "infeasible") return null;
  const { requestsPerSecond, bindingLimit, errorBand, at } = result.capacity;
  return {
    ...described(choice),
    batch: at.concurrency,
    requestsPerSecondPerReplica: requestsPerSecond,
    bindingLimit,
    errorBand,
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

const roughRate = (choice: OperatingChoice, request: SearchRequest, speed: SpeedSource): number => {
  if (speed.roughCapacity === undefined) return choice.requestsPerSecond;
  return speed.roughCapacity(deployedSpec(choice), request.shape, request.slo);
};

interface Ranked {
  readonly choice: OperatingChoice;
  readonly cost: number;
}

/** Choices looked at before the bound may end the look: a rough rate can mislead one, not as many. */
const fewestLooks = 24;
const mostLooks = 64;

/**
 * The cheapest choices by their rough open-loop rate. A closed loop, where nobody waits, carries more than random
 * arrivals: its cost bounds that of its open loop from below, so the look ends at the first that cannot come in.
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
  let kept: Ranked[] = [];
  for (const [looked, { choice, cost: bound }] of bounded.entries()) {
    const worst = kept.length < shortlist ? Number.POSITIVE_INFINITY : (kept.at(-1)?.cost ?? 0);
    if (looked >= mostLooks || (looked >= fewestLooks && bound > worst)) break;
    const cost = costAt(choice, roughRate(choice, request, speed), priceOfGpu);
    if (cost < worst) kept = [...kept, { choice, cost }].toSorted((a, b) => a.cost - b.cost).slice(0, shortlist);
  }
  return kept.map(({ choice }) => choice);
};

const closestOf = ({ closest }: SearchResult): ClosestReach | null =>
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
  return { candidates, closest: closestOf(found), looked: found.evaluated };
};
