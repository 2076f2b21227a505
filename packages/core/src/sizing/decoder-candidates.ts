import type { ReplicaSpec } from "../performance/types.ts";
import type { CandidateSet, ClosestReach, ClusterCandidate } from "./cluster-candidate.ts";
import { latenciesAt } from "./objectives.ts";
import { type SearchResult, searchConfigurations } from "./search-configurations.ts";
import { modelledSpeed, type SpeedSource } from "./speed-source.ts";
import type { Configuration, OperatingChoice, PriceOfGpu, SearchRequest } from "./types.ts";

const layoutText = ({ parallel }: ReplicaSpec): string =>
  [
    `tp${parallel.tensor}`,
    ...(parallel.pipeline > 1 ? [`pp${parallel.pipeline}`] : []),
    ...(parallel.expert > 1 ? [`ep${parallel.expert}`] : []),
    ...(parallel.attentionData > 1 ? [`dp${parallel.attentionData}`] : []),
  ].join(" ");

const modeText = ({ mode, prefillWorkers, decodeWorkers }: Configuration): string =>
  mode === "aggregated" ? "" : ` ${prefillWorkers}P${decodeWorkers}D`;

/** "h100-sxm-80gb tp4 fp8", with workers where prefill and decode are apart. */
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

/** Open-loop capacity of a choice that a closed loop found; null where random arrivals miss an objective. */
const refined = (choice: OperatingChoice, request: SearchRequest, speed: SpeedSource): ClusterCandidate | null => {
  if (choice.configuration.mode === "disaggregated") {
    const { requestsPerSecond, latencies, bindingLimit, errorBand, concurrency } = choice;
    return {
      ...described(choice),
      batch: concurrency,
      requestsPerSecondPerReplica: requestsPerSecond,
      bindingLimit,
      errorBand,
      latencies,
    };
  }
  const result = speed.capacity(choice.configuration.spec, request.shape, request.slo);
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

/** The first of each GPU and mode, then the others, so that a shortlist is not one GPU many times. */
const variedFirst = (ranked: readonly OperatingChoice[], most: number): readonly OperatingChoice[] => {
  const seen = new Set<string>();
  const firsts = ranked.filter(({ configuration }) => {
    const key = `${configuration.spec.gpu.id} ${configuration.mode}`;
    return !seen.has(key) && seen.add(key);
  });
  const others = ranked.filter((choice) => !firsts.includes(choice));
  return [...firsts, ...others].slice(0, most);
};

const closestOf = ({ closest }: SearchResult): ClosestReach | null =>
  closest === null
    ? null
    : { label: configurationLabel(closest.configuration), latencies: closest.latencies, strain: closest.strain };

/**
 * Configurations that carry the load of a model which produces tokens: searched closed loop, the best of each GPU
 * refined to their open-loop capacity.
 */
export const decoderCandidates = (
  request: SearchRequest,
  {
    priceOfGpu,
    speed = modelledSpeed,
    shortlist,
  }: { priceOfGpu: PriceOfGpu; speed?: SpeedSource | undefined; shortlist: number },
): CandidateSet => {
  const found = searchConfigurations(request, { priceOfGpu, speed });
  const candidates = variedFirst(found.ranked, shortlist).flatMap((choice) => {
    const candidate = refined(choice, request, speed);
    return candidate === null ? [] : [candidate];
  });
  return { candidates, closest: closestOf(found), looked: found.evaluated };
};
