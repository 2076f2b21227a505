import { isLoadlineError, type LoadlineError } from "../base/errors.ts";
import type { Service } from "../capacity/replica-capacity.ts";
import { gpuOf, listGpus } from "../catalogue/lookup.ts";
import { gpusOf } from "../model/engine.ts";
import type { Estimate } from "../model/estimate.ts";
import type { Slo } from "../model/load.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { wholeReplicas } from "../reserve/replica-rate.ts";
import { defaultRouter } from "../serving/service/routers.ts";
import { evaluatedCount, type ServiceCurve } from "../serving/service/service-curve.ts";
import { candidateSpecs } from "./candidates.ts";
import { latenciesAt, slowed, strain } from "./objectives.ts";
import { type BoundedConfiguration, boundedConfigurations } from "./search-configurations.ts";
import {
  defaultConfidence,
  flatCurve,
  quickCurve,
  serviceRates,
  slowdownAt,
  slowedRate,
  tightened,
} from "./service-rates.ts";
import { speedFront } from "./speed-front.ts";
import { modelledSpeed, type SpeedSource } from "./speed-source.ts";
import type {
  CandidateSet,
  ClosestReach,
  ClusterCandidate,
  Configuration,
  FrontPoint,
  MissingGpu,
  SearchRequest,
} from "./types.ts";

/** "tp4", with stages, expert and attention ranks where there are several. */
export const layoutText = ({ parallel }: Pick<ReplicaSpec, "parallel">): string =>
  [
    `tp${parallel.tensor}`,
    ...(parallel.pipeline > 1 ? [`pp${parallel.pipeline}`] : []),
    ...(parallel.expert > 1 ? [`ep${parallel.expert}`] : []),
    ...(parallel.attentionData > 1 ? [`dp${parallel.attentionData}`] : []),
  ].join(" ");

/** " 2P1D", with the layout of the prefill workers where it is another one than that of the decode workers. */
const workersText = ({ workers, spec }: Configuration): string => {
  if (workers === null) return "";
  const other = layoutText({ parallel: workers.prefillParallel });
  return ` ${workers.prefill}P${other === layoutText(spec) ? "" : `(${other})`}${workers.decode}D`;
};

/** "h100-sxm-80gb tp4 fp8", with workers where disaggregated. */
const configurationLabel = (configuration: Configuration): string => {
  const { spec } = configuration;
  return `${spec.gpu.id} ${layoutText(spec)} ${spec.weights}${workersText(configuration)}`;
};

/** The spec of a configuration as it would be deployed: workers of both kinds where disaggregated. */
const deployedSpec = ({ spec, workers }: Configuration): ReplicaSpec => {
  if (workers === null) return spec;
  const { prefill, decode, prefillParallel } = workers;
  return {
    ...spec,
    disaggregation: { prefill: { workers: prefill, parallel: prefillParallel }, decodeWorkers: decode },
  };
};

const routingOf = ({ router = defaultRouter, prefixGroups }: SearchRequest) => ({ router, prefixGroups });

/** A configuration with what its replicas carry behind the router. */
interface Sized extends BoundedConfiguration {
  readonly service: Service;
  readonly cost: number;
  /** That carry the demand with the confidence asked for. */
  readonly replicas: number;
}

/** Share of the GPUs that compute prompts alone; null where the same ones also decode. */
const prefillShare = ({ workers, gpus }: Configuration): number | null =>
  workers === null ? null : (workers.prefill * gpusOf(workers.prefillParallel)) / gpus;

