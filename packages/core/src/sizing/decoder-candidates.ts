import { gpuOf, listGpus } from "../catalogue/lookup.ts";
import type { CapacityOf } from "../model/estimate.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { roughly } from "../serving/open-loop/open-loop-capacity.ts";
import { latenciesAt } from "./objectives.ts";
import { defaultConfidence, ratesOf, slowdownAt, slowedRate } from "./replica-counts.ts";
import { type RankedChoice, type SearchResult, searchConfigurations } from "./search-configurations.ts";
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

/** A choice that a closed loop found, with what it carries of random arrivals. */
interface Sized {
  readonly choice: OperatingChoice;
  readonly capacity: CapacityOf;
  readonly cost: number;
  readonly coversObjectives: boolean;
}

/** With all its rates; null where random arrivals miss an objective. */
const refined = ({ choice, capacity }: Sized, { shape, slo, confidence }: SearchRequest): ClusterCandidate | null => {
  const result = capacity(slo);
  const rates = ratesOf(capacity, slo, confidence);
  if (result.kind === "infeasible" || rates === null || result.capacity.at === null) return null;
  const { bindingLimit, errorBand, at } = result.capacity;
  return {
    ...described(choice),
    batch: at.concurrency,
    rates,
    ratesUnder: (other) => ratesOf(capacity, other, confidence),
    bindingLimit,
    errorBand,
    promptShare: at.openLoop?.promptShare ?? shape.inputTokens / (shape.inputTokens + shape.outputTokens),
    latencies: latenciesAt(at, slo),
  };
};

/** About the rate that is carried with confidence; where an objective is then missed, so little that others come first. */
const roughRate = (choice: OperatingChoice, request: SearchRequest, speed: SpeedSource): number => {
  const { shape, slo, confidence = defaultConfidence } = request;
  const capacity = speed.capacities(deployedSpec(choice), shape, roughly);
  const covered = slowedRate(capacity, slo, slowdownAt(choice.errorBand, confidence));
  return covered > 0 ? covered : uncoveredShare * slowedRate(capacity, slo);
};

const uncoveredShare = 1e-3;

/** Random arrivals carry up to seven times what the formulas of closed loops say, with attention data parallel. */
const ceilingError = 8;

interface Looked {
  readonly choice: OperatingChoice;
  readonly cost: number;
  /** The same if the rough rate is too low. */
  readonly least: number;
}

/** Configurations that one row is for: the cheapest of them is shown. */
const rowOf = ({ mode, spec }: Configuration): string => `${spec.gpu.id} ${mode}`;

/** A rough rate, or one of a bound, is at most so many times too low. */
const roughError = 1.2;

type Search = Pick<CandidateOptions, "costOf" | "shortlist"> & {
  readonly request: SearchRequest;
  readonly speed: SpeedSource;
};

interface Bounded {
  readonly choice: RankedChoice;
  /** Cost that it has at least: by the means of a closed loop, where nobody waits. */
  readonly bound: number;
}

/**
 * Choices by the least that they can cost, and so the layouts of each GPU with their rough open-loop rate, the cheapest
 * first. What costs more than the `shortlist` cheapest even at its bound is not looked at, unless it was asked for.
 */
const promising = (
  bounded: readonly Bounded[],
  { request, costOf, speed, shortlist }: Search,
): readonly (readonly Looked[])[] => {
  const rows = new Map<string, readonly Looked[]>();
  const cheapest = (): readonly number[] =>
    [...rows.values()].map(([first]) => first?.cost ?? Number.POSITIVE_INFINITY).toSorted((a, b) => a - b);
  const isOnly = request.gpus?.length === 1;
  for (const { choice, bound } of bounded) {
    const row = rowOf(choice.configuration);
    const own = rows.get(row) ?? [];
    const isAwaited = isOnly || (request.gpus !== undefined && own.length === 0);
    const worst = cheapest()[shortlist - 1] ?? Number.POSITIVE_INFINITY;
    const [first] = own;
    const isShown = first !== undefined && first.cost <= worst;
    if (!isAwaited && bound > (isShown ? ceilingError * first.cost : roughError * worst)) continue;
    const rate = roughRate(choice, request, speed);
    const costs = { cost: costOf(choice.configuration, rate), least: costOf(choice.configuration, roughError * rate) };
    rows.set(
      row,
      [...own, { choice, ...costs }].toSorted((a, b) => a.cost - b.cost),
    );
  }
  return [...rows.values()].toSorted(([a], [b]) => (a?.cost ?? 0) - (b?.cost ?? 0));
};

/** Objectives that are met with confidence come first, then what is cheaper. */
const better = (a: Sized, b: Sized): number =>
  Number(b.coversObjectives) - Number(a.coversObjectives) || a.cost - b.cost;