/** With all its rates, and its latencies among as many as carry the demand; none where no count does. */
const refined = (
  { configuration, service, errorBand, cost, replicas }: Sized,
  { request, speed, demand }: Search,
): readonly ClusterCandidate[] => {
  const { shape, slo, confidence } = request;
  const { router } = routingOf(request);
  const found = service(evaluatedCount(replicas), true)(slo);
  if (!Number.isFinite(cost) || found.kind === "infeasible" || found.capacity.at === null) return [];
  const { bindingLimit, at } = found.capacity;
  const { spec, workers, gpus } = configuration;
  const { gpu, weights, parallel } = spec;
  const totalTokens = shape.inputTokens + shape.outputTokens;
  const saturatedRate = at.openLoop?.saturatedRate ?? at.requestsPerSecond;
  const question = { confidence, errorBand, ceiling: saturatedRate, demand };
  return [
    {
      label: configurationLabel(configuration),
      gpu,
      gpusPerReplica: gpus,
      weights,
      parallel,
      workers,
      batch: at.concurrency,
      saturatedRate,
      rates: serviceRates(service, slo, question),
      bindingLimit,
      errorBand,
      ratesUnder: (other) => serviceRates(service, other, question),
      ratesAtRandom: () =>
        router === "random"
          ? null
          : serviceRates(speed.service(deployedSpec(configuration), shape, { router: "random" }), slo, question),
      promptShare: prefillShare(configuration) ?? at.openLoop?.promptShare ?? shape.inputTokens / totalTokens,
      latencies: latenciesAt(at, slo),
    },
  ];
};

interface Search extends Omit<CandidateOptions, "speed"> {
  readonly request: SearchRequest;
  readonly speed: SpeedSource;
  /** Layouts, as they would be deployed, that hold an average request, and not the longest one of a run. */
  readonly refused: Map<ReplicaSpec, { readonly label: string; readonly error: LoadlineError }>;
}

/** Layouts that the answer names with the reason. */
const mostNamed = 3;

const aggregated = (spec: ReplicaSpec): Configuration => ({ spec, workers: null, gpus: gpusOf(spec.parallel) });

/** What work on a layout gives; null where a request exceeds its cache, which is noted. */
const unlessRefused = <T>(configuration: Configuration, { refused }: Search, work: (spec: ReplicaSpec) => T) => {
  const spec = deployedSpec(configuration);
  try {
    return work(spec);
  } catch (error) {
    if (!isLoadlineError(error) || error.code !== "LL_INPUT_INVALID") throw error;
    refused.set(spec, { label: configurationLabel(configuration), error });
    return null;
  }
};

/** Of the range of rates: what is left of it is 1/4096. */
const halvings = 12;

/** Requests/s up to which a configuration costs no less than the limit, 0 without one. */
const rateTooLow = ({ configuration, ceiling }: BoundedConfiguration, limit: number, costOf: Search["costOf"]) => {
  let [low, high] = [0, ceiling];
  for (let step = 0; limit < Number.POSITIVE_INFINITY && step < halvings; step++) {
    const middle = (low + high) / 2;
    if (costOf(configuration, flatCurve(middle)) < limit) high = middle;
    else low = middle;
  }
  return low;
};

/**
 * With what its service costs; null where that is not below the limit. As many replicas as the limit buys carry no less
 * each than fewer, so those are simulated first, at the least that each would have to carry.
 */
const sized = (one: BoundedConfiguration, limit: number, search: Search): Sized | null => {
  const { configuration, slowdown, ceiling } = one;
  const { request, speed, costOf, demand } = search;
  return unlessRefused(configuration, search, (spec) => {
    const service = speed.service(spec, request.shape, routingOf(request));
    const atLeast = rateTooLow(one, limit, costOf);
    if (atLeast > 0) {
      const most = evaluatedCount(wholeReplicas(demand, atLeast));
      if (slowedRate(service(most, true), request.slo, slowdown, atLeast) <= 0) return null;
    }
    const curve = quickCurve(service, request.slo, { slowdown, ceiling: ceiling * slowdown });
    const replicas = curve.replicasFor(demand);
    const cost = replicas === null ? Number.POSITIVE_INFINITY : costOf(configuration, curve);
    return cost < limit ? { ...one, service, cost, replicas: replicas ?? 0 } : null;
  });
};

const better = (a: Pick<Sized, "cost">, b: Pick<Sized, "cost">): number => a.cost - b.cost;

/** One row is for the cheapest layout of a GPU, aggregated or not; of a GPU that is asked for alone, for each layout. */
const rowOf = ({ spec, workers }: Configuration, { gpus }: SearchRequest): string =>
  `${spec.gpu.id} ${workers === null} ${gpus?.length === 1 ? `${layoutText(spec)} ${spec.weights}` : ""}`;

interface Bounded extends BoundedConfiguration {
  /** USD per hour that it takes at the least, without whole replicas and reserve. */
  readonly cost: number;
}

/**
 * The best of each row by simulation, the cheapest first. One that could not be better than its row, nor than the last row
 * that is shown, is not simulated, from the least that each can cost upwards.
 */
const bestOfRows = (all: readonly Bounded[], search: Search): readonly Sized[] => {
  const { request, costOf, shortlist } = search;
  const rows = new Map<string, Sized>();
  let lastShown = Number.POSITIVE_INFINITY;
  for (const one of all) {
    const row = rowOf(one.configuration, request);
    const ofRow = rows.get(row)?.cost ?? Number.POSITIVE_INFINITY;
    const limit = Math.min(ofRow, lastShown);
    if (one.cost >= limit || costOf(one.configuration, flatCurve(one.ceiling)) >= limit) continue;
    const next = sized(one, limit, search);
    if (next === null || next.cost >= ofRow) continue;
    rows.set(row, next);
    lastShown = [...rows.values()].toSorted(better)[shortlist - 1]?.cost ?? Number.POSITIVE_INFINITY;
  }
  return [...rows.values()].toSorted(better);
};

const first = <T>(items: readonly T[], order: (a: T, b: T) => number): T | undefined => items.toSorted(order)[0];

/** What a layout reaches that is so many times slower than modelled. */
const reachOf = (
  spec: ReplicaSpec,
  modelled: Estimate,
  { slo, slowdown }: { readonly slo: Slo; readonly slowdown: number },
): ClosestReach => {
  const latencies = slowed(latenciesAt(modelled, slo), slowdown);
  return { label: configurationLabel(aggregated(spec)), latencies, strain: strain(latencies, slo) };
};

/** The layout that reaches most with one request, and what its lightest load reaches that misses an objective. */
const closestOf = (all: readonly ReplicaSpec[], search: Search): ClosestReach | null => {
  const { request, speed, refused } = search;
  const specs = all.filter((spec) => !refused.has(spec));
  const { shape, slo, confidence = defaultConfidence } = request;
  const alone = specs.map((spec) => {
    const modelled = speed.estimate(spec, shape, { kind: "concurrency", concurrency: 1 });
    const slowdown = slowdownAt(speed.ceilings(spec, shape).errorBand, confidence);
    return { spec, slowdown, reach: reachOf(spec, modelled, { slo, slowdown }) };
  });
  const nearest = first(alone, (a, b) => a.reach.strain - b.reach.strain);
  if (nearest === undefined) return null;
  const { spec, slowdown, reach } = nearest;
  const loaded = unlessRefused(aggregated(spec), search, () =>
    speed.service(spec, shape, routingOf(request))(1)(tightened(slo, slowdown)),
  );
  return loaded?.kind === "infeasible" && loaded.at !== undefined ? reachOf(spec, loaded.at, { slo, slowdown }) : reach;
};

interface Found {
  readonly specs: readonly ReplicaSpec[];
  readonly tooLarge: readonly ReplicaSpec[];
  readonly all: readonly Bounded[];
  readonly rows: readonly Sized[];
  readonly candidates: readonly ClusterCandidate[];
}

/** Why each GPU that was looked at is in no candidate. */
const missingGpus = ({ specs, tooLarge, all, rows, candidates }: Found, search: Search): readonly MissingGpu[] => {
  const { request, costOf, refused, shortlist } = search;
  const offered = new Set(candidates.map(({ gpu }) => gpu.id));
  // The last one that is set is the cheapest.
  const bounds = new Map(all.toReversed().map((one) => [one.configuration.spec.gpu.id, one]));
  return (request.gpus?.map(gpuOf) ?? listGpus()).flatMap(({ id }): MissingGpu[] => {
    if (offered.has(id)) return [];
    const own = specs.filter(({ gpu }) => gpu.id === id);
    if (own.length === 0) {
      // Where nothing was too large either, the engine has no layout there.
      const because = tooLarge.some(({ gpu }) => gpu.id === id) ? "does-not-fit" : "not-run";
      return [{ gpu: id, because, closest: null, leastCost: null }];
    }
    if (own.every((spec) => refused.has(spec)))
      return [{ gpu: id, because: "cache-too-small", closest: null, leastCost: null }];
    const bound = bounds.get(id);
    if (!Number.isFinite(shortlist) || bound === undefined)
      return [{ gpu: id, because: "slo-unreachable", closest: closestOf(own, search), leastCost: null }];
    const sized = rows.find(({ configuration }) => configuration.spec.gpu.id === id);
    const leastCost = sized?.cost ?? costOf(bound.configuration, flatCurve(bound.ceiling));
    return [{ gpu: id, because: "higher-cost", closest: null, leastCost }];
  });
};