/** The best layout of one row by its open-loop capacity, where no other can be cheaper; all of a GPU asked for alone. */
const refinedRow = (row: readonly Looked[], { request, costOf, speed }: Search): readonly ClusterCandidate[] => {
  const { shape, slo, confidence = defaultConfidence, gpus } = request;
  const found: Sized[] = [];
  let cheapest = Number.POSITIVE_INFINITY;
  for (const { choice, least } of row.toSorted((a, b) => a.least - b.least)) {
    if (least > cheapest && gpus?.length !== 1) break;
    const capacity = speed.capacities(deployedSpec(choice), shape);
    const result = capacity(slo);
    if (result.kind === "infeasible") continue;
    const slowdown = slowdownAt(result.capacity.errorBand, confidence);
    const inTime = slowedRate(capacity, slo, slowdown);
    const cost = costOf(choice.configuration, inTime > 0 ? inTime : result.capacity.requestsPerSecond / slowdown);
    found.push({ choice, capacity, cost, coversObjectives: inTime > 0 });
    cheapest = Math.min(cheapest, cost);
  }
  const shown = gpus?.length === 1 ? found : found.toSorted(better).slice(0, 1);
  return shown.flatMap((sized) => refined(sized, request) ?? []);
};

/** Why each GPU that was looked at is in no candidate. */
const missingGpus = (
  request: SearchRequest,
  { choices }: SearchResult,
  {
    bounded,
    rows,
    candidates,
  }: Pick<CandidateSet, "candidates"> & { bounded: readonly Bounded[]; rows: readonly (readonly Looked[])[] },
): readonly MissingGpu[] => {
  const offered = new Set(candidates.map(({ gpu }) => gpu.id));
  const looked = request.gpus?.map(gpuOf) ?? listGpus();
  const byCost = rows.flat().toSorted((a, b) => a.least - b.least);
  const leastOf = (id: string) => byCost.find(({ choice }) => choice.configuration.spec.gpu.id === id)?.least;
  return looked.flatMap(({ id }): MissingGpu[] => {
    if (offered.has(id)) return [];
    const own = choices.filter(({ configuration }) => configuration.spec.gpu.id === id);
    const [closest] = own.toSorted((a, b) => a.strain - b.strain);
    if (closest === undefined) return [{ gpu: id, because: "does-not-fit", closest: null, leastCost: null }];
    const reach = closestOf({ closest });
    const cheapest = bounded.find(({ choice }) => choice.configuration.spec.gpu.id === id);
    return request.gpus !== undefined || cheapest === undefined
      ? [{ gpu: id, because: "slo-unreachable", closest: reach, leastCost: null }]
      : [{ gpu: id, because: "higher-cost", closest: reach, leastCost: leastOf(id) ?? cheapest.bound }];
  });
};

const closestOf = ({ closest }: Pick<SearchResult, "closest">): ClosestReach | null =>
  closest === null
    ? null
    : { label: configurationLabel(closest.configuration), latencies: closest.latencies, strain: closest.strain };

export interface CandidateOptions {
  /** USD per hour that the demand takes at so many requests/s of a replica; an order only where no price is known. */
  readonly costOf: (configuration: Configuration, rate: number) => number;
  readonly priceOfGpu: PriceOfGpu;
  readonly speed?: SpeedSource | undefined;
  /** GPUs whose open-loop capacity is worked out carefully. */
  readonly shortlist: number;
}

/**
 * Configurations that carry the load of a model which produces tokens: searched closed loop, ranked by a rough
 * open-loop rate, the cheapest refined to their open-loop capacity.
 */
export const decoderCandidates = (
  request: SearchRequest,
  { priceOfGpu, costOf, speed = modelledSpeed, shortlist }: CandidateOptions,
): CandidateSet => {
  const found = searchConfigurations(request, { priceOfGpu, speed });
  const { confidence = defaultConfidence } = request;
  const bounded = found.ranked
    .map((choice): Bounded => {
      const rate = choice.ceiling / slowdownAt(choice.errorBand, confidence);
      return { choice, bound: costOf(choice.configuration, rate) };
    })
    .toSorted((a, b) => a.bound - b.bound);
  const search: Search = { request, costOf, speed, shortlist };
  const rows = promising(bounded, search);
  const shown = request.gpus === undefined ? rows.slice(0, shortlist) : rows;
  const candidates = shown.flatMap((row) => refinedRow(row, search));
  const missing = missingGpus(request, found, { bounded, rows, candidates });
  const front = found.speedFront.map(
    ({ configuration, concurrency, tokensPerSecondPerGpu, tokensPerSecondPerUser }) => ({
      ...{ label: configurationLabel(configuration), concurrency, tokensPerSecondPerGpu, tokensPerSecondPerUser },
    }),
  );
  return { candidates, closest: closestOf(found), looked: found.evaluated, missing, front };
};