/** Batches of which the front is drawn. */
const batches = [1, 4, 16, 64, 256, 1024] as const;

/** Of the layouts shown, what no other beats in tokens/s per GPU and per user within the objectives. */
const frontOf = (shown: readonly Sized[], { request, speed }: Search): readonly FrontPoint[] => {
  const { shape, slo } = request;
  const points = shown.flatMap(({ configuration }) =>
    batches.flatMap((concurrency): FrontPoint[] => {
      const at = speed.estimate(deployedSpec(configuration), shape, { kind: "concurrency", concurrency });
      const latencies = latenciesAt(at, slo);
      if (strain(latencies, slo) > 1) return [];
      return [
        {
          label: configurationLabel(configuration),
          concurrency,
          tokensPerSecondPerGpu: at.outputTokensPerSecond / configuration.gpus,
          tokensPerSecondPerUser: 1 / latencies.interTokenLatency,
        },
      ];
    }),
  );
  return speedFront(points);
};

interface CandidateOptions {
  /** Requests/s that reach the replicas. */
  readonly demand: number;
  /** USD per hour that the demand takes of replicas that carry so much; an order only where no price is known. */
  readonly costOf: (configuration: Configuration, curve: ServiceCurve) => number;
  /** The same without whole replicas and reserve. */
  readonly leastCostOf: (configuration: Configuration, rate: number) => number;
  readonly speed?: SpeedSource | undefined;
  /** Rows that are shown; Infinity: every one that carries the load. */
  readonly shortlist: number;
}

/**
 * Configurations that carry the load of a model which produces tokens: GPU × layout × weight format × workers, the
 * cheapest of each GPU by simulation. No other one is cheaper.
 * @throws LL_INPUT_INVALID where the longest requests exceed the cache of every layout
 */
export const decoderCandidates = (
  request: SearchRequest,
  { speed = modelledSpeed, ...options }: CandidateOptions,
): CandidateSet => {
  const refused: Search["refused"] = new Map();
  const search: Search = { ...options, request, speed, refused };
  const { shape, slo, confidence = defaultConfidence } = request;
  const { fitting: specs, tooLarge } = candidateSpecs(request, (spec) => {
    const { fits, kvCacheTokens } = speed.memory(spec);
    return fits && kvCacheTokens >= shape.inputTokens + shape.outputTokens;
  });
  const compared = boundedConfigurations(specs, request, { shape, slo, confidence, speed });
  const all = compared
    .filter(({ ceiling }) => ceiling > 0)
    .map((one): Bounded => ({ ...one, cost: options.leastCostOf(one.configuration, one.ceiling) }))
    .toSorted(better);
  const rows = bestOfRows(all, search);
  const shown = rows.slice(0, options.shortlist);
  const candidates = shown.flatMap(
    (sized) => unlessRefused(sized.configuration, search, () => refined(sized, search)) ?? [],
  );
  const [refusal] = refused.values();
  const isEach = candidates.length === 0 && specs.every((spec) => refused.has(spec));
  if (isEach && refusal !== undefined) throw refusal.error;
  return {
    candidates,
    closest: candidates.length > 0 ? null : closestOf(specs, search),
    looked: compared.length,
    leftOut: [...refused.values()]
      .slice(0, mostNamed)
      .map(({ label, error }) => `${label} is left out: ${error.message}`),
    missing: missingGpus({ specs, tooLarge, all, rows, candidates }, search),
    front: frontOf(shown, search),
  };
};
